import { PRIVATE_TOKEN_SIGNAL } from "../../signals/request/visit.ts";
import { isVisitOf, type VisitTokenClaims } from "../../tokens/visit-token.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRecord } from "../record.ts";
import type { AttemptCommand, ScoredSignals } from "./attempt-command.ts";

/** How a checkout is seen: with its visit where that counts, and without. */
export type UsedVisit = {
  readonly visit: VisitTokenClaims | undefined;
  readonly scored: ScoredSignals;
};

/**
 * The visit of a checkout, where it counts. It does once, and a retry for the account and the device of the first try alone: any
 * other use makes the checkout one without a visit, and says so. Each attempt spends it, also one that is counted alone.
 */
export function useVisit(context: SaleContext, sale: SaleRecord, command: AttemptCommand): UsedVisit {
  const { store, nowMs } = context;
  const { withVisit, withoutVisit, keys } = command;
  if (withVisit === undefined) return { visit: undefined, scored: withoutVisit };
  const { visit, scored } = withVisit;
  if (!isVisitOf(visit, keys)) return { visit: undefined, scored: withSignal(withoutVisit, "visit.state", "invalid") };
  if (store.isVisitSpent(visit.jti)) {
    return { visit: undefined, scored: withSignal(withoutVisit, "visit.state", "replayed") };
  }
  const { opensAtMs } = sale.definition;
  if (isTokenUsed(store, visit)) {
    const { privateToken: _used, ...rest } = visit;
    const { [PRIVATE_TOKEN_SIGNAL]: _taken, ...signals } = scored.signals;
    return useVisit(context, sale, { ...command, withVisit: { visit: rest, scored: { ...scored, signals } } });
  }
  // Who waits for the opening has not read for longer: before it there was nothing to buy.
  const counted =
    visit.start < opensAtMs ? withSignal(scored, "visit.elapsed_ms", Math.max(0, nowMs - opensAtMs)) : scored;
  return { visit, scored: counted };
}

/** By another visit: of a chain of retries the first one has used it. */
function isTokenUsed(store: SaleContext["store"], { privateToken, retries }: VisitTokenClaims): boolean {
  return privateToken !== undefined && retries === 0 && store.isVisitSpent(privateToken);
}

function withSignal(scored: ScoredSignals, name: string, value: string | number): ScoredSignals {
  return { ...scored, signals: { ...scored.signals, [name]: value } };
}
