import type { PostalAddress } from "../../checkout.ts";
import { countryCode } from "../../country-codes.ts";
import { type FoldedText, foldText } from "../fold-text.ts";
import type { AddressItem } from "./address-item.ts";
import type { AddressPart } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import { namesNoDoor, shortenCounters, withoutPostalMark, withoutUnspacedNotes } from "./cjk-numbers.ts";
import { type Country, countryHabits } from "./countries.ts";
import { doorNumbers, isLoose } from "./door.ts";
import { type WithoutEndings, withoutEndings } from "./endings.ts";
import { withoutEntryNotes } from "./entry-notes.ts";
import { withFloorsNamed } from "./hungarian-floors.ts";
import { addressItems, type ReadingHabits } from "./items.ts";
import { type AddressLexicon, addressLexicon } from "./lexicon.ts";
import { withoutLandmarks, withoutNotes } from "./notes.ts";
import { addressParts } from "./parts.ts";
import { phrasesOf } from "./phrases.ts";
import { type PostalCode, postalCode } from "./postal-code.ts";
import { regionNames, shortRegions } from "./regions.ts";
import { withShortNames } from "./short-names.ts";
import { withFloorsInDigits } from "./spelled-floors.ts";
import { addressStreet, toldByAll } from "./street.ts";
import { type AddressToken, addressTokens, withoutSlips } from "./tokens.ts";
import { townWords } from "./town.ts";

/** Longer than any label; what comes after it is kept as written, so that reading costs the same on any text. */
const LINES_LENGTH_MAX = 600;
const FIELD_LENGTH_MAX = 100;

const COUNTRY_NAMES: { readonly [country: string]: readonly (readonly string[])[] } = {
  AE: [["uae"], ["united", "arab", "emirates"]],
  AT: [["osterreich"], ["austria"]],
  AU: [["australia"]],
  BE: [["belgie"], ["belgique"], ["belgium"]],
  BR: [["brasil"], ["brazil"]],
  CA: [["canada"]],
  CH: [["schweiz"], ["suisse"], ["svizzera"], ["switzerland"]],
  CN: [["china"]],
  DE: [["deutschland"], ["germany"]],
  ES: [["espana"], ["spain"]],
  FR: [["france"]],
  GB: [["uk"], ["england"], ["united", "kingdom"], ["great", "britain"]],
  HK: [["hong", "kong"]],
  IE: [["ireland"]],
  IN: [["india"], ["bharat"]],
  IT: [["italia"], ["italy"]],
  JP: [["japan"]],
  MX: [["mexico"]],
  NL: [["nederland"], ["netherlands"]],
  NZ: [["new", "zealand"]],
  PK: [["pakistan"]],
  PL: [["polska"], ["poland"]],
  PT: [["portugal"]],
  SG: [["singapore"]],
  TR: [["turkiye"], ["turkey"]],
  US: [["usa"], ["united", "states"]],
};

/** Reads any text as an address, in time that does not grow with its length. */
export function readAddress(address: PostalAddress): AddressReading {
  const country = countryCode(address.country);
  const rules = countryHabits(country);
  const written = address.lines.join(",");
  const lines = foldHead(written, LINES_LENGTH_MAX);
  const city = foldHead(address.city ?? "", FIELD_LENGTH_MAX);
  const region = foldHead(address.region ?? "", FIELD_LENGTH_MAX);
  const postal = foldHead(address.postalCode ?? "", FIELD_LENGTH_MAX);
  const unmarked = withoutPostalMark(lines.text);
  const given = postalCode(postal.text || unmarked.code, rules);
  const habits = {
    country: rules,
    lexicon: addressLexicon(country),
    ranges: rules.houseRanges && !rules.hyphenHouses?.test(given.code),
  };
  const folded = habits.country.numberChain
    ? withoutPrefixes(shortenCounters(withoutUnspacedNotes(unmarked.text)), region.text, city.text).replace(
        FLOOR_LETTER,
        "$1/f",
      )
    : lines.text;
  const counted = withFloorsInDigits(folded, rules.languages);
  const spelled = withoutDots(rules.floorFirst ? withFloorsNamed(counted) : counted, habits.lexicon);
  const spaced = rules.dashesPart ? spelled.replaceAll(" - ", ", ") : spelled;
  const cityWords = wordsOf(city.text);
  const regionWords = wordsOf(region.text);
  const names = [cityWords, ...regionNames(regionWords, country), ...countryNames(country)].filter(isWritten);
  const known = {
    names,
    code: given.fits === false ? "" : given.code.toLowerCase(),
    countryCode: country,
    regions: shortRegions(country),
  };
  const endings = withoutEndings(addressTokens(spaced), known, habits.country, habits.lexicon);
  const { notes, items, door } = readLines(endings.kept, {
    habits,
    country,
    namesLandmark: LANDMARK_NAMED.test(folded),
    keepsBells: false,
  });
  const code =
    endings.code !== "" && (given.code === "" || given.fits === false) ? { code: endings.code, fits: true } : given;
  return {
    country,
    habits,
    ...door,
    code: code.code,
    codeFits: given.fits,
    ...readTown(cityWords, endings, code, door, habits.country),
    region: regionWords.join(" "),
    folded,
    items,
    endsInBuilding: habits.country.numberChain && namesNoDoor(lines.text),
    endings: endings.dropped,
    notes,
    unread: lines.unread + city.unread + postal.unread,
    disguises:
      lines.disguises + city.disguises + region.disguises + postal.disguises + address.lines.filter(isFiller).length,
  };
}

type Lines = Pick<AddressReading, "notes" | "items"> & { readonly door: Door };
type LinesContext = {
  readonly habits: ReadingHabits;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly namesLandmark: boolean;
  /** The number of a bell is read as one of a flat. */
  readonly keepsBells: boolean;
};

/** What is left once everything is taken out that leads to no door. A bell's number stays where no flat is said. */
function readLines(tokens: readonly AddressToken[], context: LinesContext): Lines {
  const { habits, country, namesLandmark, keepsBells } = context;
  const entered = withoutEntryNotes(tokens, habits.lexicon, keepsBells);
  const rest = withoutNotes(entered.kept, habits.lexicon);
  const items = withShortNames(addressItems(rest.kept, habits), country, habits.lexicon);
  const door = readDoor(items, habits, namesLandmark);
  if (entered.isNumbered && !door.parts.some(isFlats)) return readLines(tokens, { ...context, keepsBells: true });
  return { notes: [...entered.dropped, ...rest.dropped], items, door };
}

function isFlats(part: AddressPart): boolean {
  return part.role === "level" || part.role === "side" || (part.role === "unit" && !isLoose(part));
}

type Door = Pick<AddressReading, "landmarks" | "parts" | "numbers" | "street" | "phrases" | "postNumber"> & {
  readonly isNamed: boolean;
  readonly isRare: boolean;
};

/** Landmarks are no part of a full address, and all that there is of another. */
function readDoor(items: readonly AddressItem[], habits: ReadingHabits, namesLandmark: boolean): Door {
  const sifted = withoutLandmarks(items, habits.lexicon, namesLandmark);
  const parts = addressParts(sifted.kept, habits);
  const isFull = sifted.dropped.length === 0 || isFullWithout(parts, habits);
  const all = isFull ? parts : addressParts(items, habits);
  const postNumber = all.some(isLocker) ? (all.find(isPostNumber)?.text ?? "") : "";
  const own = postNumber === "" ? all : all.filter((part) => !isPostNumber(part));
  return {
    landmarks: isFull ? sifted.dropped : [],
    parts: own,
    numbers: doorNumbers(own, habits.country),
    street: isFull ? addressStreet(own, habits.lexicon) : toldByAll(own, habits.lexicon),
    phrases: phrasesOf(own, habits.lexicon),
    postNumber,
    isNamed: parts.some((part) => isOwnName(part, habits) || isNumberedStreet(part, habits)),
    isRare: parts.some((part) => isRareName(part, habits)),
  };
}

/** Areas that lie in one town only once. */
const TELLING_AREAS = new Set(["sector", "street", "avenue", "road", "cross", "main", "highway", "route", "lane"]);

function isTellingArea(part: AddressPart, { lexicon }: ReadingHabits): boolean {
  if (part.role !== "area") return false;
  return TELLING_AREAS.has(part.of) || lexicon.words.get(part.of)?.kinds.has("street") === true;
}

function isFullWithout(parts: readonly AddressPart[], habits: ReadingHabits): boolean {
  const isNumbered = parts.some(({ role }) => role === "house" || role === "unit" || role === "box");
  const isPlaced = parts.some((part) => isOwnName(part, habits) || isTellingArea(part, habits));
  return isNumbered && isPlaced;
}

/** Words that are in every village: they name a place only together with its town. */
const EVERYWHERE = new Set(
  "main village bazaar gaon road street lane chowk post office gram panchayat panchayet tehsil taluka mandal".split(
    " ",
  ),
);
/** And those that name a road or a quarter of most: a code that several villages share does not say which. */
const IN_MOST = new Set(
  "station bus stand school temple mandir masjid mosque church hospital college market bank mohalla nagar colony gandhi nehru ambedkar shivaji".split(
    " ",
  ),
);

function isOwnName(part: AddressPart, { country }: ReadingHabits): boolean {
  if (part.role !== "name" || part.word.kinds.has("direction")) return false;
  return !country.towerLetter || !EVERYWHERE.has(part.text);
}

/** "W 15th St" says the place as a name does, but "Street 4" is in every Indian village. */
function isNumberedStreet(part: AddressPart, habits: ReadingHabits): boolean {
  return !habits.country.towerLetter && isTellingArea(part, habits);
}

/** A name that tells the town by its postal code. */
function isRareName(part: AddressPart, habits: ReadingHabits): boolean {
  return isOwnName(part, habits) && !(habits.country.towerLetter && IN_MOST.has(part.text));
}

function isLocker(part: AddressPart): boolean {
  return part.role === "locker" || (part.role === "name" && part.word.kinds.has("locker"));
}

const POST_NUMBER = /^\d{6,10}$/;

function isPostNumber({ role, text }: AddressPart): boolean {
  return (role === "house" || role === "unit") && POST_NUMBER.test(text);
}

function readTown(
  city: readonly string[],
  endings: WithoutEndings,
  { code, fits }: PostalCode,
  { isNamed, isRare }: Door,
  { codeNamesTown }: Country,
): Pick<AddressReading, "townName" | "town" | "place"> {
  const written = city.filter((word) => word !== code.toLowerCase());
  const words = townWords(written.length > 0 ? written : endings.town);
  const numbers = words.filter((word) => DIGIT.test(word));
  const townName = words.join(" ");
  const isCoded = code !== "" && fits !== false;
  const isTownKnown = isCoded && codeNamesTown && isRare && numbers.length === 0;
  const addsTown = isCoded && !isNamed ? words : numbers;
  return {
    townName,
    town: isTownKnown ? "" : townName,
    place: code === "" ? townName : [code, ...addsTown].join(" "),
  };
}

/** Folding may lengthen a text (one ligature stands for four words), so the bound is kept before and after. */
function foldHead(written: string, lengthMax: number): FoldedText & { readonly unread: string } {
  if (written === "") return { text: "", disguises: 0, unread: "" };
  const folded = foldText(
    ORDINAL.test(written)
      ? written.slice(0, lengthMax).replace(ORDINALS, "$1. ").replace(NUMBER_SIGN, "$1o ")
      : written.slice(0, lengthMax),
  );
  const mended = withoutSlips(folded.text);
  const text = withoutForms(mended);
  const disguises = folded.disguises + (mended === folded.text ? 0 : 1);
  return { text: text.slice(0, lengthMax), disguises, unread: text.slice(lengthMax) + written.slice(lengthMax) };
}

/** Spellings that would be read as something else; most texts hold none of their signs. */
function withoutForms(text: string): string {
  const dialled = text.includes("+") ? text.replace(FROM_ABROAD, " tel ") : text;
  const undotted = dialled.includes(".") ? dialled.replace(SPLIT_KIND, "$1$2") : dialled;
  const unbraced = undotted.includes("(")
    ? undotted
        .replace(LETTERED_CODE, " $1-$2")
        .replace(DIALLING_CODE, (_, word?: string, code = "") =>
          word === undefined ? `, ${code} ` : `${word} ${code} `,
        )
    : undotted;
  const barred = unbraced.includes("barra") ? unbraced.replace(ITALIAN_BAR, "/") : unbraced;
  const between = barred.includes("e/") ? barred.replace(SPANISH_BETWEEN, "entre ") : barred;
  const numbered = between.includes("s/n") ? between.replace(NO_HOUSE, " ") : between;
  const grounded = /r\/c|do.chao/.test(numbered) ? numbered.replace(PORTUGUESE_GROUND, "rc") : numbered;
  return RUSSIAN_KIND.test(grounded) ? grounded.replace(RUSSIAN_KINDS, (_, kind) => `${RUSSIAN[kind]} `) : grounded;
}

const ORDINAL = /[ºª°]/;
const ORDINALS = /(\d)\.?[ºª°]/g;
const NUMBER_SIGN = /\b([nN])\.?[ºª°]\s*/g;
const DIGIT = /\d/;
/** "12F" is the twelfth floor where numbers run in a chain. */
const FLOOR_LETTER = /(?<![\p{L}\p{N}])(\d{1,2})f(?![\p{L}\p{N}])/gu;
const DOTTED = /(?<![\p{L}\p{N}])\p{L}{4,}\.(?!\p{L})/gu;
/** "Drottningg." in full. */
function withoutDots(text: string, { dotted, words }: AddressLexicon): string {
  if (dotted.size === 0 || !text.includes(".")) return text;
  return text.replace(DOTTED, (written) => {
    const word = written.slice(0, -1);
    if (words.has(word)) return written;
    const short = [...dotted.keys()].find((ending) => word.endsWith(ending) && word.length >= ending.length + 3);
    return short === undefined ? written : `${word.slice(0, -short.length)}${dotted.get(short)}`;
  });
}

/** "+7 912 345 67 89" is a telephone, with a word before it or without. */
const FROM_ABROAD = /\+(?=\s?\(?\d(?:[\s().-]*\d){6})/g;
/** "P.za", "V.le", "C.so" of Italy. */
const SPLIT_KIND = /(?<![\p{L}\p{N}])([pvcl])\.(zza|za|le|so|go)(?!\p{L})/gu;
/** "5 barrato 2" is read aloud for "5/2". */
const ITALIAN_BAR = /(?<=\d)\s*barra(?:to)?\s*(?=\d|[a-z](?![\p{L}]))/gu;
/** "e/ 7 y 8" is between two streets. */
const SPANISH_BETWEEN = /(?<![\p{L}\p{N}])e\/\s*(?=[\p{L}\p{N} ]+ y )/gu;
/** "s/n" is a house without a number in Spanish and Portuguese. */
const NO_HOUSE = /(?<![\p{L}\p{N}])s\/n[o.]?(?![\p{L}\p{N}])/gu;
const PORTUGUESE_GROUND = /(?<![\p{L}\p{N}])(?:r\/ch?|res[\s-]do[\s-]chao)(?![\p{L}\p{N}])/gu;
/** As `foldText` leaves them. */
const RUSSIAN: { readonly [short: string]: string } = {
  "пр-т": "проспект",
  "пр-кт": "проспект",
  "пр-д": "проезд",
  "б-p": "бульвар",
  "б-р": "бульвар",
  "пл-дь": "площадь",
};
const RUSSIAN_KIND = /[прблд]-[ткpрд]/;
const RUSSIAN_KINDS = /(?<!\p{L})(пр-т|пр-кт|пр-д|б-[pр]|пл-дь)\.?(?!\p{L})/gu;
/** "S(238801)" is a postal code. */
const LETTERED_CODE = /(?<![\p{L}\p{N}])([a-z])\((\d{4,6})\)/gu;
/** "(312) 555-0123" is one number, and "cel (11) 98765-4321" one with its word. */
const DIALLING_CODE = /(\p{L}[.:]?)?\s*\((\d{2,5})\)/gu;
/** "Landmark: Apollo Hospital". */
const LANDMARK_NAMED = /landmark\s*[:-]/;

const COUNTRY_WORDS = new Map<string, readonly (readonly string[])[]>();

function countryNames(country: string): readonly (readonly string[])[] {
  let names = COUNTRY_WORDS.get(country);
  if (names === undefined) {
    names = [[country.toLowerCase()], ...(COUNTRY_NAMES[country] ?? [])];
    if (COUNTRY_NAMES[country] !== undefined) COUNTRY_WORDS.set(country, names);
  }
  return names;
}

function wordsOf(folded: string): string[] {
  return folded === "" ? [] : addressTokens(folded).map(({ text }) => text);
}

function isWritten(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => word !== "");
}

/** Where words are not spaced, the region and the town stand before the rest. */
function withoutPrefixes(text: string, region: string, city: string): string {
  let rest = text;
  for (const prefix of [region, city])
    if (prefix > "\x7f" && rest.startsWith(prefix)) rest = rest.slice(prefix.length).replace(TOWN_SIGN, "");
  return rest === text ? text : rest.replace(WARD, "");
}

/** What is left of 東京都 where the town is written 東京. */
const TOWN_SIGN = /^[都道府県縣市]/;
/** The ward behind a town that the line repeats. */
const WARD = /^[\u3005\u4e00-\u9fff]{1,4}?[区區](?=[\u3005\u3040-\u9fff])/;

const READABLE = /[\p{L}\p{N}]/u;

function isFiller(line: string): boolean {
  return line !== "" && !READABLE.test(line.slice(0, LINES_LENGTH_MAX));
}
