import { findMailProvider } from "./mail-providers.ts";

/**
 * Registrable domains at which anybody gets a mailbox: the large free hosts, access providers that give their customers one,
 * and relays that hide people's own mailbox. Written down by hand, so a small host is missing: its customers look like people
 * of one company until staff add it to `lists.trusted_mail_domains`.
 */
const PUBLIC_MAIL_DOMAINS = new Set(
  `
  yahoo.com yahoo.in yahoo.co.in yahoo.co.uk yahoo.co.jp yahoo.co.id yahoo.co.kr yahoo.co.nz yahoo.co.th yahoo.com.ar
  yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.hk yahoo.com.mx yahoo.com.my yahoo.com.ph yahoo.com.sg yahoo.com.tr
  yahoo.com.tw yahoo.com.vn yahoo.ca yahoo.cn yahoo.de yahoo.dk yahoo.es yahoo.fr yahoo.gr yahoo.ie yahoo.it yahoo.no
  yahoo.pl yahoo.ro yahoo.se ymail.com rocketmail.com myyahoo.com aol.com aol.co.uk aol.de aol.fr aim.com
  rediffmail.com rediff.com indiatimes.com sify.com in.com vsnl.com vsnl.net bsnl.in bsnl.co.in airtelmail.in mtnl.net.in
  gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.us gmx.co.uk gmx.fr gmx.es mail.com email.com usa.com web.de freenet.de t-online.de
  arcor.de vodafone.de posteo.de tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me hey.com
  runbox.com mailfence.com hushmail.com lycos.com excite.com inbox.com
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net juno.com
  netzero.net shaw.ca rogers.com sympatico.ca telus.net bell.net videotron.ca btinternet.com ntlworld.com virginmedia.com
  sky.com talktalk.net blueyonder.co.uk tiscali.co.uk orange.fr wanadoo.fr free.fr sfr.fr laposte.net neuf.fr bbox.fr
  libero.it virgilio.it alice.it tim.it tin.it tiscali.it fastwebnet.it telefonica.net terra.es ono.com sapo.pt telenet.be
  skynet.be proximus.be ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl home.nl bluewin.ch hispeed.ch telia.com tele2.se
  spray.se online.no getmail.no mail.dk wp.pl o2.pl onet.pl op.pl interia.pl interia.eu gazeta.pl seznam.cz centrum.cz
  email.cz post.cz azet.sk freemail.hu citromail.hu abv.bg mail.bg ukr.net i.ua bigmir.net mail.ru bk.ru inbox.ru list.ru
  internet.ru rambler.ru yandex.net qip.ru otenet.gr walla.co.il walla.com ttmail.com mynet.com
  qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn wo.cn sina.com sina.cn sohu.com 21cn.com tom.com aliyun.com
  naver.com hanmail.net daum.net nate.com kakao.com docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp softbank.jp nifty.com
  biglobe.ne.jp ocn.ne.jp so-net.ne.jp plala.or.jp excite.co.jp goo.jp hinet.net pchome.com.tw singnet.com.sg netvigator.com
  uol.com.br bol.com.br terra.com.br ig.com.br globo.com globomail.com zipmail.com.br prodigy.net.mx bigpond.com
  bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz slingshot.co.nz mweb.co.za vodamail.co.za
  telkomsa.net webmail.co.za
  appleid.com duck.com mozmail.com simplelogin.com simplelogin.co slmail.me aleeas.com passmail.net passfwd.com
  `
    .trim()
    .split(/\s+/),
);

/** @param domain lower-case registrable domain */
export function isPublicMailDomain(domain: string): boolean {
  return PUBLIC_MAIL_DOMAINS.has(domain) || findMailProvider(domain) !== undefined;
}
