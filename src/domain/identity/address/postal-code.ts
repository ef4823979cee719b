import type { Country } from "./countries.ts";

/** A postal code as carriers compare it. */
export type PostalCode = {
  /** Letters and digits only, upper case; empty where none was given, or none that says anything. */
  readonly code: string;
  /** It looks as the codes of its country do; absent where none was given, or where their form is not known. */
  readonly fits: boolean | undefined;
};

const NONE: PostalCode = { code: "", fits: undefined };
const NOT_CODE = /[^\p{L}\p{N}]/gu;
const DIGITS = /\d+(?:[ .-]{1,2}\d+)*/g;
const DIGIT = /\d/;
const ONLY_ZEROS = /^0+$/;
/** The last four digits of nine sort letters within a block and are rarely known (USPS Publication 28). */
export const PLUS_FOUR = { digits: 9, kept: 5 };

/**
 * Reads a postal code in the form of its country, whatever stands around it: "D-10115", "PIN 411 001", "411001 Pune" and
 * "411001A" are the code and something else. Letters that stand for a digit ("41IOO1") are read so; no digit is changed.
 * A text without the form keeps its spelling, so that two of them never become one.
 * @param folded output of `foldText`
 */
export function postalCode(folded: string, { code: form }: Country): PostalCode {
  if (form === "none" || folded === "") return NONE;
  const plain = folded.replace(NOT_CODE, "").toUpperCase();
  if (plain === "") return NONE;
  if (ONLY_ZEROS.test(plain)) return { code: "", fits: false };
  if (form === undefined) return { code: plain, fits: undefined };
  const found = form instanceof RegExp ? lettered(plain, form) : numeric(folded, form);
  if (found !== undefined) return { code: found, fits: true };
  return { code: DIGIT.test(plain) ? plain : "", fits: false };
}

function numeric(folded: string, lengths: readonly number[]): string | undefined {
  return (
    digitsOf(folded, lengths) ?? digitsOf(folded.replace(/[oli](?=[\doli]*\d)|(?<=\d[oli]*)[oli]/g, digitFor), lengths)
  );
}

function digitsOf(text: string, lengths: readonly number[]): string | undefined {
  const runs = (text.match(DIGITS) ?? []).flatMap((run) => {
    const groups = run.split(/\D+/);
    const whole = groups.join("");
    return groups.length === 1 ? [whole] : [whole, ...groups];
  });
  for (const length of lengths) {
    const found = runs.find(
      (run) => run.length === length || (run.length === PLUS_FOUR.digits && length === PLUS_FOUR.kept),
    );
    if (found !== undefined) return found.slice(0, length);
  }
  return undefined;
}

function lettered(plain: string, form: RegExp): string | undefined {
  const found = form.exec(plain);
  if (found !== null) return found[0];
  const whole = new RegExp(`^(?:${form.source})$`);
  return repairs(plain).find((repaired) => whole.test(repaired));
}

const REPAIRS_MAX = 6;

/** "K1AOB1" has its zero as a letter, "SWIA 0AA" its one: each such place read both ways. */
function repairs(plain: string): string[] {
  const places = [...plain].flatMap((letter, index) => ("O0IL1".includes(letter) ? [index] : []));
  if (places.length > REPAIRS_MAX || plain.length > REPAIRED_LENGTH_MAX) return [];
  let texts = [plain];
  for (const place of places) {
    const letter = plain.charAt(place);
    const other = letter === "O" ? "0" : letter === "0" ? "O" : letter === "1" ? "I" : "1";
    texts = texts.flatMap((text) => [text, text.slice(0, place) + other + text.slice(place + 1)]);
  }
  return texts;
}

const REPAIRED_LENGTH_MAX = 10;

function digitFor(letter: string): string {
  if (letter === "o") return "0";
  return letter === "l" || letter === "i" ? "1" : letter;
}
