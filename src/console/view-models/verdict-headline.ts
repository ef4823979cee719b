import type { DecisionRecord } from "../decision-record.ts";
import { countOf } from "../words/count.ts";

/** The decision in one sentence: the verdict, and what weighed most. */
export function verdictHeadline({ verdict, reasons, allocation, quantity }: DecisionRecord): string {
  const because = reasons[0] === undefined ? "." : `: ${lowerFirst(sentence(reasons[0].message))}`;
  switch (verdict) {
    case "allow":
      if (allocation.status === "fewer_left") return "Allowed, but fewer units were free than asked for.";
      return allocation.status === "sold_out"
        ? "Allowed, but no unit was free."
        : `Allowed. ${countOf(allocation.quantity ?? quantity, "unit was", "units were")} held for this buyer.`;
    case "review":
      return `Sent to review${because}`;
    case "challenge":
      return `Asked for proof${because}`;
    case "deny":
      return `Denied${because}`;
  }
}

function sentence(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}

/** Leaves abbreviations such as "OTP" or "UPI" as they are. */
function lowerFirst(message: string): string {
  return /^[A-Z][a-z ]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
