import { isVisitOf, type VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRecord } from "../record.ts";
import type { AttemptCommand, Reading } from "./attempt.ts";

/** How a checkout is seen: with its visit where that counts, and without. */
export type UsedVisit = {
  readonly claims: VisitTokenClaims | undefined;
  readonly reading: Reading;
};

/**
 * Spends the visit of a checkout. A visit counts once, and a retry for the account and the device of the first try alone: any
 * other use makes the checkout one without a visit, and says so.
 */
export function useVisit({ store, nowMs }: SaleContext, sale: SaleRecord, command: AttemptCommand): UsedVisit {
  const { live, absent, keys } = command;
  if (live === undefined) return { claims: undefined, reading: absent };
  const { visit, reading } = live;
  if (!isVisitOf(visit, keys)) return { claims: undefined, reading: withSignal(absent, "visit.state", "invalid") };
  if (store.isVisitSpent(visit.jti)) {
    return { claims: undefined, reading: withSignal(absent, "visit.state", "replayed") };
  }
  store.spendVisit(visit.jti, visit.exp * 1000);
  const { opensAtMs } = sale.definition;
  // Who waits for the opening has not read for longer: before it there was nothing to buy.
  const counted =
    visit.start < opensAtMs ? withSignal(reading, "visit.elapsed_ms", Math.max(0, nowMs - opensAtMs)) : reading;
  return { claims: visit, reading: counted };
}

function withSignal(reading: Reading, name: string, value: string | number): Reading {
  return { ...reading, signals: { ...reading.signals, [name]: value } };
}
