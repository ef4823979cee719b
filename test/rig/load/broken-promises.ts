import type { FlashSale, Load, Observed } from "./flash-sale.ts";
import type { RecordedOrder } from "./recorded-order.ts";

/** A promise of the service, and how often it was broken. */
export type Promised = { readonly promise: string; readonly broken: number };

/**
 * Holds a flash sale of single units against what the service promises.
 * @param recorded what the sale's own records say
 */
export function checkPromises(load: Load, sale: FlashSale, recorded: RecordedOrder): Promised[] {
  const { observed, polls, redeemed, closing } = sale;
  const held = observed.filter(({ answer }) => answer.allocation.status === "held");
  const allowed = observed.filter(({ answer }) => answer.verdict === "allow");
  const sellable = Math.min(load.units, allowed.length);
  const holdIds = new Set(
    observed.flatMap(({ answer: { allocation } }) => (allocation.status === "held" ? [allocation.holdId] : [])),
  );
  return [
    { promise: "every checkout got a decision", broken: load.checkouts - observed.length },
    { promise: "units held exactly once each", broken: Math.abs(sellable - held.length) + held.length - holdIds.size },
    { promise: "nobody held after somebody heard sold out", broken: heldAfterSoldOut(observed) },
    {
      promise: "free + held + sold + withdrawn = received",
      broken: polls.filter((ledger) => !conserves(ledger)).length,
    },
    { promise: "each token redeemed", broken: redeemed.filter(({ first }) => first.status !== 200).length },
    { promise: "no token redeemed twice", broken: redeemed.filter(({ second }) => !isSpent(second)).length },
    { promise: "ledger closes with all of it sold", broken: Math.abs(closing.sold - sellable) + closing.held },
    {
      promise: "records: as many attempts as checkouts",
      broken: Math.abs(recorded.attempts - load.checkouts - sale.asked),
    },
    { promise: "records: never more units held than there were", broken: recorded.oversold },
    { promise: "records: no sold out while a unit was free", broken: recorded.soldOutTooEarly },
  ];
}

/** Checkouts that were sent after a sold-out answer had arrived, and were held: that answer was not true. */
function heldAfterSoldOut(observed: readonly Observed[]): number {
  const soldOutAtMs = observed.reduce(
    (earliest, { answer, answeredAtMs }) =>
      answer.allocation.status === "sold_out" ? Math.min(earliest, answeredAtMs) : earliest,
    Number.POSITIVE_INFINITY,
  );
  return observed.filter(({ answer, sentAtMs }) => answer.allocation.status === "held" && sentAtMs > soldOutAtMs)
    .length;
}

function conserves({ received, free, held, sold, withdrawn }: FlashSale["closing"]): boolean {
  return free + held + sold + withdrawn === received && [free, held, sold, withdrawn].every((units) => units >= 0);
}

function isSpent({ status, text }: FlashSale["redeemed"][number]["second"]): boolean {
  return status === 409 && text.includes("/problems/token-spent");
}
