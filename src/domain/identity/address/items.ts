import type { AddressItem, AddressNumberItem, AddressWordItem, Joint } from "./address-item.ts";
import type { Country } from "./countries.ts";
import { dayName, isYearOfDay } from "./dates.ts";
import { type AddressLexicon, WORD_KINDS, type WordKind } from "./lexicon.ts";
import { PAIRS } from "./own-words.data.ts";
import { SPELLED_NUMBERS, spelledOrdinal } from "./spelled-numbers.ts";
import { isMistypedSuffix } from "./street-kinds.ts";
import type { AddressToken, Glue } from "./tokens.ts";

/** What reading a word or a number depends on. */
export type ReadingHabits = {
  readonly lexicon: AddressLexicon;
  readonly country: Country;
  /** "12-16" is one house with several numbers here. */
  readonly ranges: boolean;
};

const NO_KINDS: ReadonlySet<WordKind> = new Set();
const STREET: ReadonlySet<WordKind> = new Set(["street"]);
const LEVEL: ReadonlySet<WordKind> = new Set(["level"]);
/** English, and Greek as `foldText` leaves it: "3ος όροφος", "1ου", "3os". */
const ORDINAL_ENDINGS = new Set(["st", "nd", "rd", "th", "ος", "ου", "ou", "os", "ης"]);
/** And of Slavic languages as `foldText` leaves them, where a hyphen may stand before them: "1-я", "2-й", "3-тя", "1-ya". */
const SLAVIC_ENDINGS = new Set(
  "я ая ья и ыи ии ои ro oro ша ra тя та ма шы ri ці ва ви pa ри ти ми ya aya y yy oy iy".split(" "),
);
const ENDINGS_OF: { readonly [language: string]: ReadonlySet<string> } = {
  nl: new Set(["ste"]),
  pl: new Set(["go", "ego"]),
};
/** The "3e" of "12, 3e Avenue"; that of "3e avenue Foch" is a house and its letter. */
const FRENCH_ENDINGS = new Set(["e", "er", "ere", "re", "eme", "ieme"]);
/** "12 bis" is the house beside 12, from Latin for twice. */
const LATIN_LETTERS = new Set(["bis", "ter", "quater"]);
const LATIN_LANGUAGES = new Set(["fr", "it", "es", "nl", "ca"]);
/** "G/F" and its like. */
const SLASHED_FLOORS = new Map([
  ["g", "ground"],
  ["ug", "upperground"],
  ["lg", "lowerground"],
  ["m", "mezzanine"],
  ["b", "basement"],
  ["r", "rooftop"],
]);
const NAME_LENGTH_MIN = 3;

/** Groups tokens into words and numbers, with abbreviations spelled out. */
export function addressItems(tokens: readonly AddressToken[], habits: ReadingHabits): AddressItem[] {
  const items: AddressItem[] = [];
  for (let index = 0; index < tokens.length; ) {
    const number = readNumber(tokens, index, items, habits);
    const token = tokens[index];
    const isYear = habits.country.numberFirst && isYearOfDay(number?.item.text ?? "", items.at(-1));
    if (number !== undefined && isYear && items.some(({ type }) => type === "number")) {
      index = number.next;
    } else if (number !== undefined) {
      items.push(number.item);
      index = number.next;
    } else {
      if (token !== undefined) pushWord(items, token, tokens[index + 1], habits);
      index += 1;
    }
  }
  return items;
}

/** The "th" of "15th"; "W15th" is no number, as no flat is counted so. */
function isOrdinalEnding(
  token: AddressToken | undefined,
  { following, before }: { readonly following: AddressToken | undefined; readonly before: readonly AddressItem[] },
  { lexicon, country }: ReadingHabits,
): boolean {
  if (token === undefined) return false;
  const { text, glue } = token;
  if (glue !== "" && glue !== "-") return false;
  if (glue === "" && ORDINAL_ENDINGS.has(text)) return true;
  if (lexicon.kindBehind) return SLAVIC_ENDINGS.has(text);
  if (ENDINGS_OF[lexicon.language]?.has(text) === true) return true;
  const leadsStreet = following !== undefined && lexicon.words.get(following.text)?.kinds.has("street") === true;
  return (
    leadsStreet &&
    glue === "" &&
    before.some(({ type }) => type === "number") &&
    country.languages.includes("fr") &&
    FRENCH_ENDINGS.has(text)
  );
}

type NumberDraft = { text: string; pieces: string[]; joints: Joint[] };

function readNumber(
  tokens: readonly AddressToken[],
  start: number,
  before: readonly AddressItem[],
  habits: ReadingHabits,
): { readonly item: AddressNumberItem; readonly next: number } | undefined {
  const first = tokens[start];
  if (first === undefined) return undefined;
  const digits = first.digits ? first : tokens[start + 1];
  if (digits === undefined || (!first.digits && !isNumberPrefix(first, digits, habits))) return undefined;
  if (
    !first.digits &&
    habits.country.compass &&
    isCompassLetter(first.text) &&
    isOrdinalEnding(tokens[start + 2], { following: tokens[start + 3], before }, habits)
  )
    return undefined;
  const prefix = first.digits ? "" : first.text;
  const bare = withoutLeadingZeros(digits.text);
  const text = prefix + bare;
  const joint = prefix.length === 1 && isJoint(digits.glue) ? digits.glue : undefined;
  const isUnit = joint !== undefined && habits.country.joined[joint] === "unit-house";
  const draft: NumberDraft = isUnit
    ? { text, pieces: [prefix, bare], joints: [joint] }
    : { text, pieces: [text], joints: [] };
  let next = start + (first.digits ? 1 : 2);
  let ordinal = false;
  for (let token = tokens[next]; token !== undefined && !ordinal; token = tokens[next]) {
    if (token.digits) {
      const isOne = habits.country.crossNumbers && isCrossed(draft, token, before);
      if (isBehindStairs(draft, token, habits) || !joinDigits(draft, isOne ? { ...token, glue: "-" } : token)) break;
    } else if (isOrdinalEnding(token, { following: tokens[next + 1], before }, habits)) {
      ordinal = true;
    } else if (isNumberLetter(token, tokens[next + 1], before, first.glue, habits)) {
      addLetters(draft, token.text);
    } else {
      break;
    }
    next += 1;
  }
  const letter = prefix.length === 1 && digits.glue === " " ? prefix : undefined;
  const item = {
    type: "number",
    text: draft.text,
    ordinal,
    pieces: draft.pieces,
    joints: draft.joints,
    letter,
    glue: first.glue,
  } as const;
  return { item, next };
}

/** The 12 of "5E12". */
function isBehindStairs({ text }: NumberDraft, { glue }: AddressToken, { country }: ReadingHabits): boolean {
  const isApart = glue === "" || (glue === "-" && country.joined[glue] === undefined);
  return country.stairLetters && isApart && STAIRS.test(text);
}

const STAIRS = /^\d[\d-]*[a-z]$/;

function joinDigits(draft: NumberDraft, { text, glue }: AddressToken): boolean {
  const digits = withoutLeadingZeros(text);
  if (isJoint(glue)) {
    draft.text += `${endsInDigit(draft.text) ? "-" : ""}${digits}`;
    draft.pieces.push(digits);
    draft.joints.push(glue);
    return true;
  }
  if (glue !== "") return false;
  addLetters(draft, digits);
  return true;
}

/** In "Calle 45 23 10" the last two are one number, as in "Calle 45 # 23-10". */
function isCrossed({ joints }: NumberDraft, { glue }: AddressToken, before: readonly AddressItem[]): boolean {
  if (glue !== " " || joints.length > 0) return false;
  const [last, street] = [before.at(-1), before.at(-2)];
  const isBeside = last?.type === "word" && (last.kinds.has("direction") || last.kinds.has("number"));
  const number = isBeside ? street : last;
  return number?.type === "number" && isStreet(before[before.indexOf(number) - 1]);
}

function isStreet(item: AddressItem | undefined): boolean {
  return item?.type === "word" && item.kinds.has("street");
}

function isJoint(glue: Glue): glue is Joint {
  return glue === "-" || glue === "/";
}

function addLetters(draft: NumberDraft, text: string): void {
  draft.text += text;
  draft.pieces[draft.pieces.length - 1] += text;
}

/** The "a" of "A-1203" and "A 1203", but not the "n" of "N 12th Street" or the "no" of "no12". */
function isNumberPrefix(letters: AddressToken, digits: AddressToken, { lexicon, country }: ReadingHabits): boolean {
  if (!digits.digits || letters.text > "zz" || letters.text.length > 2) return false;
  if (country.letters[letters.text] !== undefined) return false;
  if (digits.glue === " ") {
    if (letters.text.length !== 1 || (country.compass && isCompassLetter(letters.text))) return false;
    if (letters.glue === "/") return false;
    const kinds = lexicon.words.get(letters.text)?.kinds;
    return kinds === undefined || !NAMING.some((kind) => kinds.has(kind));
  }
  return (digits.glue === "" || digits.glue === "-" || digits.glue === "/") && !isDesignator(letters.text, lexicon);
}

const NAMING: readonly WordKind[] = ["number", "street", "unit", "area", "level", "block", "house"];

function isDesignator(word: string, lexicon: AddressLexicon): boolean {
  return word.length > 1 && lexicon.words.has(word);
}

/**
 * The "b" of "4B", "4-B" and "4 B", but not the "n" of "123 N Main Street", nor the "f" of "3/F", a floor in Hong Kong, nor the "m"
 * of "12 m. 4".
 */
function isNumberLetter(
  token: AddressToken,
  following: AddressToken | undefined,
  before: readonly AddressItem[],
  numberGlue: Glue,
  { country, lexicon }: ReadingHabits,
): boolean {
  const { text, glue } = token;
  if (LATIN_LETTERS.has(text)) return glue !== "," && LATIN_LANGUAGES.has(country.languages[0] ?? "");
  if (text.length !== 1 || text > "z") return false;
  if (country.letters[text] !== undefined && following?.digits === true && following.glue !== ",") return false;
  if (glue === "/" && text === "f") return false;
  if (glue === "" || glue === "-" || glue === "/") return true;
  if (glue !== " ") return false;
  if (following?.digits === false && following.glue !== "," && lexicon.words.get(text)?.kinds.has("street"))
    return false;
  if (country.compass && isCompassLetter(text)) return endsUnit(following, before, numberGlue);
  if (country.stairLetters || following?.digits !== true || following.glue === " " || following.glue === ",")
    return true;
  return isJoint(following.glue) && country.joined[following.glue] === "house-unit";
}

/** "Apt 4 E" and "12 Main St 4 E" end in a letter, but "195 N 500 W" ends in a direction and "100 E Main St" begins with one. */
function endsUnit(following: AddressToken | undefined, before: readonly AddressItem[], numberGlue: Glue): boolean {
  const last = before.at(-1);
  if (following !== undefined && following.glue !== ",") {
    return following.digits && last?.type === "word" && last.kinds.has("unit");
  }
  if (numberGlue === "#" || last === undefined || numberGlue === ",") return true;
  return last.type === "word" && !last.kinds.has("direction");
}

function isCompassLetter(letter: string): boolean {
  return "nsewo".includes(letter);
}

function endsInDigit(text: string): boolean {
  const code = text.charCodeAt(text.length - 1);
  return code >= 48 && code <= 57;
}

function withoutLeadingZeros(digits: string): string {
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) === 48) start += 1;
  return digits.slice(start);
}

function pushWord(
  items: AddressItem[],
  token: AddressToken,
  following: AddressToken | undefined,
  { lexicon, country }: ReadingHabits,
): void {
  const { text, glue } = token;
  if (text === "") return;
  const last = items.at(-1);
  const mayCount = glue === "," || (last?.type === "word" && last.kinds.has("street"));
  const spelled = SPELLED_NUMBERS.get(text) ?? (mayCount ? spelledOrdinal(text, country.languages) : undefined);
  if (spelled !== undefined) {
    const { digits, ordinal } = spelled;
    items.push({ type: "number", text: digits, ordinal, pieces: [digits], joints: [], letter: undefined, glue });
    return;
  }
  const day = glue === "," ? undefined : dayName(items, text, country.languages);
  if (day !== undefined) {
    items.splice(-day.taken, day.taken, day.word);
    return;
  }
  const isFiller = last?.type === "word" && last.glue !== "," && last.kinds.has("filler");
  const first = isFiller && items.length > 1 ? items.at(-2) : last;
  const pair = first?.type === "word" && glue !== "," ? PAIRS.get(`${first.text} ${text}`) : undefined;
  if (first?.type === "word" && pair !== undefined) {
    const { full, kind } = pair;
    const both = { ...first, text: `${first.text} ${text}`, full, kinds: new Set([kind]), compound: false };
    items.splice(items.indexOf(first), 2, both);
    return;
  }
  const letterKind = following?.digits === true && following.glue !== "," ? country.letters[text] : undefined;
  if (letterKind !== undefined) {
    items.push({ type: "word", text, compound: false, glue, ...wordOfLetter(letterKind, lexicon) });
    return;
  }
  if (glue === "/" && text === "f") {
    const floor = last?.type === "word" ? SLASHED_FLOORS.get(last.text) : undefined;
    if (last?.type === "word" && floor !== undefined) items[items.length - 1] = { ...last, full: floor, kinds: LEVEL };
    items.push({ type: "word", text, full: "floor", kinds: LEVEL, compound: false, glue });
    return;
  }
  items.push(wordItem(items, token, lexicon));
}

function wordOfLetter(name: string, { words }: AddressLexicon): Pick<AddressWordItem, "full" | "kinds"> {
  const kind = WORD_KINDS.find((known) => known === name);
  return kind === undefined
    ? (words.get(name) ?? { full: name, kinds: NO_KINDS })
    : { full: kind, kinds: new Set([kind]) };
}

/** Takes the name before a street's kind that was written apart from it into one word. */
function wordItem(items: AddressItem[], { text, glue }: AddressToken, lexicon: AddressLexicon): AddressWordItem {
  const known =
    lexicon.words.get(text) ?? (lexicon.spellsUmlauts ? lexicon.words.get(nameOf(text, lexicon)) : undefined);
  const last = items.at(-1);
  const full = known?.full ?? (isMistypedSuffix(text, lexicon) ? "strasse" : undefined);
  if (full !== undefined && last?.type === "word" && glue !== "," && lexicon.suffixKinds.has(full)) {
    if (isName(last, lexicon)) {
      items.pop();
      return { ...last, full: nameOf(last.text, lexicon) + full, kinds: STREET, compound: true };
    }
  }
  if (known !== undefined) return { type: "word", text, full: known.full, kinds: known.kinds, compound: false, glue };
  const suffix = suffixOf(text, lexicon);
  const compound = suffix !== undefined;
  const name = nameOf(compound ? text.slice(0, -suffix[0].length) : text, lexicon);
  return {
    type: "word",
    text,
    full: compound ? name + suffix[1] : name,
    kinds: compound ? STREET : NO_KINDS,
    compound,
    glue,
  };
}

const SLIPPED_LENGTHS = [6, 7, 8];

/** The ending that a word's street is of, with one slip in "strasse", which is long enough for one. */
function suffixOf(text: string, lexicon: AddressLexicon): readonly [string, string] | undefined {
  const found = lexicon.suffixes.find(
    ([ending]) => text.endsWith(ending) && text.length >= ending.length + NAME_LENGTH_MIN,
  );
  if (found !== undefined || !lexicon.suffixKinds.has("strasse")) return found;
  for (const length of SLIPPED_LENGTHS) {
    if (text.length < length + NAME_LENGTH_MIN) break;
    const ending = text.slice(-length);
    if (isMistypedSuffix(ending, lexicon)) return [ending, "strasse"];
  }
  return undefined;
}

/** "Bahnhof" is a name before "Straße", though some streets are of that kind. */
function isName({ kinds, full, compound }: AddressWordItem, { suffixKinds }: AddressLexicon): boolean {
  if (compound || suffixKinds.has(full)) return false;
  return !kinds.has("direction") && !kinds.has("filler") && !kinds.has("number");
}

const SPELLED_UMLAUT = /([aou])e/g;

/** Accents are folded already, so "muller" stands for "Müller", and "mueller" has to follow. */
function nameOf(text: string, { spellsUmlauts }: AddressLexicon): string {
  return spellsUmlauts ? text.replace(SPELLED_UMLAUT, "$1") : text;
}
