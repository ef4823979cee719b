import type { Ladder } from "../../pressure/ladder.ts";
import { climb, fallen, levelInForce, type PressureState } from "../../pressure/pressure-state.ts";
import { type CountedAttempt, countAttempt, measure } from "../../pressure/window.ts";
import { deriveSignals } from "../../signals/catalogue.ts";
import { PRESSURE_MEASURES } from "../../signals/pressure-measures.ts";
import type { PressureFacts, Signals } from "../../signals/signal.ts";
import type { SaleContext } from "../context.ts";

/** The pressure of a sale before an attempt is counted. */
export type SalePressure = { readonly state: PressureState; readonly facts: PressureFacts };

/** From so many accounts on a block of addresses is a crowd. */
const CROWD_ACCOUNTS_MIN = 20;

/**
 * Measures the sale, and moves it on the policy's ladder.
 * @param ladder of the policy that decides; without one the sale stays where it is, and falls
 */
export function readPressure(
  { store, nowMs }: SaleContext,
  ladder: Ladder | undefined,
  freeUnits: number,
): SalePressure {
  const before = store.readPressure();
  const measured = deriveSignals(PRESSURE_MEASURES, measure(before.window, freeUnits, nowMs));
  const state =
    ladder === undefined
      ? fallen(before, nowMs)
      : climb(before, { level: ladder.levelOf(measured), cause: measured }, nowMs, ladder.calmAfterMs);
  return { state, facts: { level: levelInForce(state), pinned: state.pinned !== undefined, measured } };
}

/** Counts an attempt; one that settles what it was asked for is the same attempt again. */
export function recordPressure(
  { store, nowMs }: SaleContext,
  { state }: SalePressure,
  attempt: CountedAttempt | undefined,
): void {
  const window = attempt === undefined ? state.window : countAttempt(state.window, attempt, nowMs);
  store.writePressure({ ...state, window });
}

/** What an attempt is counted as. */
export function countedAs(seen: {
  readonly byBrowser: boolean;
  readonly cohorts: readonly { readonly kind: string }[];
  readonly past: Signals | undefined;
  readonly neighbours: number | undefined;
  readonly attemptsBefore: number;
}): CountedAttempt {
  return {
    byBrowser: seen.byBrowser,
    isNew: Number(seen.past?.["standing.points"] ?? 0) === 0,
    isSilent: seen.cohorts.some(({ kind }) => kind === "direct" || kind === "silent"),
    isCrowded: (seen.neighbours ?? 0) >= CROWD_ACCOUNTS_MIN,
    isRepeat: seen.attemptsBefore > 0,
  };
}
