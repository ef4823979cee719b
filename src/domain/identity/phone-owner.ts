/** A number of one country by its calling code, digits only. */
type National = { readonly callingCode: string; readonly national: string };

type Respelling = readonly [old: RegExp, now: string];

/**
 * One spelling for each line of which a country's people write two: with a digit that is dialled from abroad only, or by the plan that
 * was in force before the country renumbered, where the length says that it is the old one. By calling code; each row is tried on what
 * the one before it left. Each row names the page that tells of the change; each new spelling is one that libphonenumber's metadata holds for valid,
 * which is all that stands behind a row that names no page.
 * @see ITU-T E.164 national numbering plans and the ITU's Operational Bulletin, which announces each change
 */
const RESPELLINGS: { readonly [callingCode: string]: readonly Respelling[] } = {
  // Ivory Coast, 2021 (ARTCI): the network's two digits before mobiles. Landlines were parted by network in no way that their digits tell.
  // https://newsgeek.ci/2020/07/28/telephonie-la-cote-divoire-bascule-a-10-chiffres-a-partir-du-31-janvier-2021
  "225": [
    [/^([04-9][0-3]\d{6})$/, "01$1"],
    [/^([04-9][4-6]\d{6})$/, "05$1"],
    [/^([04-9][7-9]\d{6})$/, "07$1"],
  ],
  // Benin, 2024 (ARCEP): 01 before all but free numbers. https://fr.allafrica.com/stories/202411300249.html
  "229": [[/^([2-79]\d{7})$/, "01$1"]],
  // Mauritius, 2013 (ICTA): 5 before mobiles. https://www.commsupdate.com/articles/2013/09/02/mauritius-migrates-to-a-new-8-digit-mobile-numbering-plan/
  "230": [[/^([79]\d{6})$/, "5$1"]],
  // Cameroon, 2014 (ART): 6 before mobiles, 2 before landlines. https://bamendaonline.net/cameroon-to-migrate-from-8-to-9-telephone-digits-tonight
  "237": [
    [/^([579]\d{7})$/, "6$1"],
    [/^((?:22|33)\d{6})$/, "2$1"],
  ],
  // Gabon, 2019 (ARCEP): the zero gave way to a digit by network. https://www.rfi.fr/afrique/20191115-changement-numerotation-telephonique-gabon
  "241": [
    [/^0?([256]\d{6})$/, "6$1"],
    [/^0?([47]\d{6})$/, "7$1"],
    [/^0?(1\d{6})$/, "1$1"],
  ],
  // San Marino: its area's digits, which Italy asks for, with and without their zero.
  "378": [[/^0?549(\d{6})$/, "$1"]],
  // Ukraine: 8 was the prefix for long distance until 2009 (NKRZ).
  "380": [[/^80(\d{9})$/, "$1"]],
  // Italy (AGCOM): the zero of landlines belongs to the number and is dropped by habit.
  "39": [[/^([1245679]\d{5,9})$/, "0$1"]],
  // Mexico, 2019 (IFT): 1 for mobiles from abroad, 044 and 045 at home, 01 for long distance. https://newsweekespanol.com/?p=114478
  "52": [[/^(?:1|01|044|045)(\d{10})$/, "$1"]],
  // Argentina (Resolución 5/1997): 9 for mobiles from abroad, 15 behind the area at home.
  "54": [
    [/^9(\d{10}|\d{12})$/, "$1"],
    [/^(?=\d{12}$)(11|[23]\d{2,3}?)15/, "$1"],
  ],
  // Brazil, 2012 to 2016 (Anatel 553/2010): 9 before mobiles that were given out with eight digits.
  "55": [[/^(\d{2})([6-9]\d{7})$/, "$19$2"]],
  // Chile (SUBTEL): 9 before mobiles, 2016, https://gerencia.cl/?p=71552; 2 before landlines and behind their area, 2012 to 2013,
  // communication to the ITU of 2.VII.2014, https://studylib.net/doc/13545234/chile--country-code--56--communication-of-2.vii.2014-; eight digits from 5 to 7 were mobiles or landlines.
  "56": [
    [/^([89]\d{7})$/, "9$1"],
    [/^(2\d{7})$/, "2$1"],
    [/^(3[2-5]|4[1235])(\d{6})$/, "$12$2"],
  ],
  // Colombia, 2021 (CRC 5826): 60 before the area of landlines. https://radionacional.co/actualidad/como-marcar-de-celular-a-fijo-en-colombia
  "57": [[/^([124-8]\d{7})$/, "60$1"]],
  // Ecuador, 2012 (CONATEL): 9 before mobiles.
  "593": [[/^([89]\d{7})$/, "9$1"]],
  // Vietnam, 2018 (MIC 22/2014): mobiles of eleven digits have ten. 2017: 24 for the 4 of Hanoi; the 8 of Saigon looks as mobiles do.
  // https://mobifone.vn/wps/portal/public/gioi-thieu/doi-dau-so/Doi_dau_so_top_1/ke-hoach-trien-khai-chuyen-doi-thue-bao
  "84": [
    [/^12([068]\d{7})$/, "7$1"],
    [/^121(\d{7})$/, "79$1"],
    [/^122(\d{7})$/, "77$1"],
    [/^12([345]\d{7})$/, "8$1"],
    [/^127(\d{7})$/, "81$1"],
    [/^129(\d{7})$/, "82$1"],
    [/^16([2-9]\d{7})$/, "3$1"],
    [/^18([68]\d{7})$/, "5$1"],
    [/^19(9\d{7})$/, "5$1"],
    [/^(4\d{8})$/, "2$1"],
  ],
  // Qatar, 2010 (ictQATAR): the first digit twice. https://www.cra.gov.qa/en/press-releases/qatars-phone-numbers-expand-digit-meet-growing-demand
  "974": [[/^([3-7])(\d{6})$/, "$1$1$2"]],
};

/** The national number as its country spells it now, or as it is where the country has one spelling. */
export function ownerNumber({ callingCode, national }: National): string {
  let number = national;
  for (const [old, now] of RESPELLINGS[callingCode] ?? []) number = number.replace(old, now);
  return number;
}
