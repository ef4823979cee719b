import type { EntryStatus } from "../draw/seal.ts";
import { localTimeOf } from "../terms/local-time.ts";

/** What counts for the weight of an account in the next draw of a campaign, with the draw that it comes from. */
export type WeightFact = {
  /** `lost`: a fair loss. `called`: it could buy. `heard`: an appeal about the sale was upheld. */
  readonly kind: "lost" | "called" | "heard";
  /** Of the draw, by the clocks of its sale, as `weekOf` counts them. */
  readonly week: number;
  /** When the draw was; of an appeal when it was decided. */
  readonly drawnAtMs: number;
};

/** One entry of a draw that is over. */
export type DrawnEntry = {
  readonly status: EntryStatus;
  readonly isCalled: boolean;
  readonly weight: number;
};

const DAY_MS = 24 * 3_600_000;
/** 1970 began on a Thursday, and weeks begin on Mondays. */
const DAYS_BEFORE_1970 = 3;
/** Leading digits of a cutoff that a number holds exactly. */
const CUTOFF_DIGITS = 13;
const FAIR_CHANCE = 0.5;

/**
 * Tickets of an account in its next draw: one, and one more for each week in which it lost fairly since it was last called, and for
 * each appeal that was upheld since then; at most so many. In whichever order facts are written down, the weight is the same.
 */
export function weightOf(facts: readonly WeightFact[], weightMax: number): number {
  const calledAtMs = Math.max(0, ...facts.filter(({ kind }) => kind === "called").map(({ drawnAtMs }) => drawnAtMs));
  const since = facts.filter(({ kind, drawnAtMs }) => kind !== "called" && drawnAtMs > calledAtMs);
  const weeks = new Set(since.map(({ kind, week }) => `${kind} ${week}`));
  return Math.min(weightMax, 1 + weeks.size);
}

/**
 * What a draw that is over adds for one of its entries; undefined where it adds nothing. Who was excluded neither wins nor loses by
 * it. Who shared the chances of a household had them, so that a farm of accounts earns what one household earns.
 * @param cutoff key of the last entry that was called, in hexadecimal
 */
export function factKindOf({ status, isCalled, weight }: DrawnEntry, cutoff: string): "lost" | "called" | undefined {
  if (status !== "eligible") return undefined;
  if (isCalled) return "called";
  return chanceOf(weight, cutoff) < FAIR_CHANCE ? "lost" : undefined;
}

/** The chance that one of so many tickets is above the line: everybody can compute it from the statements of the draw. */
export function chanceOf(weight: number, cutoff: string): number {
  const share = Number.parseInt(cutoff.slice(0, CUTOFF_DIGITS), 16) / 16 ** CUTOFF_DIGITS;
  let misses = 1;
  for (let ticket = 0; ticket < weight; ticket += 1) misses *= 1 - share;
  return 1 - misses;
}

/** The number of the week of a moment, from Monday to Sunday by the clocks of a zone: two draws in it count once. */
export function weekOf(atMs: number, zone: string | undefined): number {
  const { year, month, day } = localTimeOf(atMs, zone ?? "UTC");
  return Math.floor((Date.UTC(year, month - 1, day) / DAY_MS + DAYS_BEFORE_1970) / 7);
}
