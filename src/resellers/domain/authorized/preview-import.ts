import { PARTNER_COLUMNS, type PartnerColumn } from "./import-problem.ts";
import type { Partner } from "./partner.ts";

/** What an import would do to the registry; partners are matched by id. */
export type ImportPreview = {
  readonly added: readonly Partner[];
  readonly removed: readonly Partner[];
  readonly changed: readonly {
    readonly before: Partner;
    readonly after: Partner;
    readonly columns: readonly (PartnerColumn | "places")[];
  }[];
  readonly unchangedCount: number;
  /** Addresses that nobody in the new registry answers for: whoever sells there will meet the detectors. */
  readonly lostAddresses: readonly string[];
};

export function previewImport(before: readonly Partner[], after: readonly Partner[]): ImportPreview {
  const earlier = new Map(before.map((partner) => [partner.id, partner]));
  const later = new Map(after.map((partner) => [partner.id, partner]));
  const changed = after.flatMap((partner) => {
    const old = earlier.get(partner.id);
    if (!old) return [];
    const columns = [...PARTNER_COLUMNS, "places" as const].filter(
      (column) => textOf(old, column) !== textOf(partner, column),
    );
    return columns.length > 0 ? [{ before: old, after: partner, columns }] : [];
  });
  const added = after.filter(({ id }) => !earlier.has(id));
  const kept = new Set(after.flatMap(addressesOf));
  return {
    added,
    removed: before.filter(({ id }) => !later.has(id)),
    changed,
    unchangedCount: after.length - added.length - changed.length,
    lostAddresses: [...new Set(before.flatMap(addressesOf))].filter((address) => !kept.has(address)).sort(),
  };
}

function textOf(partner: Partner, column: PartnerColumn | "places"): string {
  return JSON.stringify(partner[column] ?? null);
}

function addressesOf(partner: Partner): readonly string[] {
  return [...partner.hosts, ...partner.urlPrefixes];
}
