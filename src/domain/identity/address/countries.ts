/** What the numbers of `3/12` are, from left to right; `either` where nobody can tell: one number, and near both orders. */
export type ChainOrder = "unit-house" | "house-unit" | "either";

/** How people of a country write where they live: everything in which this reader treats one country unlike another. */
export type Country = {
  /** ISO 639, as libpostal's dictionaries are named, the commonest first. */
  readonly languages: readonly string[];
  /** How many digits a postal code has, each length in use, or what a code with letters looks like; `none` where there is none. */
  readonly code: readonly number[] | RegExp | "none" | undefined;
  /** A code lies in one town, or carriers know the town by it, so that a street's town says nothing more. */
  readonly codeNamesTown: boolean;
  /** The house number stands before the street, so that a number after it is a unit's. */
  readonly numberFirst: boolean;
  /** Numbers run from large to small without words between them, and a unit is the last of them. */
  readonly numberChain: boolean;
  /** What numbers joined by a slash or a hyphen are; where none is said, they are one number. */
  readonly joined: { readonly "/"?: ChainOrder; readonly "-"?: ChainOrder };
  /** A single n, s, e or w beside a number is a direction; elsewhere it belongs to the number. */
  readonly compass: boolean;
  /** "Blk 12" is the house with that number, and not one of several. */
  readonly blockIsHouse: boolean;
  /** "A 12" is flat 12 of tower A; elsewhere "Flat A 12 High St" is flat A of house 12. */
  readonly towerLetter: boolean;
  /** Flats of one house have no numbers, so that only the name on the bell tells its households apart. */
  readonly flatsUnnumbered: boolean;
  /** "3 B" after the house is floor 3, door B. */
  readonly floorDoor: boolean;
  /** A hyphen between spaces parts an address as a comma does: "Rua Augusta, 500 - sala 31". */
  readonly dashesPart: boolean;
  /** "3012-16" is one house with the numbers from 3012 to 3016. */
  readonly houseRanges: boolean;
  /** Postal codes where a hyphen is part of one number all the same: Queens, Fair Lawn and Hawaii. */
  readonly hyphenHouses: RegExp | undefined;
  /** The number of a floor stands before its word, and the door's behind it: "2. em. 3". */
  readonly floorFirst: boolean;
  /** Letters that say what the number after them is, as in "12 m. 4": a kind of word, or a word of the country's own. */
  readonly letters: { readonly [letter: string]: string };
  /** "5 E 12" and "5E12" are flat 12 behind the staircase E of house 5. */
  readonly stairLetters: boolean;
  /** "8/10 m. 4" is flat 4 of a house that has two numbers. */
  readonly doubleHouses: boolean;
  /** A house is known by the street that it lies in and the distance from the one that crosses it: "Calle 45 # 23-10". */
  readonly crossNumbers: boolean;
  /** Words of the country itself, read before those of its languages, in their format. */
  readonly ownWords: string;
};

type Row = Partial<Omit<Country, "languages" | "code">> & {
  readonly languages: string;
  readonly code?: number | readonly number[] | RegExp | "none";
};

const TOWERS = { numberFirst: true, towerLetter: true } as const;
const BELLS = { flatsUnnumbered: true } as const;
const STAIRS = { stairLetters: true } as const;
const FLOOR_DOOR = { floorDoor: true, dashesPart: true } as const;
const RANGES = { houseRanges: true } as const;
/** "Pl. Mayor 4" is a square, "pl. 3" a floor. */
const PLAZA_OR_FLOOR = { letters: { pl: "level", p: "level" } } as const;
/** "5с2" is building 2 of house 5, as `foldText` leaves the letter. */
const BUILDINGS = { c: "block" } as const;
const CHAIN = { numberChain: true } as const;
const HOUSE_UNIT = { "/": "house-unit" } as const;
const HOUSE_HYPHEN_UNIT = { joined: { "-": "house-unit" } } as const;
const UNIT_HOUSE = { "/": "unit-house" } as const;

const ROWS: { readonly [country: string]: Row } = {
  AD: { languages: "ca", code: 3, ...FLOOR_DOOR },
  AE: { languages: "en", code: "none", ...TOWERS },
  AL: { languages: "en", code: 4, ...BELLS },
  AR: { languages: "es", code: 4, ...FLOOR_DOOR, ...PLAZA_OR_FLOOR },
  AT: { languages: "de", code: 4, joined: HOUSE_UNIT, ...BELLS, ...RANGES },
  AU: {
    languages: "en",
    code: 4,
    numberFirst: true,
    joined: UNIT_HOUSE,
    letters: { u: "unit", l: "level" },
    ...RANGES,
  },
  AZ: { languages: "az", code: 4 },
  BA: { languages: "bs", code: 5, ...BELLS },
  BD: { languages: "en", code: 4, letters: { h: "house", r: "road", s: "sector" }, ...TOWERS },
  BE: { languages: "nl fr de", code: 4, joined: HOUSE_UNIT, letters: { b: "unit" }, ...RANGES },
  BG: { languages: "bg", code: 4 },
  BO: { languages: "es", code: "none" },
  BR: { languages: "pt", code: 8, joined: HOUSE_UNIT, dashesPart: true },
  BY: { languages: "be ru", code: 6, letters: BUILDINGS, ...HOUSE_HYPHEN_UNIT },
  CA: {
    languages: "en fr",
    code: /[A-Z]\d[A-Z]\d[A-Z]\d/,
    codeNamesTown: true,
    numberFirst: true,
    compass: true,
    joined: { "-": "unit-house", "/": "unit-house" },
    letters: { ph: "unit" },
    ownWords:
      "direction:east|est,west|ouest|o,north|nord,south|sud;street:chemin|ch|che,boulevard|boul|bd,montee|mtee;unit:local|loc,app;box:cp",
  },
  CH: { languages: "de fr it", code: 4, ...BELLS, ...RANGES },
  CL: { languages: "es", code: 7, ...PLAZA_OR_FLOOR },
  CN: { languages: "zh en", code: 6, codeNamesTown: true, ...CHAIN },
  CO: { languages: "es", code: 6, crossNumbers: true, letters: { pl: "level", p: "level", t: "block" } },
  CR: { languages: "es", code: 5 },
  CY: { languages: "el", code: 4, ...BELLS },
  CZ: { languages: "cs", code: 5, ...BELLS },
  DE: { languages: "de", code: 5, ...BELLS, ...RANGES },
  DK: { languages: "da", code: 4, ...BELLS, ...RANGES },
  DO: { languages: "es", code: 5 },
  EC: { languages: "es", code: 6 },
  EE: { languages: "et", code: 5, ...HOUSE_HYPHEN_UNIT, ...STAIRS },
  ES: { languages: "es ca eu gl", code: 5, ...FLOOR_DOOR, ...RANGES, ...PLAZA_OR_FLOOR },
  FI: { languages: "fi sv", code: 5, ...STAIRS, ...RANGES },
  FR: { languages: "fr", code: 5, numberFirst: true, ...BELLS, ...RANGES },
  GB: {
    languages: "en",
    code: /[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}/,
    codeNamesTown: true,
    numberFirst: true,
    joined: { "/": "either" },
    ...RANGES,
  },
  GE: { languages: "ka", code: 4 },
  GR: { languages: "el", code: 5, ...BELLS, ...RANGES },
  GT: { languages: "es", code: 5 },
  HK: { languages: "en zh", code: "none", numberFirst: true, ...CHAIN },
  HN: { languages: "es", code: 5 },
  HR: { languages: "hr", code: 5, ...BELLS, ...RANGES },
  HU: { languages: "hu", code: 4, floorFirst: true, ...BELLS },
  ID: { languages: "id", code: 5 },
  IE: { languages: "en ga", code: /[A-Z]\d[\dW][A-Z\d]{4}/, numberFirst: true, ...RANGES },
  IL: { languages: "he en", code: [7, 5] },
  IN: { languages: "en hi", code: 6, codeNamesTown: true, ...TOWERS },
  IR: { languages: "fa", code: 10 },
  IS: { languages: "is", code: 3 },
  IT: { languages: "it", code: 5, ...BELLS, ...RANGES },
  JP: { languages: "ja en", code: 7, codeNamesTown: true, ...CHAIN },
  KE: { languages: "en", code: 5, ...TOWERS },
  KR: { languages: "ko en", code: 5, codeNamesTown: true, ...CHAIN },
  KZ: { languages: "ru", code: 6, letters: BUILDINGS, ...HOUSE_HYPHEN_UNIT },
  LI: { languages: "de", code: 4, ...BELLS, ...RANGES },
  LK: { languages: "en", code: 5, numberFirst: true },
  LT: { languages: "lt", code: 5, ...HOUSE_HYPHEN_UNIT, ...STAIRS },
  LU: { languages: "fr de lb", code: 4, numberFirst: true, ...BELLS, ...RANGES },
  LV: { languages: "lv", code: 4, ...HOUSE_HYPHEN_UNIT, ...STAIRS },
  MC: { languages: "fr", code: 5, numberFirst: true, ...BELLS, ...RANGES },
  MT: { languages: "mt en", code: /[A-Z]{3}\d{4}/, numberFirst: true, ...RANGES },
  MX: { languages: "es", code: 5, ...PLAZA_OR_FLOOR },
  MY: { languages: "ms en", code: 5, numberFirst: true },
  NG: { languages: "en", code: 6, numberFirst: true },
  NI: { languages: "es", code: 5 },
  NL: { languages: "nl", code: /\d{4}[A-Z]{2}/, codeNamesTown: true },
  NO: { languages: "nb", code: 4, ...BELLS, ...RANGES },
  NP: { languages: "en", code: 5, ...TOWERS },
  NZ: { languages: "en", code: 4, numberFirst: true, joined: UNIT_HOUSE, letters: { u: "unit", f: "unit" }, ...RANGES },
  PA: { languages: "es", code: 4 },
  PE: { languages: "es", code: 5, ...PLAZA_OR_FLOOR },
  PH: {
    languages: "en",
    code: 4,
    numberFirst: true,
    ownWords: "landmark:tapat,malapit,katabi,harap,likod,tabi",
  },
  PK: { languages: "en ur", code: 5, ...TOWERS },
  PL: { languages: "pl", code: 5, joined: HOUSE_UNIT, letters: { m: "unit" }, doubleHouses: true, ...BELLS, ...RANGES },
  PT: { languages: "pt", code: [7, 4], ...FLOOR_DOOR, ...RANGES },
  PY: { languages: "es", code: [4, 6] },
  QA: { languages: "en", code: "none", ...TOWERS },
  RO: { languages: "ro", code: 6 },
  RS: { languages: "sr", code: 5, ...BELLS },
  RU: { languages: "ru", code: 6, letters: BUILDINGS, ...HOUSE_HYPHEN_UNIT },
  SE: { languages: "sv", code: 5, ...BELLS, ...STAIRS, ...RANGES },
  SG: { languages: "en", code: 6, codeNamesTown: true, numberFirst: true, blockIsHouse: true },
  SI: { languages: "sl", code: 4, ...BELLS, ...RANGES },
  SK: { languages: "sk", code: 5, ...BELLS },
  SM: { languages: "it", code: 5, ...BELLS, ...RANGES },
  SV: { languages: "es", code: 4 },
  TH: { languages: "th en", code: 5, numberFirst: true },
  TR: { languages: "tr", code: 5, joined: HOUSE_UNIT, letters: { d: "unit", k: "level" } },
  TW: { languages: "zh en", code: [6, 5, 3], ...CHAIN },
  UA: { languages: "uk ru", code: 5, ...HOUSE_HYPHEN_UNIT },
  US: {
    languages: "en",
    code: 5,
    codeNamesTown: true,
    numberFirst: true,
    compass: true,
    letters: { ph: "unit" },
    houseRanges: true,
    hyphenHouses: /^(?:11[0134]|116|967|07410)/,
  },
  UY: { languages: "es", code: 5, joined: HOUSE_UNIT, ...FLOOR_DOOR, ...PLAZA_OR_FLOOR },
  VE: { languages: "es", code: 4 },
  VN: { languages: "vi", code: [6, 5], numberFirst: true, letters: { p: "phuong", q: "quan" } },
  ZA: { languages: "en", code: 4, numberFirst: true, joined: UNIT_HOUSE, ownWords: "area:erf|stand", ...RANGES },
};
const ELSEWHERE: Row = { languages: "en", numberFirst: true };

/** Every language that some country's addresses are read in. */
export const ADDRESS_LANGUAGES: ReadonlySet<string> = new Set(
  [...Object.values(ROWS), ELSEWHERE].flatMap(({ languages }) => languages.split(" ")),
);

const COUNTRIES = new Map(Object.entries(ROWS).map(([code, row]) => [code, countryOf(row)] as const));
const OTHERS = countryOf(ELSEWHERE);

function countryOf({ languages, code, ...row }: Row): Country {
  return {
    codeNamesTown: false,
    numberFirst: false,
    numberChain: false,
    joined: {},
    compass: false,
    blockIsHouse: false,
    towerLetter: false,
    flatsUnnumbered: false,
    floorDoor: false,
    dashesPart: false,
    floorFirst: false,
    houseRanges: false,
    hyphenHouses: undefined,
    letters: {},
    stairLetters: false,
    doubleHouses: false,
    crossNumbers: false,
    ownWords: "",
    ...row,
    languages: languages.split(" "),
    code: typeof code === "number" ? [code] : code,
  };
}

/** @param code ISO 3166-1 alpha-2, upper case; unknown ones are read as English */
export function countryHabits(code: string): Country {
  return COUNTRIES.get(code) ?? OTHERS;
}
