import type { Verdict } from "../../domain/decision/decision.ts";

export type DecisionRow = {
  readonly decisionId: string;
  readonly atMs: number;
  readonly verdict: Verdict;
  readonly reasonCodes: readonly string[];
  readonly channel: string;
  readonly quantity: number;
  readonly allocation: string;
};

/** A filter as it stands in the URL, so that a view can be shared. */
export type DecisionFilter = {
  readonly saleId?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly reason?: string | undefined;
};

export type DecisionListView = {
  readonly filter: DecisionFilter;
  readonly rows: readonly DecisionRow[];
  /** Sales and reason codes that can be chosen. */
  readonly sales: readonly { readonly saleId: string; readonly title: string }[];
  readonly reasonCodes: readonly string[];
  /** Cursor of the next page, where there is one. */
  readonly after?: string | undefined;
  /** This page is not the first. */
  readonly paged: boolean;
  /** Time that the list is behind the sale. */
  readonly lagMs?: number | undefined;
};

/** The address of a list with this filter, from its cursor on. */
export function decisionsHref(filter: DecisionFilter, after?: string): string {
  const query = new URLSearchParams();
  if (filter.saleId) query.set("sale", filter.saleId);
  if (filter.verdict) query.set("verdict", filter.verdict);
  if (filter.reason) query.set("reason", filter.reason);
  if (after) query.set("after", after);
  return query.size === 0 ? "/console/decisions" : `/console/decisions?${query}`;
}
