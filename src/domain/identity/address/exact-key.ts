import type { AddressReading } from "./address-reading.ts";
import { doorOf } from "./door.ts";
import { readRecipientName } from "./recipient-name.ts";

/**
 * One household: all numbers, each by what it counts, and all names, each with its words in their order. The only address key that
 * may deny, so where the numbers lead to no door of one home, the recipient's name goes along, or a village, a hostel or a
 * house whose flats have no numbers would be one household.
 * @param recipient the name on the address, if any
 * @returns undefined where nothing tells the household apart: no door, and no name
 */
export function exactKey(reading: AddressReading, recipient: string | undefined): string | undefined {
  const { country, code, town, phrases, postNumber, unread } = reading;
  const numbers = [reading.numbers.door, reading.numbers.floors, reading.numbers.areas];
  const fields = [country, code, ...numbers, phrases.join(","), town, landmarkNumbers(reading), unread];
  const door = doorOf(reading);
  if (door === "own" || unread !== "") return fields.join("|");
  const name = postNumber || lockerName(reading, recipient) || readRecipientName(recipient ?? "").key;
  const saysAnything = phrases.length > 0 || numbers.some((text) => text !== "");
  if (name === undefined) return door === "shared" ? fields.join("|") : undefined;
  return saysAnything ? [...fields, name].join("|") : undefined;
}

/** The numbers of landmarks: two pillars, or two gates of one wall, are two places. */
export function landmarkNumbers({ landmarks }: AddressReading): string {
  return landmarks.flatMap((item) => (item.type === "number" ? [item.text] : [])).join("_");
}

const POST_NUMBER = /(?<!\d)\d{6,10}(?!\d)/;

/** Whoever has parcels sent to a locker is known there by a number, which many write beside their name. */
function lockerName({ parts }: AddressReading, recipient: string | undefined): string | undefined {
  if (!parts.some(({ role }) => role === "locker")) return undefined;
  return POST_NUMBER.exec(recipient ?? "")?.[0];
}
