import { type AddressReading, placeNumbers } from "./read-address.ts";

/**
 * One building, for a soft link: the house number and the name of the street. Whatever a scalper puts before the house
 * number, and any unit, is not in it.
 */
export function buildingKey(reading: AddressReading): string {
  const { house, name } = reading.street;
  const street = [...new Set(name)].sort().join(" ");
  return [reading.country, reading.code || reading.town, house, placeNumbers(reading), street, reading.unread].join(
    "|",
  );
}
