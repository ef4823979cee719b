import { type AddressReading, doorNumbers, placeNumbers } from "./read-address.ts";

/** One household: all numbers, and all words in any order. The only address key that may deny. */
export function exactKey(reading: AddressReading): string {
  const { country, code, town, parts, unread } = reading;
  const words = parts.flatMap((part) => (part.role === "name" ? [part.text] : []));
  const bag = [...new Set(words)].sort().join(" ");
  return [country, code, doorNumbers(reading), placeNumbers(reading), bag, town, unread].join("|");
}
