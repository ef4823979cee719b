import type { AddressReading } from "./address-reading.ts";

/**
 * One building, for a soft link: the house number and the name of the street. Whatever a scalper puts before the house
 * number, and any unit, is not in it.
 * @returns undefined where the address says nothing that could be read
 */
export function buildingKey(reading: AddressReading): string | undefined {
  const { country, place, street, unread } = reading;
  const name = [...new Set(street.name)].sort().join(" ");
  const house = houseNumber(reading);
  const { areas } = reading.numbers;
  if (name === "" && house === "" && areas === "" && unread === "") return undefined;
  return [country, place, house, areas, street.grid, name, unread].join("|");
}

/** With no flat, a block's letter belongs to the house: "C-12" and "12, C Block". In a chain of numbers the first is the house. */
function houseNumber({ parts, habits, street }: AddressReading): string {
  if (habits.country.numberChain) return parts.find(({ role }) => role === "house")?.text ?? "";
  const [block, ...others] = parts.filter(({ role }) => role === "block" || role === "unit");
  const isLetter = block?.role === "block" && others.length === 0 && /^[a-z]$/.test(block.text);
  return isLetter && street.house !== "" ? `${block.text}${street.house}` : street.house;
}
