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
  /** Pseudonym of an account, as decisions name it. */
  readonly account?: string | undefined;
  /** Local times in UTC as a field of a form writes them, such as `2026-11-30T10:00`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
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
  /** Whoever looks may look checkouts up by what a person names. */
  readonly mayFind: boolean;
  /** Time that the list is behind the sale. */
  readonly lagMs?: number | undefined;
};

/** The address of a list with this filter, from its cursor on. */
export function decisionsHref(filter: DecisionFilter, after?: string): string {
  const query = new URLSearchParams();
  if (filter.saleId) query.set("sale", filter.saleId);
  if (filter.verdict) query.set("verdict", filter.verdict);
  if (filter.reason) query.set("reason", filter.reason);
  if (filter.account) query.set("account", filter.account);
  if (filter.from) query.set("from", filter.from);
  if (filter.to) query.set("to", filter.to);
  if (after) query.set("after", after);
  return query.size === 0 ? "/console/decisions" : `/console/decisions?${query}`;
}
