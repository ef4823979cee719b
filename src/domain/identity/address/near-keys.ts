import type { AddressReading } from "./address-reading.ts";
import { NO_NUMBERS } from "./door.ts";
import { landmarkNumbers } from "./exact-key.ts";
import { housesOfRange, lastAsFlat, otherReadings, withoutHouse } from "./other-readings.ts";
import { inAgreedLetters } from "./romanised.ts";
import { hasRange, withoutSpares } from "./spare-numbers.ts";
import { addressStreet } from "./street.ts";

/** Keys of one address: one for each class of letters, one for the building's name, and one without the postal code. */
export const NEAR_KEYS_MAX = 5;

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

/** Every key by which an address is near others, or another reading of itself. */
export type SoftKeys = {
  /**
   * Up to `NEAR_KEYS_MAX`; two addresses are near when they share any. Every number that leads to the door is in every key, so near
   * addresses never differ in one, and so is every direction, since North Street is no typo of South Street. With them go the letters of
   * the street's name, class by class (so that spaces, doubled letters, and most swapped ones do not matter), or one class of the
   * building's.
   */
  readonly near: readonly string[];
  /** Some sixteen at most, of addresses that leave out what this one says; asked for and never kept, so that they join no two full addresses. */
  readonly asked: readonly string[];
  /**
   * Those of them in which every number of the door is said: the postal code left out where this address says one, or said where it does
   * not, and the numbers left out that say nothing beside a door.
   */
  readonly sameDoor: readonly string[];
  /**
   * Those by which others ask for this one: an address without a postal code, or without a number that says nothing, and each house of a
   * range, under a name of its own, so that two ranges never meet. Whoever knows a named house without its number is found by one class
   * of letters and finds by another, so that two numbers never meet. Kept and never asked for.
   */
  readonly foundBy: readonly string[];
};

export function softKeys(reading: AddressReading): SoftKeys {
  const placed = placedKeys(reading);
  const town = townKey(reading);
  const bare = withoutSpares(reading, false);
  const flatless = withoutSpares(reading, true);
  const houses = housesOfRange(reading).map(placedKeys);
  const named = [...withoutHouse(reading), ...lastAsFlat(reading)].map(placedKeys);
  const bareKeys = bare === undefined ? [] : placedKeys(bare);
  const sameDoor = town === undefined ? bareKeys : [...bareKeys, `${isWhole(reading) ? "open" : "coded"}|${town}`];
  const asked = [
    ...(mayBeInRange(reading) ? inRangeKeys(placed) : []),
    ...unnumberedKeys(reading),
    ...sameDoor,
    ...(flatless === undefined ? [] : placedKeys(flatless)),
    ...[...houses, ...named].flatMap((keys) => keys.slice(0, 1)),
    ...otherReadings(reading).flatMap((other) => placedKeys(other).slice(0, 2)),
  ];
  return {
    near: town === undefined || isWhole(reading) ? placed : [...placed, `open|${town}`],
    asked: asked.length < 2 ? asked : [...new Set(asked)],
    sameDoor,
    foundBy: [
      ...foundByTown(reading, bare, town),
      ...named.flatMap((keys) => keys.slice(1, 2)),
      ...houses.flatMap(inRangeKeys),
    ],
  };
}

function foundByTown(reading: AddressReading, bare: AddressReading | undefined, town: string | undefined): string[] {
  if (bare === undefined) return town !== undefined && isCoded(reading) ? [`coded|${town}`] : [];
  const known = townKey(bare);
  return known === undefined ? [] : [`open|${known}`];
}

function placedKeys(reading: AddressReading): string[] {
  const { street } = reading;
  const { directions } = street;
  const others = agreed(street.others, reading);
  const base = baseOf(reading, reading.place);
  const initial = others[0]?.charAt(0) ?? "";
  const keys = lettersByClass(others).flatMap((letters, index) => {
    if (letters === "") return [];
    return [`${base}|${index}|${letters}${letters.length < LETTERS_ALONE_MIN ? ` ${initial}` : ""}`];
  });
  if (others.length === 0 && (directions.length > 0 || street.grid !== "")) keys.push(`${base}|d`);
  const building = lettersByClass(agreed(street.building, reading))[BUILDING_CLASS];
  return building.length < BUILDING_LETTERS_MIN ? keys : [...keys, `${base}|b|${building}`];
}

function baseOf(reading: AddressReading, place: string): string {
  const { country, street, numbers, unread } = reading;
  const directions = street.grid === "" ? street.directions.join(" ") : street.grid;
  const landmark = landmarkNumbers(reading);
  const areas = landmark === "" ? numbers.areas : `${numbers.areas}~${landmark}`;
  return [country, place, numbers.door, numbers.floors, areas, directions, unread].join("|");
}

const ONLY_DIGITS = /^\d+$/;

/** A single house of a street where others are known by a range of numbers. */
function mayBeInRange({ parts, habits, code, codeFits }: AddressReading): boolean {
  const houses = parts.filter(({ role }) => role === "house");
  const [house] = houses;
  if (!habits.ranges || code === "" || codeFits === false || houses.length !== 1 || house === undefined) return false;
  return ONLY_DIGITS.test(house.text) && !hasRange(house);
}

/** The key of one house under which the ranges that hold it are found. @param placed its near keys */
function inRangeKeys(placed: readonly string[]): string[] {
  return placed.slice(0, 1).map((key) => `range|${key}`);
}

/** The code is one that its country could have given. */
function isCoded({ code, codeFits }: AddressReading): boolean {
  return code !== "" && codeFits !== false;
}

/** Nothing is left out: the code is said, or the country has none. */
function isWhole(reading: AddressReading): boolean {
  const { code } = reading.habits.country;
  return isCoded(reading) || code === "none" || code === undefined;
}

/**
 * One door by its town, for whoever leaves the postal code out or writes one that is none. Those with a code ask for those without,
 * and the other way round; two with a code never meet by it, and so never when their codes differ.
 */
function townKey(reading: AddressReading): string | undefined {
  const { townName, numbers, street } = reading;
  if (townName === "" || numbers.door === "") return undefined;
  const others = agreed(street.others, reading);
  const name = others.length < 2 ? others[0] : [...others].sort().join(" ");
  const saysPlace = street.name.length > 0 || numbers.areas !== "";
  return saysPlace ? `${baseOf(reading, townName)}|${name ?? ""}` : undefined;
}

/**
 * The near keys that an address with a named building would have, had its buyer left out all numbers. They are asked for and
 * never kept: so a full address finds those that left the numbers out, and two that differ in a number still never meet.
 */
function unnumberedKeys(reading: AddressReading): string[] {
  const { habits, parts, street } = reading;
  const names = parts.filter(({ role }) => role === "name");
  const isNumbered = names.length < parts.length && parts.every(({ role }) => role !== "area");
  if (!isNumbered || street.building.length === 0) return [];
  return placedKeys({ ...reading, numbers: NO_NUMBERS, parts: names, street: addressStreet(names, habits.lexicon) });
}

function agreed(words: readonly string[], { habits }: AddressReading): readonly string[] {
  return words.map((word) => inAgreedLetters(word, habits.lexicon.language));
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
