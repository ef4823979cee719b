import { type AddressReading, doorNumbers, placeNumbers } from "./address-reading.ts";

/** Keys of one address: one for each class of letters. */
export const NEAR_KEYS_MAX = 3;

/**
 * The alphabet in three classes of about equal use. A typo in a word changes letters of two classes at most (a
 * replacement), so the letters of the third are the same before and after: two addresses one typo apart always share a key.
 */
const CLASSES = ["ensucwyj", "tirdmgbxq", "aohlfpvkz"] as const;
const CLASS_OF = new Map(CLASSES.flatMap((letters, index) => [...letters].map((letter) => [letter, index] as const)));

/**
 * Up to `NEAR_KEYS_MAX` keys; two addresses are near when they share any. All numbers, directions and kinds of street are
 * in every key, so that near addresses never differ in a digit.
 */
export function nearKeys(reading: AddressReading): string[] {
  const kept: string[] = [];
  const letters: [string[], string[], string[]] = [[], [], []];
  for (const part of reading.parts) {
    if (part.role !== "name") continue;
    if (part.word.kinds.has("direction") || part.word.kinds.has("street")) kept.push(part.text);
    else spread(part.text, letters);
  }
  const base = [
    reading.country,
    reading.code || reading.town,
    doorNumbers(reading),
    placeNumbers(reading),
    [...new Set(kept)].sort().join(" "),
  ].join("|");
  return letters.flatMap((found, index) => (found.length < 2 ? [] : [`${base}|${index}|${found.sort().join("")}`]));
}

function spread(word: string, letters: readonly [string[], string[], string[]]): void {
  let last = "";
  for (const letter of word) {
    if (letter === last) continue;
    last = letter;
    letters[classOf(letter)].push(letter);
  }
}

function classOf(letter: string): 0 | 1 | 2 {
  const found = CLASS_OF.get(letter) ?? (letter.codePointAt(0) ?? 0) % CLASSES.length;
  return found === 0 || found === 1 ? found : 2;
}
