import type { LedgerView } from "../../domain/sale/read-sale.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import type { SeriesPoint } from "../charts/stacked-area.ts";
import { durationWords } from "../words/duration.ts";
import type { DecisionRow } from "./decision-list.ts";
import type { PressureWords } from "./pressure.ts";

export type ReasonCount = { readonly code: string; readonly title: string; readonly count: number };

/** What `GET /console/sales/{saleId}/live.json` answers; the page asks for it every second. */
export type LiveSale = {
  readonly ledger: LedgerView;
  readonly pressure: PressureWords;
  readonly phase: SalePhase;
  readonly series: readonly SeriesPoint[];
  /** Where the chart of attempts ends: now, or the last attempt of a sale that is over. */
  readonly seriesUntilMs: number;
  readonly reasons: readonly ReasonCount[];
  readonly serverTimeMs: number;
};

export type SalePageView = {
  readonly saleId: string;
  readonly title: string;
  readonly isTest: boolean;
  readonly isDrawn: boolean;
  /** The campaign that it names; its shop may not have made it. */
  readonly campaignId?: string | undefined;
  /** Who registers has to be invited. */
  readonly isByInvite: boolean;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** What buyers are told of a pause. */
  readonly pauseReason?: string | undefined;
  /** When terms were loosened while the sale was open. */
  readonly loosened: readonly { readonly atMs: number; readonly terms: readonly string[] }[];
  readonly live: LiveSale;
  readonly recent: readonly DecisionRow[];
  /** Whether this person may pause, resume and hold the pressure; without it the controls are not shown. */
  readonly mayManage: boolean;
  /** What could not be read, in a sentence; everything that is shown is still true. */
  readonly missing?: string | undefined;
};

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** What the chart of attempts covers, in words. */
export function windowWords(series: readonly SeriesPoint[], phase: SalePhase): string {
  const [first, second] = series;
  if (first === undefined) return "";
  const stepMs = second === undefined ? SECOND_MS : second.atMs - first.atMs;
  const step = stepMs < MINUTE_MS ? `, in steps of ${stepMs / SECOND_MS} s` : `, in steps of ${durationWords(stepMs)}`;
  return `The last ten minutes that had attempts${phase === "closed" ? "" : ", up to now"}${step}`;
}

/** What staff read for a phase. */
export const PHASE_WORDS: { readonly [phase in SalePhase]: string } = {
  scheduled: "Scheduled",
  open: "Open",
  paused: "Paused",
  sold_out: "Sold out",
  closed: "Closed",
};
