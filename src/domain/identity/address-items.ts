import type { AddressLexicon, WordKind } from "./address-lexicon.ts";
import type { AddressToken, Glue } from "./address-tokens.ts";
import { SPELLED_NUMBERS } from "./spelled-numbers.ts";

export type AddressWordItem = {
  readonly type: "word";
  /** As written, folded. */
  readonly text: string;
  /** The full spelling of an abbreviation, else the word itself. */
  readonly full: string;
  readonly kinds: ReadonlySet<WordKind>;
  /** Name and kind of street in one word, as in "Gartenstraße" and, spelled apart, "Garten Str." */
  readonly compound: boolean;
  readonly glue: Glue;
};

/** A number with the letters that belong to it: `12`, `4b`, `a1203`, `12-3-456-7`. No digit of it was changed. */
export type AddressNumberItem = {
  readonly type: "number";
  readonly text: string;
  /** Written as an ordinal: `96th`, "third". */
  readonly ordinal: boolean;
  readonly glue: Glue;
};

export type AddressItem = AddressWordItem | AddressNumberItem;

const NO_KINDS: ReadonlySet<WordKind> = new Set();
const STREET: ReadonlySet<WordKind> = new Set(["street"]);
const ORDINAL_ENDINGS = new Set(["st", "nd", "rd", "th"]);
const NAME_LENGTH_MIN = 3;

/** Groups tokens into words and numbers, with abbreviations spelled out. */
export function addressItems(tokens: readonly AddressToken[], lexicon: AddressLexicon): AddressItem[] {
  const items: AddressItem[] = [];
  for (let index = 0; index < tokens.length; ) {
    const number = readNumber(tokens, index, lexicon);
    const token = tokens[index];
    if (number !== undefined) {
      items.push(number.item);
      index = number.next;
    } else {
      if (token !== undefined) pushWord(items, token, lexicon);
      index += 1;
    }
  }
  return items;
}

function readNumber(
  tokens: readonly AddressToken[],
  start: number,
  lexicon: AddressLexicon,
): { readonly item: AddressNumberItem; readonly next: number } | undefined {
  const first = tokens[start];
  if (first === undefined) return undefined;
  let text = first.text;
  let next = start + 1;
  if (first.digits) {
    text = withoutLeadingZeros(text);
  } else {
    const digits = tokens[next];
    if (digits === undefined || !isNumberPrefix(first, digits, lexicon)) return undefined;
    text += withoutLeadingZeros(digits.text);
    next += 1;
  }
  for (let token = tokens[next]; token !== undefined; token = tokens[next]) {
    if (token.digits) {
      const separated = token.glue === "-" || token.glue === "/";
      if (!separated && token.glue !== "") break;
      text += `${separated && endsInDigit(text) ? "-" : ""}${withoutLeadingZeros(token.text)}`;
    } else if (token.glue === "" && ORDINAL_ENDINGS.has(token.text)) {
      return { item: { type: "number", text, ordinal: true, glue: first.glue }, next: next + 1 };
    } else if (isNumberLetter(token, tokens[next + 1])) {
      text += token.text;
    } else {
      break;
    }
    next += 1;
  }
  return { item: { type: "number", text, ordinal: false, glue: first.glue }, next };
}

/** The "a" of "A-1203" and "A 1203", but not the "n" of "N 12th Street" or the "no" of "no12". */
function isNumberPrefix(letters: AddressToken, digits: AddressToken, lexicon: AddressLexicon): boolean {
  if (!digits.digits || letters.text > "zz" || letters.text.length > 2) return false;
  if (digits.glue === " ") return letters.text.length === 1 && !isCompassLetter(letters.text);
  return (digits.glue === "" || digits.glue === "-" || digits.glue === "/") && !isDesignator(letters.text, lexicon);
}

function isDesignator(word: string, lexicon: AddressLexicon): boolean {
  return word.length > 1 && lexicon.words.has(word);
}

/** The "b" of "4B", "4-B" and "4 B", but not the "n" of "123 N Main Street". */
function isNumberLetter(token: AddressToken, following: AddressToken | undefined): boolean {
  if (token.text.length !== 1 || token.text > "z") return false;
  if (token.glue === "" || token.glue === "-" || token.glue === "/") return true;
  const leadsNumber = following?.digits === true && following.glue !== " " && following.glue !== ",";
  return token.glue === " " && !isCompassLetter(token.text) && !leadsNumber;
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

function pushWord(items: AddressItem[], token: AddressToken, lexicon: AddressLexicon): void {
  const { text, glue } = token;
  if (text === "") return;
  const spelled = SPELLED_NUMBERS.get(text);
  if (spelled !== undefined) {
    items.push({ type: "number", text: spelled.digits, ordinal: spelled.ordinal, glue });
    return;
  }
  const known = lexicon.words.get(text);
  if (known !== undefined) {
    const last = items.at(-1);
    if (last?.type === "word" && glue !== "," && isName(last, lexicon) && lexicon.suffixKinds.has(known.full)) {
      items[items.length - 1] = {
        ...last,
        full: nameOf(last.text, lexicon) + known.full,
        kinds: STREET,
        compound: true,
      };
      return;
    }
    items.push({ type: "word", text, full: known.full, kinds: known.kinds, compound: false, glue });
    return;
  }
  const suffix = lexicon.suffixes.find(
    ([ending]) => text.endsWith(ending) && text.length >= ending.length + NAME_LENGTH_MIN,
  );
  const compound = suffix !== undefined;
  const name = nameOf(compound ? text.slice(0, -suffix[0].length) : text, lexicon);
  const full = compound ? name + suffix[1] : name;
  items.push({ type: "word", text, full, kinds: compound ? STREET : NO_KINDS, compound, glue });
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
