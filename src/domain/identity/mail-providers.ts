/** How a provider delivers several spellings into one mailbox. */
export type MailProvider = {
  /** The name that is written into keys, where it has several for the same mailboxes. */
  readonly domain: string;
  /** Characters that the provider ignores in the local part. */
  readonly ignores: string;
  /** Characters that are one to the provider, the first of which is written into keys. */
  readonly alike: string;
  /** The character that starts a tag which the owner may choose freely. */
  readonly tag: string | undefined;
  /** "anything@user.fastmail.com" is "user@fastmail.com". */
  readonly userHosts: boolean;
};

type Row = {
  /** Names of the same mailboxes, the first of which is written into keys. */
  readonly same?: string;
  /** Names of other mailboxes each, which are delivered by the same rules. */
  readonly each?: string;
  readonly ignores?: string;
  readonly alike?: string;
  readonly tag?: "+";
  readonly userHosts?: boolean;
  /** Where the provider says so. */
  readonly source: string;
};

/**
 * Providers whose rules are published, with all of their domains. A mailbox anywhere else keeps its spelling, since only its own
 * server knows which spellings are one person's: to fold by guess would merge strangers. Apple and Yandex write nothing of tags; what is
 * known of theirs is that others see them delivered, and that no name there holds a plus, so that folding them merges no two people.
 */
const ROWS: readonly Row[] = [
  {
    same: "gmail.com googlemail.com",
    ignores: ".",
    tag: "+",
    source: "https://support.google.com/mail/answer/7436150, https://support.google.com/a/users/answer/9308648",
  },
  {
    each: `
      outlook.com outlook.at outlook.be outlook.bg outlook.cl outlook.co.id outlook.co.il outlook.co.nz outlook.co.th outlook.com.ar
      outlook.com.au outlook.com.br outlook.com.gr outlook.com.hr outlook.com.pe outlook.com.tr outlook.com.ua outlook.com.vn
      outlook.cz outlook.de outlook.dk outlook.ec outlook.es outlook.fr outlook.hu outlook.ie outlook.in outlook.it outlook.jp
      outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.ro outlook.sa outlook.sg outlook.sk outlook.uy
      hotmail.com hotmail.at hotmail.be hotmail.bg hotmail.ca hotmail.ch hotmail.cl hotmail.co.at hotmail.co.id hotmail.co.il
      hotmail.co.in hotmail.co.jp hotmail.co.kr hotmail.co.nz hotmail.co.th hotmail.co.ug hotmail.co.uk hotmail.co.ve hotmail.co.za
      hotmail.com.ar hotmail.com.au hotmail.com.bo hotmail.com.br hotmail.com.do hotmail.com.hk hotmail.com.mx hotmail.com.tr
      hotmail.com.tw hotmail.com.vn hotmail.cz hotmail.de hotmail.dk hotmail.ee hotmail.es hotmail.fi hotmail.fr hotmail.gr
      hotmail.hu hotmail.it hotmail.jp hotmail.lt hotmail.lv hotmail.my hotmail.nl hotmail.no hotmail.ph hotmail.ro hotmail.rs
      hotmail.se hotmail.sg hotmail.sk
      live.com live.at live.be live.ca live.cl live.cn live.co.in live.co.kr live.co.uk live.co.za live.com.ar live.com.au
      live.com.mx live.com.my live.com.ph live.com.pk live.com.pt live.com.sg live.com.ve live.de live.dk live.fi live.fr live.hk
      live.ie live.in live.it live.jp live.lu live.nl live.no live.ph live.ru live.se livemail.tw
      msn.com windowslive.com passport.com
    `,
    tag: "+",
    source:
      "https://support.microsoft.com/office/459b1989-356d-40fa-a689-8f285b13f1f2 (the names), https://learn.microsoft.com/exchange/recipients-in-exchange-online/plus-addressing-in-exchange-online (the tag)",
  },
  {
    same: "icloud.com me.com mac.com",
    tag: "+",
    source:
      "https://support.apple.com/118230 (the names), https://github.com/gmr/email-normalize and https://news.mynavi.jp/article/20141008-icloud (the tag, as others see it delivered)",
  },
  {
    same: "proton.me protonmail.com protonmail.ch pm.me",
    ignores: ".-_",
    tag: "+",
    source:
      "https://proton.me/support/addresses-and-aliases (names and tag), https://github.com/ProtonMail/WebClients (the signs: removeEmailAlias)",
  },
  {
    each: `
      fastmail.com fastmail.fm fastmail.net fastmail.org fastmail.us fastmail.uk fastmail.co.uk fastmail.com.au fastmail.cn
      fastmail.de fastmail.es fastmail.im fastmail.in fastmail.jp fastmail.mx fastmail.nl fastmail.se fastmail.to
    `,
    tag: "+",
    userHosts: true,
    source: "https://www.fastmail.help/hc/en-us/articles/360060591053",
  },
  {
    each: `
      zoho.com zohomail.com zoho.in zohomail.in zoho.eu zohomail.eu zoho.com.au zohomail.com.au zoho.com.cn zohomail.cn zoho.jp
      zohomail.jp zohomail.sa zohocloud.ca zohomailcloud.ca
    `,
    tag: "+",
    source: "https://www.zoho.com/mail/help/adminconsole/email-alias.html",
  },
  {
    same: "yandex.ru ya.ru yandex.com yandex.by yandex.kz yandex.ua",
    alike: ".-",
    tag: "+",
    source:
      "https://yandex.com/support/passport/authorization/email.html (one mailbox at all of its domains), https://yandex.com/support/passport/authorization/registration.html (the signs), https://github.com/gmr/email-normalize and https://remontka.com/plyus-adresa-subadresa-v-pochte/amp (the tag, as others see it delivered)",
  },
  {
    each: "mailbox.org",
    tag: "+",
    source: "https://kb.mailbox.org/en/private/account-article/what-is-an-alias-and-how-do-i-use-it",
  },
];

const BY_DOMAIN = new Map(ROWS.flatMap(providersOf));

function providersOf(row: Row): [string, MailProvider][] {
  const { same = "", each = "", ignores = "", alike = "", tag, userHosts = false } = row;
  const [first = ""] = same.split(" ");
  const provider = (domain: string): MailProvider => ({ domain, ignores, alike, tag, userHosts });
  return [
    ...namesOf(same).map((name): [string, MailProvider] => [name, provider(first)]),
    ...namesOf(each).map((name): [string, MailProvider] => [name, provider(name)]),
  ];
}

function namesOf(names: string): string[] {
  return names.split(/\s+/).filter((name) => name !== "");
}

/** @param domain lower-case host name */
export function findMailProvider(domain: string): MailProvider | undefined {
  return BY_DOMAIN.get(domain);
}
