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
  const decomposed = visible.normalize("NFKD").replace(ACCENTS, "");
  const words = decomposed.replace(WORD, (word) => {
    const plain = plainWord(word);
    if (plain.disguised) disguises += 1;
    return plain.text;
  });
  return { text: words.replace(OTHER_DIGIT, asciiDigit).toLowerCase().normalize("NFC"), disguises };
}

/**
 * A word is read as Latin when each of its letters is ASCII or looks it: "Nоrth" with a Cyrillic "о". A word with one
 * letter of its own script ("улица") is a word of that script and stays. Only a mixture counts as a disguise, since
 * Russian has honest words of look-alikes alone.
 */
function plainWord(word: string): { readonly text: string; readonly disguised: boolean } {
  let text = "";
  let disguised = false;
  let ascii = false;
  for (const letter of word) {
    const plain = letter <= "\x7f" ? letter : PLAIN_LETTER.get(letter);
    const alike = plain ?? LOOK_ALIKE.get(letter);
    if (alike === undefined) return { text: word, disguised: false };
    if (plain === undefined) disguised = true;
    if (letter <= "\x7f") ascii = true;
    text += alike;
  }
  return { text, disguised: disguised && ascii };
}

/** The decimal digits of a script stand in one run from zero to nine, and after NFKD no two runs touch. */
function asciiDigit(digit: string): string {
  if (digit <= "\x7f") return digit;
  let value = 0;
  for (let code = digit.codePointAt(0) ?? 0; value < 9 && isDecimal(code - 1); code--) value += 1;
  return String(value);
}

function isDecimal(code: number): boolean {
  return DECIMAL.test(String.fromCodePoint(code));
}

const DECIMAL = /^\p{Nd}$/u;
