import { type AddressReading, doorNumbers, placeNumbers } from "./address-reading.ts";

/** One household: all numbers, and all words in any order. */
export function exactKey(reading: AddressReading): string {
  const words = reading.parts.flatMap((part) => (part.role === "name" ? [part.text] : []));
  const bag = [...new Set(words)].sort().join(" ");
  return [reading.country, reading.code, doorNumbers(reading), placeNumbers(reading), bag, reading.town].join("|");
}
