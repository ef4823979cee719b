import type { IdentityKind } from "../identity/identity.ts";
import { LIMITS, type Limit } from "../terms/limits.ts";

/** Units that were bought in earlier sales of a campaign by accounts that a key leads to. */
export type EarlierUnits = {
  readonly units: number;
  /** Those of the asking account. */
  readonly own: number;
};

/** What counts against a checkout from earlier sales of its campaign; nothing where the campaign does not count them. */
export type EarlierPurchases = {
  readonly campaignId: string;
  /** By the kinds that have a limit; a kind that leads to no purchase is absent. */
  readonly byKind: { readonly [kind in Limit["kind"]]?: EarlierUnits | undefined };
};

/** One row of what was read: a kind of key and the units that it leads to. */
export type EarlierRow = EarlierUnits & { readonly kind: string };

/** Only kinds that have a limit count. */
export function earlierPurchases(campaignId: string, rows: readonly EarlierRow[]): EarlierPurchases {
  const byKind: { [kind in Limit["kind"]]?: EarlierUnits } = {};
  for (const { kind } of LIMITS) {
    const row = rows.find((each) => each.kind === kind);
    if (row !== undefined) byKind[kind] = { units: row.units, own: row.own };
  }
  return { campaignId, byKind };
}

/**
 * Earlier units that count against a checkout under a kind of key. Whoever shows that the key is theirs is met by what their own
 * account bought: of another account nothing says any more whether it showed the key or merely named it.
 */
export function earlierAgainst(earlier: EarlierPurchases | undefined, kind: IdentityKind, isShown: boolean): number {
  const limit = LIMITS.find((each) => each.kind === kind);
  const found = limit === undefined ? undefined : earlier?.byKind[limit.kind];
  if (found === undefined) return 0;
  return isShown ? found.own : found.units;
}
