import type { PostalAddress } from "../checkout.ts";
import type { AddressPart } from "./address-parts.ts";
import { buildingKey } from "./building-key.ts";
import { exactKey } from "./exact-key.ts";
import { nearKeys, unnumberedKeys } from "./near-keys.ts";
import { type AddressReading, readAddress } from "./read-address.ts";
import { type NameStep, readRecipientName } from "./recipient-name.ts";

export type HouseholdKeys = {
  /** One household, however it is spelled: the key of household limits. Absent where nothing tells it from its neighbours. */
  readonly exact: string | undefined;
  /** One building: a weight, never a reason to refuse. Absent where the address cannot be read. */
  readonly building: string | undefined;
  /** Up to `NEAR_KEYS_MAX`; addresses that share any are one typo apart. At most a reason to look again. */
  readonly near: readonly string[];
  /** Near keys of this address with its numbers left out: to ask for, never to keep, so that they join no two full addresses. */
  readonly nearAsked: readonly string[];
};

export function householdKeys(reading: AddressReading, recipient: string | undefined): HouseholdKeys {
  return {
    exact: exactKey(reading, recipient),
    building: buildingKey(reading),
    near: nearKeys(reading),
    nearAsked: unnumberedKeys(reading),
  };
}

/** One thing that was done to an address, in the order in which it was done. */
export type HouseholdStep = {
  readonly step:
    | "letters-folded"
    | "abbreviation-spelled-out"
    | "town-dropped"
    | "landmark-dropped"
    | "number-read"
    | "street-found"
    | "building-found"
    | "asked-without-numbers"
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
  const keys = householdKeys(reading, address.name);
  return { keys, steps: [...stepsOf(address, reading, keys)] };
}

function* stepsOf(
  address: PostalAddress,
  reading: AddressReading,
  { nearAsked }: HouseholdKeys,
): Generator<HouseholdStep> {
  const { folded, items, endings, landmarks, parts, street, unread } = reading;
  const written = address.lines.join(",");
  if (folded !== written) yield { step: "letters-folded", from: written, to: folded };
  for (const item of items) {
    if (item.type === "word" && item.text !== item.full) {
      yield { step: "abbreviation-spelled-out", from: item.text, to: item.full };
    }
  }
  if (endings.length > 0) yield { step: "town-dropped", from: textOf(endings), to: "" };
  if (landmarks.length > 0) yield { step: "landmark-dropped", from: textOf(landmarks), to: "" };
  for (const part of parts) {
    if (part.role === "name") continue;
    const what = part.role === "area" ? part.of : part.role;
    yield { step: "number-read", from: part.text, to: `${what} ${part.text}` };
  }
  yield { step: "street-found", from: folded, to: [street.house, ...street.name].join(" ").trim() };
  if (street.building.length > 0) yield { step: "building-found", from: folded, to: street.building.join(" ") };
  if (nearAsked.length > 0) yield { step: "asked-without-numbers", from: folded, to: textOf(parts.filter(isName)) };
  if (parts.every(isName)) yield* readRecipientName(address.name ?? "").steps;
  if (unread !== "") yield { step: "end-left-unread", from: unread, to: unread };
}

function isName({ role }: AddressPart): boolean {
  return role === "name";
}

function textOf(items: readonly { readonly text: string }[]): string {
  return items.map(({ text }) => text).join(" ");
}
