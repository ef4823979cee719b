import type { PostalAddress } from "../../checkout.ts";
import { exactKey } from "./exact-key.ts";
import { softKeys } from "./near-keys.ts";
import { readAddress } from "./read-address.ts";

/** What an address is compared by when an order goes where its checkout said: the household, and near keys, which hold every number. */
export type DoorKeys = { readonly household: string | undefined; readonly near: readonly string[] };

/** How the address of an order is the one of its checkout: in another spelling of the household, nearly, or not said at all. */
export const ADDRESS_MATCHES = ["exact", "near", "absent"] as const;
export type AddressMatch = (typeof ADDRESS_MATCHES)[number];

/** The keys by which an order's address asks for the hold's; a pseudonym of each is what leaves the Worker. */
export function doorKeys(address: PostalAddress): DoorKeys {
  const reading = readAddress(address);
  const { near, sameDoor } = softKeys(reading);
  return { household: exactKey(reading, address.name), near: [...near, ...sameDoor] };
}

/**
 * Whether two addresses lead to one door. A shop tidies what its buyer typed (a typing error, a missing code, a landmark), and after the
 * buyer has paid that must not cost the order; so a near key is enough, in which every number of the door is the same.
 * @param held near keys as the checkout keeps them
 * @param sent those that the order's address asks for
 * @returns undefined where they are two doors
 */
export function compareDoors(held: DoorKeys, sent: DoorKeys): "exact" | "near" | undefined {
  if (held.household !== undefined && held.household === sent.household) return "exact";
  return sent.near.some((key) => held.near.includes(key)) ? "near" : undefined;
}
