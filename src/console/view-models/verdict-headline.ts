import { TEST_RULE_ID } from "../../domain/test-mode/test-policy.ts";
import type { DecisionRecord } from "../decision-record.ts";
import { countOf } from "../words/count.ts";

/** The decision in one sentence: the verdict, and what weighed most. */
export function verdictHeadline({ verdict, reasons, allocation, quantity }: DecisionRecord): string {
  const because = whyOf(reasons[0]);
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

function whyOf(reason: DecisionRecord["reasons"][number] | undefined): string {
  if (reason === undefined) return ".";
  // Its message says the verdict itself.
  if (reason.rule === TEST_RULE_ID) return " by a test value.";
  return `: ${lowerFirst(sentence(reason.message))}`;
}

function sentence(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}

/** Leaves abbreviations such as "OTP" or "UPI" as they are. */
function lowerFirst(message: string): string {
  return /^[A-Z][a-z ]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
