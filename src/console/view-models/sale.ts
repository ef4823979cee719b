import type { LedgerView } from "../../domain/sale/read-sale.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import type { SeriesPoint } from "../charts/stacked-area.ts";
import type { DecisionRow } from "./decision-list.ts";

export type ReasonCount = { readonly code: string; readonly count: number };

/** What `GET /console/sales/{saleId}/live.json` answers; the page asks for it every second. */
export type LiveSale = {
  readonly ledger: LedgerView;
  readonly series: readonly SeriesPoint[];
  readonly reasons: readonly ReasonCount[];
  readonly serverTimeMs: number;
};

export type SalePageView = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: SalePhase;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** When terms were loosened while the sale was open. */
  readonly loosened: readonly { readonly atMs: number; readonly terms: readonly string[] }[];
  readonly live: LiveSale;
  readonly recent: readonly DecisionRow[];
  /** Whether this person may pause and resume; without it the controls are not shown. */
  readonly mayPause: boolean;
  /** What could not be read, in a sentence; everything that is shown is still true. */
  readonly missing?: string | undefined;
};

/** What staff read for a phase. */
export const PHASE_WORDS: { readonly [phase in SalePhase]: string } = {
  scheduled: "Scheduled",
  open: "Open",
  paused: "Paused",
  sold_out: "Sold out",
  closed: "Closed",
};
