import { type AddressMatch, compareDoors, type DoorKeys } from "../../identity/address/same-door.ts";
import type { Hold } from "../../stock/stock.ts";
import { link } from "../history/links.ts";

const NEAR = link("near", "");

/** What the hold was claimed under, against the address of the order. */
export function matchOf({ household, links }: Hold, sent: DoorKeys | undefined): AddressMatch | "changed" {
  if (sent === undefined) return "absent";
  const near = links.filter((each) => each.startsWith(NEAR));
  // A Worker of the release before sends no near keys.
  const sentNear = (sent.near ?? []).map((pseudonym) => link("near", pseudonym));
  return compareDoors({ household, near }, { household: sent.household, near: sentNear }) ?? "changed";
}
