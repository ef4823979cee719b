import type { DecisionRecord } from "../decision-record.ts";
import { countOf } from "../words/count.ts";
import { momentWords } from "../words/moment.ts";

/** What was allocated, and what became of it. */
export function allocationWords({ allocation, outcome, quantity }: DecisionRecord): string {
  if (allocation.status === "none") return "Nothing was allocated: only an allowed checkout takes units.";
  if (allocation.status === "sold_out") return "Nothing was allocated: every unit was held or sold at that moment.";
  const held = `${countOf(allocation.quantity ?? quantity, "unit", "units")} held`;
  const when = outcome?.at === undefined ? "" : ` at ${clock(outcome.at)}`;
  switch (outcome?.state) {
    case "sold":
      return `${held}, then sold${when}${outcome.orderId === undefined ? "" : ` as order ${outcome.orderId}`}.`;
    case "released":
      return `${held}, then released by the shop${when}; the units went back to the sale.`;
    case "expired":
      return `${held}, but not paid in time; the hold ended${when} and the units went back to the sale.`;
    case "held":
    case undefined:
      return allocation.expiresAt === undefined
        ? `${held}, waiting for payment.`
        : `${held} until ${clock(allocation.expiresAt)}, waiting for payment.`;
  }
}

function clock(at: string): string {
  return momentWords(Date.parse(at), "clock");
}
