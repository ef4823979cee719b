import { stripInvisible } from "./invisible.ts";
import { LOOK_ALIKES } from "./look-alikes.data.ts";

export type FoldedText = {
  /** Lower case, without accents, in ASCII letters and digits wherever the text can be read so. */
  readonly text: string;
  /** Invisible characters, letters in disguise and styled letters that were undone: people do not type them. */
  readonly disguises: number;
};

const LOOK_ALIKE = new Map<string, string>();
for (let letters = [...LOOK_ALIKES], index = 0; index + 1 < letters.length; index += 2) {
  LOOK_ALIKE.set(letters[index] ?? "", letters[index + 1] ?? "");
}

/** Letters that Unicode does not decompose, in the spelling that people fall back on. */
const PLAIN_LETTER = new Map([
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["ø", "o"],
  ["Ø", "O"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ł", "l"],
  ["Ł", "L"],
  ["æ", "ae"],
  ["Æ", "AE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ı", "i"],
  ["þ", "th"],
  ["Þ", "TH"],
  ["ð", "d"],
  ["Ð", "D"],
  ["ħ", "h"],
  ["Ħ", "H"],
]);

const ASCII_LETTER = /[A-Za-z]/;
/** "16½" is sixteen and a half, "4²" is not forty-two: a number's sign after a digit starts a word of its own. */
const SIGN_AFTER_DIGIT = /(\p{Nd})(?=\p{No})/gu;
const ONLY_ASCII = /^[\x20-\x7e]*$/;
/** Latin, Greek and Cyrillic accents. Signs of other scripts are letters of their own and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
const STYLED = /[\uff21-\uff5a\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u2460-\u24ff]/gu;
const WORD = /[\p{L}\p{M}]+/gu;
const OTHER_DIGIT = /\p{Nd}/gu;

/**
 * Undoes what makes one text look different to a machine and the same to a reader: invisible characters, width, style,
 * accents, digits of other scripts, look-alike letters, letter case. Never changes the value of a digit.
 * @see Unicode Standard Annex 15 (NFKD), Unicode Technical Standard 39 (confusables)
 */
export function foldText(given: string): FoldedText {
  if (ONLY_ASCII.test(given)) return { text: given.toLowerCase(), disguises: 0 };
  const visible = stripInvisible(given);
  let disguises = [...given].length - [...visible].length + (visible.match(STYLED)?.length ?? 0);
  const apart = visible.replace(SIGN_AFTER_DIGIT, "$1 ").normalize("NFKD");
  const decomposed = apart.replace(SIGN_AFTER_DIGIT, "$1 ").replace(ACCENTS, "");
  const isLatin = ASCII_LETTER.test(decomposed) && (decomposed.match(WORD) ?? []).every(looksLatin);
  const words = decomposed.replace(WORD, (word) => {
    const plain = plainWord(word, isLatin || ASCII_LETTER.test(word));
    if (plain.disguised) disguises += 1;
    return plain.text;
  });
  return { text: words.replace(OTHER_DIGIT, asciiDigit).toLowerCase().normalize("NFC"), disguises };
}

function looksLatin(word: string): boolean {
  for (const letter of word) if (asciiLetter(letter, true) === undefined) return false;
  return true;
}

/**
 * A word is read as Latin when each of its letters is ASCII or looks it: "Nоrth" with a Cyrillic "о". A word with one
 * letter of its own script ("улица") is a word of that script and stays. Russian has honest words of look-alikes alone: they
 * are no disguise, and are compared in lower case, where fewer letters look alike.
 * @param amongLatin the word, or the whole text around it, is otherwise Latin
 */
function plainWord(word: string, amongLatin: boolean): { readonly text: string; readonly disguised: boolean } {
  let text = "";
  let disguised = false;
  for (const letter of word) {
    const plain = asciiLetter(letter, amongLatin);
    if (plain === undefined) return { text: word, disguised: false };
    if (letter > "\x7f" && !PLAIN_LETTER.has(letter)) disguised = true;
    text += plain;
  }
  return { text, disguised: disguised && amongLatin };
}

function asciiLetter(letter: string, capitals: boolean): string | undefined {
  if (letter <= "\x7f") return letter;
  const alike = capitals ? LOOK_ALIKE.get(letter) : undefined;
  return PLAIN_LETTER.get(letter) ?? alike ?? LOOK_ALIKE.get(letter.toLowerCase());
}

/** The decimal digits of a script stand in one run from zero to nine; where two scripts' runs touch, both are whole. */
function asciiDigit(digit: string): string {
  if (digit <= "\x7f") return digit;
  let before = 0;
  for (let code = digit.codePointAt(0) ?? 0; isDecimal(code - 1); code--) before += 1;
  return String(before % 10);
}

function isDecimal(code: number): boolean {
  return DECIMAL.test(String.fromCodePoint(code));
}

const DECIMAL = /^\p{Nd}$/u;
