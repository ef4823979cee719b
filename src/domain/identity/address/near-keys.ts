import type { AddressPart } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import { type DoorPart, doorNumbers, isLoose, NO_NUMBERS } from "./door.ts";
import { landmarkNumbers } from "./exact-key.ts";
import { housesOfRange, otherReadings, withoutHouse } from "./other-readings.ts";
import { inAgreedLetters } from "./romanised.ts";
import { addressStreet, isStreetKind, segmentsOfParts } from "./street.ts";

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

/**
 * Up to `NEAR_KEYS_MAX` keys; two addresses are near when they share any. Every number that leads to the door is in every key, so
 * near addresses never differ in one, and so is every direction, since North Street is no typo of South Street. With them go the
 * letters of the street's name, class by class (so that spaces, doubled letters, and most swapped ones do not matter), or
 * one class of the building's.
 */
export function nearKeys(reading: AddressReading): string[] {
  const keys = placedKeys(reading);
  const town = isWhole(reading) ? undefined : townKey(reading);
  return town === undefined ? keys : [...keys, `open|${town}`];
}

/** Some sixteen keys at most, of addresses that leave out what this one says; asked for and never kept, so that they join no two full addresses. */
export function askedKeys(reading: AddressReading): string[] {
  const flatless = withoutSpares(reading, true);
  const others = [...housesOfRange(reading), ...withoutHouse(reading), ...otherReadings(reading)];
  const asked = [
    ...(mayBeInRange(reading) ? inRangeKeys(reading) : []),
    ...unnumberedKeys(reading),
    ...sameDoorKeys(reading),
    ...(flatless === undefined ? [] : placedKeys(flatless)),
    ...others.flatMap((other) => placedKeys(other).slice(0, 1)),
  ];
  return asked.length < 2 ? asked : [...new Set(asked)];
}

/**
 * Those of them in which every number of the door is said: the postal code left out where this address says one, or said where it does
 * not, and the numbers left out that say nothing beside a door.
 */
export function sameDoorKeys(reading: AddressReading): string[] {
  const bare = withoutSpares(reading, false);
  const town = townKey(reading);
  const keys = bare === undefined ? [] : placedKeys(bare);
  return town === undefined ? keys : [...keys, `${isWhole(reading) ? "open" : "coded"}|${town}`];
}

/**
 * The keys by which others ask for this one: an address without a postal code, or without a number that says nothing, and each house of a
 * range, under a name of its own, so that two ranges never meet. Whoever knows a named house without its number is found by one class of
 * letters and finds by another, so that two numbers never meet. Kept and never asked for.
 */
export function keptKeys(reading: AddressReading): string[] {
  const bare = withoutSpares(reading, false);
  const town = bare === undefined ? (isCoded(reading) ? townKey(reading) : undefined) : townKey(bare);
  const found = town === undefined ? [] : [`${bare === undefined ? "coded" : "open"}|${town}`];
  const named = withoutHouse(reading).flatMap((house) => placedKeys(house).slice(1, 2));
  return [...found, ...named, ...housesOfRange(reading).flatMap(inRangeKeys)];
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

/** A single house of a street where others are known by a range of numbers. */
function mayBeInRange({ parts, habits, code, codeFits }: AddressReading): boolean {
  const houses = parts.filter(({ role }) => role === "house");
  const [house] = houses;
  if (!habits.ranges || code === "" || codeFits === false || houses.length !== 1 || house === undefined) return false;
  return ONLY_DIGITS.test(house.text) && !hasRange(house);
}

/** The key of one house under which the ranges that hold it are found. */
function inRangeKeys(reading: AddressReading): string[] {
  return placedKeys(reading)
    .slice(0, 1)
    .map((key) => `range|${key}`);
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

/** Areas that people leave out where they name the street. */
const SPARE_AREAS = new Set(
  "gate pillar kilometre kilometro quilometro milestone zone ward district purok barangay stage phase sector pocket rt rw moo".split(
    " ",
  ),
);

/**
 * The address without what may be put beside any door: landmarks with a number, numbers after a name that is nobody's ("Green 77"),
 * and the numbers of areas where a house and a named street say the place without them. Of a house with several numbers it keeps the first.
 * @param withoutFlat without a flat's number that nothing but its place says to be one ("77 Green"), too: to ask by, and no way to call two flats one
 */
function withoutSpares(reading: AddressReading, withoutFlat: boolean): AddressReading | undefined {
  const { parts, habits } = reading;
  const hasLandmark = landmarkNumbers(reading) !== "";
  if (!hasLandmark && !parts.some(mayBeSpare)) return undefined;
  const doors = parts.filter(({ role }) => role === "house" || role === "unit");
  const sure = doors.find(leadsStreet(parts)) ?? doors.find((part) => !isLoose(part)) ?? doors[0];
  if (sure === undefined || habits.country.numberChain) return undefined;
  const segments = segmentsOfParts(parts);
  const isSureHouse = (part: AddressPart) => part.role === "house" && !isLoose(part);
  const saysStreet = segments.some((segment) => segment.some(isSureHouse) && segment.some(isStreetKind));
  const isSpareArea = (part: AddressPart) => part.role === "area" && saysStreet && SPARE_AREAS.has(part.of);
  const alone = new Set(segments.flatMap((segment) => (segment.length === 1 ? segment : [])));
  const isBare = (part: AddressPart) =>
    withoutFlat && sure.role === "house" && mayBeBare(part) && (part.bare || alone.has(part));
  const isUntold = (part: AddressPart) => isLoose(part) && (withoutFlat || part.loose === "named-before");
  const isSpare = (part: AddressPart) => part !== sure && (isUntold(part) || isBare(part) || isSpareArea(part));
  const isSaid = hasLandmark || parts.some((part) => isSpare(part) || hasRange(part));
  if (!isSaid) return undefined;
  const kept = segments.flatMap((segment) => withoutNamed(segment, isSpare, habits).map(withoutRange));
  return {
    ...reading,
    landmarks: [],
    parts: kept,
    numbers: doorNumbers(kept, habits.country),
    street: addressStreet(kept, habits.lexicon),
  };
}

/** A house number with the name of its street right behind it. */
function leadsStreet(parts: readonly AddressPart[]): (part: AddressPart) => boolean {
  return (part) => {
    const from = parts.indexOf(part) + 1;
    const end = parts.findIndex((other, at) => at >= from && (other.opensSegment || other.role !== "name"));
    return part.role === "house" && parts.slice(from, end < 0 ? undefined : end).some(isStreetKind);
  };
}

const ONLY_DIGITS = /^\d+$/;

/** A number that nothing but its place says to be a flat's: the 77 of "12 Hill Road, 77" and of "77, 12 Hill Road". */
function mayBeBare(part: AddressPart): part is DoorPart {
  return (part.role === "house" || (part.role === "unit" && part.bare === true)) && ONLY_DIGITS.test(part.text);
}

/** A segment without its spare numbers and their names: all behind a street's, else the one before, as in "Clifton Green 77". */
function withoutNamed(
  segment: readonly AddressPart[],
  isSpare: (part: AddressPart) => boolean,
  { lexicon }: AddressReading["habits"],
): readonly AddressPart[] {
  const kept: AddressPart[] = [];
  let isNamedBehind = false;
  for (const part of segment) {
    if (part.role === "name" && isNamedBehind) continue;
    isNamedBehind = false;
    if (!isSpare(part)) {
      kept.push(part);
      continue;
    }
    isNamedBehind = isLoose(part) && part.loose === "named-behind";
    if (isNamedBehind || ("bare" in part && !isLoose(part))) continue;
    const run = kept.slice(kept.findLastIndex(({ role }) => role !== "name") + 1);
    const street = run.findLastIndex((name) => isStreetKind(name) || isCompound(name));
    const names = street >= 0 && !lexicon.kindFirst ? run.length - street - 1 : Math.min(run.length, 1);
    kept.splice(kept.length - names);
  }
  return kept;
}

function isCompound(part: AddressPart): boolean {
  return part.role === "name" && part.word.compound;
}

function mayBeSpare(part: AddressPart): boolean {
  return isLoose(part) || mayBeBare(part) || hasRange(part) || (part.role === "area" && SPARE_AREAS.has(part.of));
}

function hasRange(part: AddressPart): boolean {
  return "until" in part && part.until !== undefined;
}

function withoutRange(part: AddressPart): AddressPart {
  return "until" in part ? { ...part, until: undefined } : part;
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
