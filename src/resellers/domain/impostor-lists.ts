import { dayOf } from "../../domain/day.ts";
import { IMPOSTOR_LISTING_DAYS } from "../../domain/limits.ts";
import type { ListFile } from "../../domain/rules/list-file.ts";
import type { SellerKind } from "./case/seller-identity.ts";

/** A key of the seller of a confirmed case, at one shop. */
export type ImpostorKey = {
  readonly kind: SellerKind;
  readonly pseudonym: string;
  readonly caseId: string;
  readonly confirmedAtMs: number;
};

/** The list of each kind, by the name under which rules look it up. */
export const IMPOSTOR_LISTS: { readonly [kind in SellerKind]: string } = {
  phone: "impostor_phones",
  address: "impostor_addresses",
  payment: "impostor_payments",
};

const DAY_MS = 24 * 3_600_000;

/**
 * The entries that a list has while these cases are confirmed: pseudonyms, each with its case and the day from which it
 * counts no more. What a person added to the list by hand is not in here.
 */
export function impostorEntries(keys: readonly ImpostorKey[]): ListFile["entries"] {
  const byPseudonym = new Map(
    keys
      .toSorted((a, b) => a.confirmedAtMs - b.confirmedAtMs || (a.caseId < b.caseId ? -1 : 1))
      .map((key) => [key.pseudonym, key]),
  );
  return [...byPseudonym.values()].map(({ pseudonym, caseId, confirmedAtMs }) => ({
    key: pseudonym,
    provenance: provenanceOf(caseId),
    added: dayOf(confirmedAtMs),
    expires: dayOf(confirmedAtMs + IMPOSTOR_LISTING_DAYS * DAY_MS),
  }));
}

/** The list with the entries of these cases in place of those of any case; the newest stay where it is full. */
export function withImpostors(list: ListFile, keys: readonly ImpostorKey[]): ListFile {
  const byHand = list.entries.filter(({ provenance }) => !provenance.startsWith(PROVENANCE));
  const room = Math.max(0, list.max - byHand.length);
  const found = impostorEntries(keys);
  return { ...list, entries: [...byHand, ...found.slice(Math.max(0, found.length - room))] };
}

const PROVENANCE = "Confirmed impostor ";

function provenanceOf(caseId: string): string {
  return `${PROVENANCE}${caseId}`;
}
