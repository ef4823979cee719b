import type { AddressPart } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import { type DoorPart, doorNumbers } from "./door.ts";
import { addressStreet } from "./street.ts";

/**
 * What else the numbers of an address may mean: "2/9 High Street" is a house of that number or, in Scotland, a house and its flat, in
 * an order that nobody can tell from outside, and "3012-16 Oak St" is known by its last number, too. To ask for, and never to keep.
 */
export function otherReadings(reading: AddressReading): AddressReading[] {
  return [...byLastNumber(reading), ...bySlash(reading)].map((parts) => ({
    ...reading,
    parts,
    numbers: doorNumbers(parts, reading.habits.country),
    street: addressStreet(parts, reading.habits.lexicon),
  }));
}

/** Where the code says the place; along a whole town a street has sites enough for two to share a number so. */
function byLastNumber({ parts, code, codeFits }: AddressReading): (readonly AddressPart[])[] {
  const isRange =
    code !== "" && codeFits !== false && parts.some((part) => "until" in part && part.until !== undefined);
  const known = (part: AddressPart): AddressPart =>
    "until" in part && part.until !== undefined ? { ...part, text: part.until, until: undefined } : part;
  return isRange ? [parts.map(known)] : [];
}

const SLASHED = /^(\d+[a-z]?)-(\d+[a-z]?)$/;

function bySlash({ parts, habits }: AddressReading): (readonly AddressPart[])[] {
  if (habits.country.joined["/"] !== "either") return [];
  const doors = parts.filter(isNumbered);
  const house = doors.find(({ role }) => role === "house");
  if (house === undefined || house.loose !== undefined || house.until !== undefined) return [];
  const found = doors.length === 1 ? SLASHED.exec(house.text) : null;
  if (found !== null) {
    const [, first = "", second = ""] = found;
    return [inOrder(first, second), inOrder(second, first)].map((numbers) => replaced(parts, house, numbers));
  }
  const unit = doors.find(({ role }) => role === "unit");
  if (unit === undefined || doors.length !== 2) return [];
  const others = parts.filter((part) => part !== unit);
  const texts = [`${unit.text}-${house.text}`, `${house.text}-${unit.text}`];
  return texts.map((text) => replaced(others, house, [{ ...house, text }]));
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
