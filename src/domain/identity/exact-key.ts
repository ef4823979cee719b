import { type AddressReading, areaNumbers, doorNumbers, floorNumbers } from "./read-address.ts";
import { readRecipientName } from "./recipient-name.ts";

/**
 * One household: all numbers, and all words in any order. The only address key that may deny, so where an address has no
 * number at all (a hamlet, a farm) the recipient's name goes with the words, or a village would be one household.
 * @param recipient the name on the address, if any
 * @returns undefined where nothing tells the household apart: no number, and no name
 */
export function exactKey(reading: AddressReading, recipient: string | undefined): string | undefined {
  const { country, code, town, parts, unread } = reading;
  const words = parts.flatMap((part) => (part.role === "name" ? [part.text] : []));
  const numbers = [doorNumbers(reading), floorNumbers(reading), areaNumbers(reading)];
  const fields = [country, code, ...numbers, bag(words), town, unread];
  if (numbers.some((text) => text !== "") || unread !== "") return fields.join("|");
  const { key: name } = readRecipientName(recipient ?? "");
  return name === undefined || words.length === 0 ? undefined : [...fields, name].join("|");
}

function bag(words: readonly string[]): string {
  return [...new Set(words)]
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}
