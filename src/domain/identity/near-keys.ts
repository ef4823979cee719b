import { addressLexicon } from "./address-lexicon.ts";
import { addressStreet } from "./address-street.ts";
import { type AddressReading, areaNumbers, doorNumbers, floorNumbers } from "./read-address.ts";

/** Keys of one address: one for each class of letters, and one for the building's name. */
export const NEAR_KEYS_MAX = 4;

/**
 * The alphabet in three classes of about equal use. A typo changes letters of two classes at most (a replacement), so the
 * letters of the third are the same before and after: two streets one typo apart always share a key. So do two letters
 * swapped, which change the order of one class at most.
 */
const CLASSES = ["ensucwyj", "tirdmgbxq", "aohlfpvkz"] as const;
const CLASS_OF = new Map(CLASSES.flatMap((letters, index) => [...letters].map((letter) => [letter, index] as const)));

/** A class with fewer letters of the name says too little alone, so the name's initial goes with it. */
const LETTERS_ALONE_MIN = 2;

/** The class of letters that stands for a building's name, and the fewest that say enough. */
const BUILDING_CLASS = 2;
const BUILDING_LETTERS_MIN = 2;

/**
 * Up to `NEAR_KEYS_MAX` keys; two addresses are near when they share any. Every number is in every key, so near addresses
 * never differ in a digit, and so is every direction, since North Street is no typo of South Street. With them go the
 * letters of the street's name, class by class (so that spaces, doubled letters, and most swapped ones do not matter), or
 * one class of the building's.
 */
export function nearKeys(reading: AddressReading): string[] {
  const { country, place, street, unread } = reading;
  const { directions, others } = street;
  const base = [
    country,
    place,
    doorNumbers(reading),
    floorNumbers(reading),
    areaNumbers(reading),
    [...directions].sort().join(" "),
    unread,
  ].join("|");
  const initial = others[0]?.charAt(0) ?? "";
  const keys = lettersByClass(others).flatMap((letters, index) => {
    if (letters === "") return [];
    return [`${base}|${index}|${letters}${letters.length < LETTERS_ALONE_MIN ? ` ${initial}` : ""}`];
  });
  if (others.length === 0 && directions.length > 0) keys.push(`${base}|d`);
  const building = lettersByClass(street.building)[BUILDING_CLASS];
  return building.length < BUILDING_LETTERS_MIN ? keys : [...keys, `${base}|b|${building}`];
}

/**
 * The near keys that an address with a named building would have, had its buyer left out all numbers. They are asked for and
 * never kept: so a full address finds those that left the numbers out, and two that differ in a number still never meet.
 */
export function unnumberedKeys(reading: AddressReading): string[] {
  const { country, parts, street } = reading;
  const names = parts.filter(({ role }) => role === "name");
  const isNumbered = names.length < parts.length && parts.every(({ role }) => role !== "area");
  if (!isNumbered || street.building.length === 0) return [];
  return nearKeys({ ...reading, parts: names, street: addressStreet(names, addressLexicon(country)) });
}

/** The letters of each class in their order, a doubled letter once. */
function lettersByClass(words: readonly string[]): [string, string, string] {
  const letters: [string, string, string] = ["", "", ""];
  for (const word of words) {
    let last = "";
    for (const letter of word) {
      if (letter !== last) letters[classOf(letter)] += letter;
      last = letter;
    }
  }
  return letters;
}

function classOf(letter: string): 0 | 1 | 2 {
  const found = CLASS_OF.get(letter) ?? (letter.codePointAt(0) ?? 0) % CLASSES.length;
  return found === 0 || found === 1 ? found : 2;
}
