import type { AddressPart } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import type { ChainOrder, Country } from "./countries.ts";
import { type DoorPart, doorNumbers } from "./door.ts";
import { addressStreet, isBuildingKind } from "./street.ts";

/**
 * What else the numbers of an address may mean. "2/9 High Street" is a house of that number or, in Scotland, a house and its flat, in an
 * order that nobody can tell from outside; "Via Cavour 5/2" has flat 2, or is the house beside 5; Australia's "7-21 George St" has
 * the numbers from 7 to 21, or is flat 7. To ask for, and never to keep.
 */
export function otherReadings(reading: AddressReading): AddressReading[] {
  return bySlash(reading).map((parts) => withParts(reading, parts));
}

/** Of a longer range only the last number is known: between 3000 and 3098 are other people's houses. */
const HOUSES_MAX = 10;

/**
 * The houses of a range, each by itself: "3012-16 Oak St" is known as 3014, too. Only where the code says the place; along a whole town a
 * street has sites enough for two to share a number so.
 */
export function housesOfRange(reading: AddressReading): AddressReading[] {
  const { parts, code, codeFits } = reading;
  const range = parts.find(isRange);
  if (range === undefined || code === "" || codeFits === false) return [];
  const [from, until] = [Number(range.text), Number(range.until)];
  const step = (until - from) % 2 === 0 ? 2 : 1;
  const count = (until - from) / step + 1;
  const houses = Array.from({ length: count <= HOUSES_MAX ? count : 0 }, (_, index) => String(from + index * step));
  return (houses.length > 0 ? houses : [range.until]).map((text) =>
    withParts(
      reading,
      parts.map((part) => (part === range ? { ...range, text, until: undefined } : part)),
    ),
  );
}

/** "Moda Cad. Gül Apt No:12 D:4" without its house number, for who knows a house by its name. */
export function withoutHouse(reading: AddressReading): AddressReading[] {
  const { parts, habits } = reading;
  const { numberChain } = habits.country;
  const isFlat = parts.some((part) => part.role === "unit" && part.loose === undefined && part.bare !== true);
  if (numberChain || !isFlat || !parts.some(isBuildingKind)) return [];
  const named = parts.flatMap((part, index) => {
    const before = parts[index - 1];
    if (part.role === "house") return [];
    return before?.role === "house" && before.opensSegment ? [{ ...part, opensSegment: true }] : [part];
  });
  return named.length === parts.length - 1 ? [withParts(reading, named)] : [];
}

/** "Via Cavour 5, 2" with its last number as a flat's, where nothing but its place says so and flats have no numbers as a rule. */
export function lastAsFlat(reading: AddressReading): AddressReading[] {
  const { parts, habits } = reading;
  if (otherOrder(habits.country) !== "house-unit") return [];
  const doors = parts.filter(isNumbered);
  const [house, last] = doors;
  if (doors.length !== 2 || house?.role !== "house" || last?.role !== "house" || !last.opensSegment) return [];
  return [
    withParts(
      reading,
      parts.map((part) => (part === last ? { ...last, role: "unit", loose: undefined } : part)),
    ),
  ];
}

function isRange(part: AddressPart): part is DoorPart & { readonly until: string } {
  return "until" in part && part.until !== undefined;
}

function withParts(reading: AddressReading, parts: readonly AddressPart[]): AddressReading {
  const { habits } = reading;
  return {
    ...reading,
    parts,
    numbers: doorNumbers(parts, habits.country),
    street: addressStreet(parts, habits.lexicon),
  };
}

const JOINED = /^(\d+[a-z]?)-(\d+[a-z]?)$/;

function bySlash({ parts, habits }: AddressReading): (readonly AddressPart[])[] {
  const order = otherOrder(habits.country);
  if (order === undefined) return [];
  const doors = parts.filter(isNumbered);
  const [first, second] = doors;
  if (first === undefined || doors.length > 2 || isUnsure(first, order)) return [];
  if (second === undefined) return first.role === "house" ? apart(parts, first, order) : [];
  const unit = first.role === "unit" ? first : second;
  const house = unit === first ? second : first;
  if (house.role !== "house" || house.until !== undefined || isUnsure(house, order)) return [];
  const others = parts.filter((part) => part !== unit);
  const joined = [`${unit.text}-${house.text}`, `${house.text}-${unit.text}`];
  return joined
    .filter((_, index) => order === "either" || (order === "unit-house") === (index === 0))
    .map((text) => replaced(others, house, [{ ...house, text }]));
}

/** A number after a name may be anything where houses stand before their street; elsewhere it is a house's. */
function isUnsure({ loose }: DoorPart, order: ChainOrder): boolean {
  return loose !== undefined && order !== "house-unit";
}

/** "5/2" as two numbers. */
function apart(parts: readonly AddressPart[], house: DoorPart, order: ChainOrder): (readonly AddressPart[])[] {
  const found = JOINED.exec(house.until === undefined ? house.text : `${house.text}-${house.until}`);
  if (found === null) return [];
  const [, first = "", second = ""] = found;
  const orders = [
    ...(order === "house-unit" ? [] : [inOrder(first, second)]),
    ...(order === "unit-house" ? [] : [inOrder(second, first)]),
  ];
  return orders.map((numbers) => replaced(parts, house, numbers));
}

/**
 * In which order two numbers stand that are written as one: as where the country joins them by the other sign, or, where houses follow their
 * street or their flats have no numbers, the house before its flat. Where towers, grids and chains number otherwise, nothing is guessed.
 */
function otherOrder({
  joined,
  numberFirst,
  numberChain,
  compass,
  towerLetter,
  flatsUnnumbered,
}: Country): ChainOrder | undefined {
  if (numberChain || towerLetter) return undefined;
  if (joined["/"] !== undefined || compass) return joined["/"];
  return numberFirst && !flatsUnnumbered ? "unit-house" : "house-unit";
}

function isNumbered(part: AddressPart): part is DoorPart {
  return part.role === "house" || part.role === "unit";
}

function inOrder(unit: string, house: string): AddressPart[] {
  return [
    { role: "unit", text: unit, opensSegment: false },
    { role: "house", text: house, opensSegment: false },
  ];
}

/** Its parts with others in the place of one; the first of them opens the segment that it opened. */
function replaced(parts: readonly AddressPart[], part: AddressPart, others: readonly AddressPart[]): AddressPart[] {
  return parts.flatMap((each) =>
    each === part
      ? others.map((other, index) => ({ ...other, opensSegment: index === 0 && part.opensSegment }))
      : [each],
  );
}
