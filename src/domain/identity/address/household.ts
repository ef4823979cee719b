import type { PostalAddress } from "../../checkout.ts";
import type { AddressPart, DoorRole } from "./address-part.ts";
import type { AddressReading } from "./address-reading.ts";
import { buildingKey } from "./building-key.ts";
import { type DoorPart, doorOf } from "./door.ts";
import { exactKey } from "./exact-key.ts";
import { softKeys } from "./near-keys.ts";
import { otherReadings } from "./other-readings.ts";
import { readAddress } from "./read-address.ts";
import { type NameStep, readRecipientName } from "./recipient-name.ts";

export type HouseholdKeys = {
  /** One household, however it is spelled: the key of household limits. Absent where nothing tells it from its neighbours. */
  readonly exact: string | undefined;
  /** One building: a weight, never a reason to refuse. Absent where the address cannot be read. */
  readonly building: string | undefined;
  /** Up to `NEAR_KEYS_MAX`; addresses that share any are one typo apart. At most a reason to look again. */
  readonly near: readonly string[];
  /** Near keys of this address with its numbers or its code left out: to ask for, never to keep, so that they join no two full addresses. */
  readonly nearAsked: readonly string[];
  /** The near keys by which others ask for this one that leave the postal code out, or give one house of its range: to keep, never to ask for. */
  readonly nearFoundBy: readonly string[];
};

export function householdKeys(reading: AddressReading, recipient: string | undefined): HouseholdKeys {
  const { near, asked, foundBy } = softKeys(reading);
  return {
    exact: exactKey(reading, recipient),
    building: buildingKey(reading),
    near,
    nearAsked: asked,
    nearFoundBy: foundBy,
  };
}

/** One thing that was found in an address or done to it, in the order in which it was done. */
export type HouseholdStep = {
  readonly step:
    | "letters-folded"
    | "abbreviation-spelled-out"
    | "town-dropped"
    | "note-dropped"
    | "landmark-dropped"
    | "postal-code"
    | "postal-code-unlike-its-country"
    | "town"
    | "name"
    | "street"
    | "building"
    | "area"
    | DoorRole
    | "number-of-no-door"
    | "flat-by-its-place"
    | "may-also-be"
    | "name-goes-along"
    | NameStep["step"]
    | "end-left-unread";
  readonly from: string;
  readonly to: string;
};

/**
 * Why an address has the household keys that it has, for staff who ask why two addresses meet.
 * @returns the keys that `identify` would claim and the steps that led to them
 */
export function explainHousehold(address: PostalAddress): { keys: HouseholdKeys; steps: readonly HouseholdStep[] } {
  const reading = readAddress(address);
  return { keys: householdKeys(reading, address.name), steps: [...stepsOf(address, reading)] };
}

function* stepsOf(address: PostalAddress, reading: AddressReading): Generator<HouseholdStep> {
  const { folded, items, endings, notes, landmarks, parts, unread } = reading;
  const written = address.lines.join(",");
  if (folded !== written) yield { step: "letters-folded", from: written, to: folded };
  for (const item of items) {
    if (item.type === "word" && item.text !== item.full) {
      yield { step: "abbreviation-spelled-out", from: item.text, to: item.full };
    }
  }
  if (endings.length > 0) yield { step: "town-dropped", from: textOf(endings), to: "" };
  if (notes.length > 0) yield { step: "note-dropped", from: textOf(notes), to: "" };
  if (landmarks.length > 0) yield { step: "landmark-dropped", from: textOf(landmarks), to: "" };
  yield* placeSteps(address, reading);
  for (const part of parts) {
    if (part.role === "area") yield { step: "area", from: part.text, to: `${part.of} ${part.text}` };
    else if (part.role !== "name") yield { step: doorStep(part), from: part.text, to: part.text };
  }
  for (const other of otherReadings(reading)) {
    yield { step: "may-also-be", from: reading.numbers.door, to: other.parts.flatMap(doorWords).join(", ") };
  }
  yield* nameSteps(reading);
  if (doorOf(reading) !== "own") {
    const { key, steps } = readRecipientName(address.name ?? "");
    yield* steps;
    yield { step: "name-goes-along", from: address.name ?? "", to: key ?? "" };
  }
  if (unread !== "") yield { step: "end-left-unread", from: unread, to: unread };
}

/** Whether the words around a number say what it is, or its place alone, or nothing. */
function doorStep(part: DoorPart): HouseholdStep["step"] {
  if (part.loose !== undefined) return "number-of-no-door";
  return part.bare === true ? "flat-by-its-place" : part.role;
}

function doorWords(part: AddressPart): string[] {
  return part.role === "name" || part.role === "area" ? [] : [`${part.role} ${part.text}`];
}

function* placeSteps(address: PostalAddress, { code, codeFits, town }: AddressReading): Generator<HouseholdStep> {
  const given = address.postalCode ?? "";
  if (codeFits === false) yield { step: "postal-code-unlike-its-country", from: given, to: code };
  else if (code !== "") yield { step: "postal-code", from: given, to: code };
  if (town !== "") yield { step: "town", from: address.city ?? "", to: town };
}

function* nameSteps({ phrases, street }: AddressReading): Generator<HouseholdStep> {
  for (const phrase of phrases) yield { step: "name", from: phrase, to: phrase };
  if (street.name.length > 0) yield { step: "street", from: street.house, to: street.name.join(" ") };
  if (street.building.length > 0) yield { step: "building", from: "", to: street.building.join(" ") };
}

function textOf(items: readonly (AddressPart | { readonly text: string })[]): string {
  return items.map(({ text }) => text).join(" ");
}
