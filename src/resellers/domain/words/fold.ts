import { LOOK_ALIKES } from "../../../domain/identity/look-alikes.data.ts";

/** Letters shaped like small Latin capitals, which UTS #39 keeps apart from the lower-case letters that readers take them for. */
const CAPITAL_SHAPED = "вbʙbнhʜhкkᴋkмmᴍmтtᴛt";
/** Letters that UTS #39 tells from Latin ones by a tail or a slant, and that stand for them in names all the same. */
const TAILED = "χxҳxӽxӿxҡkқkӄkңnҥnӊnҫcұyғfҕf";

const LATIN_OF = new Map<string, string>();
const pairs = [...TAILED, ...LOOK_ALIKES, ...CAPITAL_SHAPED];
for (let at = 0; at + 1 < pairs.length; at += 2) LATIN_OF.set(pairs[at] ?? "", (pairs[at + 1] ?? "").toLowerCase());

/** Accents of Latin, Greek and Cyrillic; the vowel signs of other scripts are letters of their own. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * Letters that stand for Latin ones, put back: UTS #39 look-alikes and letters with accents. What has no Latin reading
 * stays, so a name in Devanagari or Chinese is still itself.
 */
export function latinReading(text: string): string {
  let latin = "";
  for (const char of text.normalize("NFD").replace(ACCENTS, "")) latin += LATIN_OF.get(char) ?? char;
  return latin.normalize("NFC");
}

/** A label in the Latin letters that it is read as. */
export function latinLabel(label: string): string {
  return /^[a-z0-9_-]+$/.test(label) ? label : latinReading(label);
}

const LETTER_OF_DIGIT = new Map([
  ["0", "o"],
  ["1", "i"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["7", "t"],
]);

/** Digits read as the letters that people write them for: `m0bile`, `sh0p`. */
export function lettersForDigits(text: string): string {
  return text.replace(/[013457]/g, (digit) => LETTER_OF_DIGIT.get(digit) ?? digit);
}

const SHAPES: ReadonlyMap<string, string> = new Map([
  ["m", "rn"],
  ["w", "vv"],
  ["d", "cl"],
  ["i", "l"],
  ["1", "l"],
  ["0", "o"],
]);

/** The shape of a text, and for each place in it where a character of the text begins, which character that is. */
export type Skeleton = { readonly text: string; readonly charAt: ReadonlyMap<number, number> };

/**
 * The skeleton of a text that is already Latin: two texts that look alike in a browser's address bar have the same one.
 * It goes on from UTS #39, which has `m` as `rn` and `1` as `l`, with the pairs that brands are copied with: `i` and `l`,
 * `w` and `vv`, `d` and `cl`.
 */
export function shapeOf(text: string): Skeleton {
  let shape = "";
  const charAt = new Map<number, number>();
  for (let at = 0; at < text.length; at += 1) {
    charAt.set(shape.length, at);
    const char = text.charAt(at);
    shape += SHAPES.get(char) ?? char;
  }
  return { text: shape, charAt: charAt.set(shape.length, text.length) };
}
