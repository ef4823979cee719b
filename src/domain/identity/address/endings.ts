import type { Country } from "./countries.ts";
import type { AddressLexicon } from "./lexicon.ts";
import { PLUS_FOUR } from "./postal-code.ts";
import { type AddressToken, segmentsOf } from "./tokens.ts";

/** What an address says in fields of its own, as its lines may repeat it. */
export type KnownEndings = {
  /** Town, region and country, the folded words of each. */
  readonly names: readonly (readonly string[])[];
  /** The postal code in lower case, empty where none was given that fits. */
  readonly code: string;
  readonly countryCode: string;
  /** Short names of the country's regions, of which one may stand before its postal code. */
  readonly regions: ReadonlySet<string>;
};

export type WithoutEndings = {
  readonly kept: readonly AddressToken[];
  readonly dropped: readonly AddressToken[];
  /** A postal code that only the lines say. */
  readonly code: string;
  /** The words beside that code, where nothing but a town can stand there. */
  readonly town: readonly string[];
};

/** Words that say that a postal code follows. */
const CODE_WORDS = new Set("pin pincode zip zipcode postcode postal code plz cp cep cap kod index post".split(" "));
/** Letters of cars that people write before a code, as in "D-10115", where they are not the country's own code. */
const CAR_LETTERS: { readonly [country: string]: string } = {
  AT: "a",
  BE: "b",
  DE: "d",
  ES: "e",
  FI: "fin",
  FR: "f",
  IT: "i",
  LU: "l",
  NO: "n",
  SE: "s",
  SG: "s",
};
/** Shorter codes look like houses, so a line's end has to say more of them. */
const TELLING_LENGTH_MIN = 5;
const CODE_TOKENS_MAX = 6;

/**
 * Takes out the town, region, country and postal code where a line ends with them: they have fields of their own. What could be
 * part of the door stays: a number that no other number leaves alone, the letter of a flat, a street called as its town.
 */
export function withoutEndings(
  tokens: readonly AddressToken[],
  known: KnownEndings,
  country: Country,
  lexicon: AddressLexicon,
): WithoutEndings {
  const kept: AddressToken[] = [];
  const dropped: AddressToken[] = [];
  let code = "";
  let town: readonly string[] = [];
  for (const segment of segmentsOf(tokens)) {
    const isOnlyDigits = (rest: readonly AddressToken[]) =>
      !rest.some(({ digits }) => digits) && tokens.every((token) => !token.digits || segment.includes(token));
    let rest: readonly AddressToken[] = segment;
    for (let length = 1; length > 0 && rest.length > 0; ) {
      const isLast = rest.length === segment.length;
      length = nameLength(rest, known, isLast, lexicon);
      if (length === 0) {
        const found = codeAtEnd(rest, known, country, { isLast, lexicon, isOnlyDigits });
        length = found.length;
        if (found.isNew) {
          code ||= found.code;
          if (town.length === 0) town = townBeside(rest.slice(0, -length), lexicon);
          if (town.length > 0) length = rest.length;
        }
      }
      rest = rest.slice(0, rest.length - length);
    }
    if (rest.length > 0 && code === "" && known.code === "") {
      const [first, ...others] = rest;
      const beside = townBeside(others, lexicon);
      if (first?.digits && beside.length > 0 && isOfForm(first.text, country) && !isOnlyDigits(others)) {
        code = first.text;
        town = beside;
        rest = [];
      }
    }
    kept.push(...rest);
    dropped.push(...segment.slice(rest.length));
  }
  return { kept, dropped, code: code.toUpperCase(), town };
}

/** How many words at the end are a name that has a field of its own. */
function nameLength(
  rest: readonly AddressToken[],
  { names }: KnownEndings,
  isLast: boolean,
  lexicon: AddressLexicon,
): number {
  const found = names.find((name) => {
    const start = rest.length - name.length;
    return (
      start >= 0 &&
      name.every((word, index) => rest[start + index]?.text === word) &&
      (start === 0 || name.some(isWord))
    );
  });
  if (found === undefined) return 0;
  const before = rest.slice(0, rest.length - found.length);
  if (before.length === 0) return found.some(isWord) || isLast ? found.length : 0;
  const [word = ""] = found;
  const isShort = found.length === 1 && word.length < 3;
  if (
    isShort &&
    (isDirection(word, lexicon)
      ? isLast || names.every((name) => !endsWith(before, name))
      : isAfterNumber(before, word, lexicon))
  ) {
    return 0;
  }
  if (isShort && word.length < 2) return 0;
  return isStreetWithout(before, lexicon) ? 0 : found.length;
}

/** "1200 W Chicago": without the town's name, nothing would be left of the street. */
function isStreetWithout(before: readonly AddressToken[], lexicon: AddressLexicon): boolean {
  const last = before.at(-1);
  return last !== undefined && !last.digits && isDirection(last.text, lexicon);
}

/** The "B" of "3 B" is a door's, and so is the "MI" of "int. MI"; that of "Via Brera 5 MI" is the province. */
function isAfterNumber(before: readonly AddressToken[], word: string, lexicon: AddressLexicon): boolean {
  const last = before.at(-1);
  return last === undefined || (last.digits && word.length < 2) || isCounting(last.text, lexicon);
}

type CodeContext = {
  readonly isLast: boolean;
  readonly lexicon: AddressLexicon;
  readonly isOnlyDigits: (rest: readonly AddressToken[]) => boolean;
};
type FoundCode = { readonly length: number; readonly isNew: boolean; readonly code: string };
const NO_CODE: FoundCode = { length: 0, isNew: false, code: "" };

function codeAtEnd(
  rest: readonly AddressToken[],
  known: KnownEndings,
  country: Country,
  { isLast, lexicon, isOnlyDigits }: CodeContext,
): FoundCode {
  let text = "";
  for (let length = 1; length <= Math.min(CODE_TOKENS_MAX, rest.length); length++) {
    const token = rest[rest.length - length];
    if (token === undefined) break;
    text = token.text + text;
    const isKnown = known.code !== "" && text === known.code;
    const isForm = !isKnown && isOfForm(text, country) && (known.code === "" || !isLast);
    if (isKnown || isForm) {
      const before = rest.slice(0, rest.length - length);
      const words = codeWords(before, token.glue, known);
      const isTold = before.length === 0 || !isLast || words > 0 || text.length >= TELLING_LENGTH_MIN;
      const isFree = isKnown || isTold;
      const isJoined =
        token.glue !== " " && token.glue !== "," && words === 0 && before.length > 0 && !isSpelledOut(before, token);
      const isDoor = isJoined || isCountedBy(before, lexicon, words) || isOnlyDigits(before);
      if (isFree && (!isDoor || before.length === words)) {
        return { length: length + words, isNew: isForm && known.code === "", code: withoutPlusFour(text) };
      }
    }
    if (token.glue === "/" || token.glue === ",") break;
    if (token.digits && token.text.length < 2 && Array.isArray(country.code)) break;
  }
  return NO_CODE;
}

/** "Pune-411001" has a hyphen where others have a space. */
function isSpelledOut(before: readonly AddressToken[], { glue }: AddressToken): boolean {
  return (glue === "-" || glue === ".") && before.at(-1)?.digits === false;
}

function isOfForm(text: string, { code }: Country): boolean {
  if (code instanceof RegExp) {
    const upper = text.toUpperCase();
    return code.exec(upper)?.[0] === upper;
  }
  return Array.isArray(code) && code.includes(withoutPlusFour(text).length) && DIGITS.test(text);
}

function withoutPlusFour(text: string): string {
  return text.length === PLUS_FOUR.digits && DIGITS.test(text) ? text.slice(0, PLUS_FOUR.kept) : text;
}

const DIGITS = /^\d+$/;

/** Words before a code that only say that it is one: "PIN", "D-", or where it is, as the "IL" of "Chicago IL 60614". */
function codeWords(before: readonly AddressToken[], glue: string, { countryCode, regions }: KnownEndings): number {
  let count = 0;
  for (let token = before.at(-1); token !== undefined; token = before[before.length - 1 - count]) {
    const { text } = token;
    const isPrefix =
      count === 0 && glue !== " " && (text === countryCode.toLowerCase() || text === CAR_LETTERS[countryCode]);
    const isNumber = text === "no" && CODE_WORDS.has(before[before.length - 2 - count]?.text ?? "");
    const isRegion = count === 0 && before.length > 1 && token.glue === " " && regions.has(text);
    if (!isPrefix && !isNumber && !isRegion && !CODE_WORDS.has(text)) return count;
    count += 1;
  }
  return count;
}

/** "Top 1010" is a flat. */
function isCountedBy(before: readonly AddressToken[], lexicon: AddressLexicon, words: number): boolean {
  const word = before[before.length - 1 - words];
  return words === 0 && word !== undefined && !word.digits && isCounting(word.text, lexicon);
}

function isCounting(word: string, { words }: AddressLexicon): boolean {
  const kinds = words.get(word)?.kinds;
  return kinds !== undefined && COUNTING.some((kind) => kinds.has(kind));
}

const COUNTING = ["unit", "number", "block", "house", "level", "area", "box"] as const;

/** Words alone, of which none is a kind of anything. */
function townBeside(words: readonly AddressToken[], lexicon: AddressLexicon): string[] {
  const isTown = words.every(({ digits, text }) => !digits && !lexicon.words.has(text));
  return isTown ? words.map(({ text }) => text) : [];
}

function isDirection(word: string, { words }: AddressLexicon): boolean {
  return words.get(word)?.kinds.has("direction") === true;
}

function isWord(text: string): boolean {
  return !DIGITS.test(text);
}

function endsWith(tokens: readonly AddressToken[], name: readonly string[]): boolean {
  return name.length > 0 && name.every((word, index) => tokens[tokens.length - name.length + index]?.text === word);
}
