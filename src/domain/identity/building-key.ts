import type { AddressPart } from "./address-parts.ts";
import { type AddressReading, placeNumbers } from "./address-reading.ts";

/**
 * One building, for a soft link: the house number and the words by which the street (else the locality, else the first
 * segment) is known. Whatever a scalper puts before the house number, and any unit, is not in it.
 */
export function buildingKey(reading: AddressReading): string {
  const { parts } = reading;
  const houses = parts.filter((part) => part.role === "house");
  const house = houses.at(-1)?.text ?? "";
  return [reading.country, reading.code || reading.town, house, placeNumbers(reading), anchor(parts)].join("|");
}

function anchor(parts: readonly AddressPart[]): string {
  const segments = split(parts);
  const segment =
    segments.find((candidate) => candidate.some((part) => part.role === "name" && part.word.kinds.has("street"))) ??
    segments.find((candidate) => candidate.some((part) => part.role === "house") && candidate.some(isName)) ??
    segments.find((candidate) => candidate.some(isName)) ??
    [];
  return streetName(segment).sort().join(" ");
}

function isName(part: AddressPart): boolean {
  return part.role === "name";
}

function split(parts: readonly AddressPart[]): AddressPart[][] {
  const segments: AddressPart[][] = [];
  for (const part of parts) {
    const last = segments.at(-1);
    if (part.opensSegment || last === undefined) segments.push([part]);
    else last.push(part);
  }
  return segments;
}

/** The words after the last house number of the segment, or before it where no words follow; without the kind of street. */
function streetName(segment: readonly AddressPart[]): string[] {
  const house = segment.findLastIndex((part) => part.role === "house");
  const after = segment.slice(house + 1).filter(isName);
  const names = after.length > 0 ? after : segment.filter(isName);
  const last = names.findLastIndex((part) => part.role === "name" && part.word.kinds.has("street"));
  const without = names.filter((_, index) => index !== last);
  return (without.length > 0 ? without : names).map(({ text }) => text);
}
