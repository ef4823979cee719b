/** Languages in which a country's people write addresses (ISO 639, as libpostal's dictionaries are named), the commonest first. */
const LANGUAGES: { readonly [country: string]: readonly string[] } = {
  AD: ["ca"],
  AL: ["en"],
  AR: ["es"],
  AT: ["de"],
  AZ: ["az"],
  BA: ["bs"],
  BE: ["nl", "fr", "de"],
  BG: ["bg"],
  BO: ["es"],
  BR: ["pt"],
  BY: ["be", "ru"],
  CA: ["en", "fr"],
  CH: ["de", "fr", "it"],
  CL: ["es"],
  CN: ["zh", "en"],
  CO: ["es"],
  CR: ["es"],
  CY: ["el"],
  CZ: ["cs"],
  DE: ["de"],
  DK: ["da"],
  DO: ["es"],
  EC: ["es"],
  EE: ["et"],
  ES: ["es", "ca", "eu", "gl"],
  FI: ["fi", "sv"],
  FR: ["fr"],
  GE: ["ka"],
  GR: ["el"],
  HK: ["en", "zh"],
  HR: ["hr"],
  HU: ["hu"],
  ID: ["id"],
  IE: ["en", "ga"],
  IL: ["he", "en"],
  IN: ["en", "hi"],
  IR: ["fa"],
  IS: ["is"],
  IT: ["it"],
  JP: ["ja", "en"],
  KR: ["ko", "en"],
  LI: ["de"],
  LT: ["lt"],
  LU: ["fr", "de", "lb"],
  LV: ["lv"],
  MC: ["fr"],
  MT: ["mt", "en"],
  MX: ["es"],
  MY: ["ms", "en"],
  NL: ["nl"],
  NO: ["nb"],
  NP: ["en"],
  PE: ["es"],
  PK: ["en", "ur"],
  PL: ["pl"],
  PT: ["pt"],
  PY: ["es"],
  RO: ["ro"],
  RS: ["sr"],
  RU: ["ru"],
  SE: ["sv"],
  SI: ["sl"],
  SK: ["sk"],
  SM: ["it"],
  TH: ["th", "en"],
  TR: ["tr"],
  TW: ["zh", "en"],
  UA: ["uk", "ru"],
  UY: ["es"],
  VE: ["es"],
  VN: ["vi"],
};
const ELSEWHERE: readonly string[] = ["en"];

/** Every language that some country's addresses are read in. */
export const ADDRESS_LANGUAGES: ReadonlySet<string> = new Set([...Object.values(LANGUAGES), ELSEWHERE].flat());

/** Where the house number stands before the street, so that a number after it is a unit's. */
const NUMBER_FIRST = new Set("AU BD CA FR GB HK IE IN LK LU MC MT MY NP NZ PH PK SG TH US VN ZA".split(" "));

/** Where numbers run from large to small without words between them, and a unit is the last of them. */
const NUMBER_CHAIN = new Set("CN HK JP KR TW".split(" "));

/** Where a postal code lies in one town, or carriers know the town by it, so that the town's spelling says nothing more. */
const CODE_NAMES_TOWN = new Set("CA CN GB IN JP KR NL SG US".split(" "));

/** Where people tell the postman a landmark ("near Apollo Hospital"), each in their own words. */
const LANDMARKS = new Set("AE BD IN KE LK NG NP PK".split(" "));

export type CountryHabits = {
  readonly languages: readonly string[];
  readonly numberFirst: boolean;
  readonly numberChain: boolean;
  readonly codeNamesTown: boolean;
  readonly landmarks: boolean;
};

/** @param country ISO 3166-1 alpha-2, upper case; unknown ones are read as English */
export function countryHabits(country: string): CountryHabits {
  return {
    languages: LANGUAGES[country] ?? ELSEWHERE,
    numberFirst: NUMBER_FIRST.has(country) || LANGUAGES[country] === undefined,
    numberChain: NUMBER_CHAIN.has(country),
    codeNamesTown: CODE_NAMES_TOWN.has(country),
    landmarks: LANDMARKS.has(country),
  };
}
