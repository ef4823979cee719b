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
/** The last four digits of nine sort letters within a block and are rarely known (USPS Publication 28). */
const PLUS_FOUR = { digits: 9, kept: 5 };

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
  for (const repaired of [plain.replaceAll("O", "0"), plain.replaceAll("0", "O"), alternately(plain)]) {
    const again = new RegExp(`^(?:${form.source})$`).exec(repaired);
    if (again !== null) return again[0];
  }
  return undefined;
}

/** "K1AOB1" has its zero as a letter, and "SW1A OAA" too. */
function alternately(plain: string): string {
  const inward = plain.length - 3;
  return plain.slice(0, inward) + digitFor(plain.charAt(inward).toLowerCase()).toUpperCase() + plain.slice(inward + 1);
}

function digitFor(letter: string): string {
  if (letter === "o") return "0";
  return letter === "l" || letter === "i" ? "1" : letter;
}
