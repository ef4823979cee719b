/** What stands between a token and the one before it; `,` begins another part of the address. */
export type Glue = "" | "." | " " | "-" | "/" | "#" | ",";

export type AddressToken = { readonly text: string; readonly digits: boolean; readonly glue: Glue };

const STRENGTH: readonly Glue[] = ["", ".", " ", "-", "/", "#", ","];
const LETTER = /[\p{L}\p{M}]/u;

/**
 * Splits folded text into runs of letters and runs of digits: "flat4b" is three tokens, whatever stands between them
 * is kept as their glue. One pass over the text.
 * @param text output of `foldText`, lines joined by `,`
 */
export function addressTokens(text: string): AddressToken[] {
  const tokens: AddressToken[] = [];
  let glue: Glue = ",";
  let start = 0;
  while (start < text.length) {
    const digits = isDigit(text.charCodeAt(start));
    if (!digits && !isLetterAt(text, start)) {
      glue = stronger(glue, glueOf(text.charCodeAt(start)));
      start += 1;
      continue;
    }
    let end = start + 1;
    while (end < text.length && (digits ? isDigit(text.charCodeAt(end)) : isLetterAt(text, end))) end += 1;
    tokens.push({ text: digits ? text.slice(start, end) : withoutApostrophes(text.slice(start, end)), digits, glue });
    glue = "";
    start = end;
  }
  return joinInitials(tokens);
}

/**
 * "M.G. Road", "M G Road" and "MG Road" are one road: initials next to each other are one word. The "A" of "12A m. 7" is none, nor is that
 * of "12 A m. 7", where a number stands on both sides.
 */
function joinInitials(tokens: readonly AddressToken[]): AddressToken[] {
  const joined: AddressToken[] = [];
  let wasInitial = false;
  let wasDigits = false;
  for (const [index, token] of tokens.entries()) {
    const initial = !token.digits && token.text.length === 1 && token.text <= "z";
    const last = joined.at(-1);
    const isBetween = tokens[index - 2]?.digits === true && tokens[index + 1]?.digits === true;
    if (initial && wasInitial && !isBetween && last !== undefined && (token.glue === " " || token.glue === ".")) {
      joined[joined.length - 1] = { ...last, text: last.text + token.text };
    } else {
      joined.push(token);
    }
    wasInitial = initial && !(wasDigits && token.glue === "");
    wasDigits = token.digits;
  }
  return joined;
}

/** "Hi|| Road" and "R0ad" as they are meant. Digits between digits are never touched, nor is the zero of an ordinal. */
export function withoutSlips(text: string): string {
  return SLIP.test(text) ? text.replace(BAR_FOR_L, "l").replace(ZERO_FOR_O, (zeros) => "o".repeat(zeros.length)) : text;
}

const SLIP = /\||[a-z]0|0[a-z]/;
const BAR_FOR_L = /(?<=\p{L}|\|)\||\|(?=\|*\p{L})/gu;
const ZERO_FOR_O =
  /(?<=\p{L}{2})0+(?=\p{L})|(?<=\p{L})0+(?=\p{L}{2})|(?<=\p{L})00+(?=\p{L})|(?<![\p{L}\p{N}])0(?=\p{L}{2})(?!(?:st|nd|rd|th)(?!\p{L}))/gu;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Apostrophes belong to words: "king's" is "kings". */
function isLetterAt(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code === 39 || code === 0x2019) return index > 0 && LETTER.test(text.charAt(index - 1));
  if (code < 128) return code >= 97 && code <= 122;
  const isSecondHalf = code >= 0xdc00 && code <= 0xdfff;
  return LETTER.test(String.fromCodePoint(text.codePointAt(isSecondHalf ? index - 1 : index) ?? 0));
}

const APOSTROPHE = /['\u2019]/;

function withoutApostrophes(word: string): string {
  return APOSTROPHE.test(word) ? word.replaceAll("'", "").replaceAll("\u2019", "") : word;
}

function stronger(a: Glue, b: Glue): Glue {
  return STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b;
}

function glueOf(code: number): Glue {
  switch (code) {
    case 44: // comma
    case 59: // semicolon
    case 40: // parentheses
    case 41:
    case 0x3001: // ideographic comma
      return ",";
    case 35:
      return "#";
    case 47:
    case 92:
    case 0x2044: // the bar of fractions
      return "/";
    case 45:
    case 0x2010:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return "-";
    case 46:
      return ".";
    default:
      return " ";
  }
}

/** What stands between two commas or line ends. */
export function segmentsOf<T extends { readonly glue: Glue }>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (item.glue === "," || last === undefined) found.push([item]);
    else last.push(item);
  }
  return found;
}
