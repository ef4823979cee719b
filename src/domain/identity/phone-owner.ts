/** A number of one country by its calling code, digits only. */
type National = { readonly callingCode: string; readonly national: string };

type Respelling = readonly [old: RegExp, now: string];

/**
 * One spelling for each line of which a country's people write two: with a digit that is dialled from abroad only, or by the plan that
 * was in force before the country renumbered, where the length says that it is the old one. By calling code; each row is tried on what
 * the one before it left.
 * @see ITU-T E.164 national numbering plans and the ITU's Operational Bulletin, which announces each change
 */
const RESPELLINGS: { readonly [callingCode: string]: readonly Respelling[] } = {
  // Ivory Coast, 2021 (ARTCI): the network's two digits before mobiles. Landlines were parted by network in no way that their digits tell.
  "225": [
    [/^([04-9][0-3]\d{6})$/, "01$1"],
    [/^([04-9][4-6]\d{6})$/, "05$1"],
    [/^([04-9][7-9]\d{6})$/, "07$1"],
  ],
  // Benin, 2024 (ARCEP): 01 before all but free numbers.
  "229": [[/^([2-79]\d{7})$/, "01$1"]],
  // Mauritius, 2014 (ICTA): 5 before mobiles.
  "230": [[/^([79]\d{6})$/, "5$1"]],
  // Cameroon, 2014 (ART): 6 before mobiles, 2 before landlines.
  "237": [
    [/^([579]\d{7})$/, "6$1"],
    [/^([23]\d{7})$/, "2$1"],
  ],
  // Gabon, 2019 (ARCEP): the zero gave way to a digit by network.
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
  // Mexico, 2019 (IFT): 1 for mobiles from abroad, 044 and 045 at home, 01 for long distance.
  "52": [[/^(?:1|01|044|045)(\d{10})$/, "$1"]],
  // Argentina (Resolución 5/1997): 9 for mobiles from abroad, 15 behind the area at home.
  "54": [
    [/^9(\d{10}|\d{12})$/, "$1"],
    [/^(?=\d{12}$)(11|[23]\d{2,3}?)15/, "$1"],
  ],
  // Brazil, 2012 to 2016 (Anatel 553/2010): 9 before mobiles that were given out with eight digits.
  "55": [[/^(\d{2})([6-9]\d{7})$/, "$19$2"]],
  // Chile, 2012 to 2016 (SUBTEL): 9 before mobiles, 2 before the landlines of Santiago.
  "56": [
    [/^([89]\d{7})$/, "9$1"],
    [/^(2\d{7})$/, "2$1"],
  ],
  // Colombia, 2021 (CRC 5826): 60 before the area of landlines.
  "57": [[/^([124-8]\d{7})$/, "60$1"]],
  // Ecuador, 2012 (CONATEL): 9 before mobiles.
  "593": [[/^([89]\d{7})$/, "9$1"]],
  // Vietnam, 2018 (MIC 22/2014): mobiles of eleven digits have ten. 2017: 24 for the 4 of Hanoi; the 8 of Saigon looks as mobiles do.
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
  // Qatar, 2010 (ictQATAR): the first digit twice.
  "974": [[/^([3-7])(\d{6})$/, "$1$1$2"]],
};

/** The national number as its country spells it now, or as it is where the country has one spelling. */
export function ownerNumber({ callingCode, national }: National): string {
  let number = national;
  for (const [old, now] of RESPELLINGS[callingCode] ?? []) number = number.replace(old, now);
  return number;
}
