import { hasBrowser } from "../terms/channel.ts";
import type { DecisionInput, Reason } from "./decision.ts";

const VISIT_MESSAGES: { readonly [state: string]: Reason } = {
  missing: {
    code: "VISIT_MISSING",
    message: "The checkout came without a visit token, so its timing was not measured.",
  },
  expired: { code: "VISIT_EXPIRED", message: "The visit token is older than it may be, so its timing does not count." },
  replayed: { code: "VISIT_REPLAYED", message: "The visit token was used before, so its signals do not count." },
  invalid: { code: "VISIT_INVALID", message: "The visit token is not one of ours for this sale and device." },
};

/**
 * What is wrong with the visit and the browser's signals. On their own these only inform; where the sale requires signals,
 * `required` says that the checkout has to be challenged. Channels without a browser have neither.
 */
export function visitReasons(input: DecisionInput): {
  readonly reasons: Reason[];
  readonly required: Reason | undefined;
} {
  if (!hasBrowser(input.channel)) return { reasons: [], required: undefined };
  const visit = VISIT_MESSAGES[String(input.signals["visit.state"])];
  const client = input.signals["client.state"];
  const reasons: Reason[] = visit === undefined ? [] : [visit];
  if (client === "invalid") {
    reasons.push({ code: "SIGNALS_INVALID", message: "The browser's signals could not be read and do not count." });
  }
  const lack = input.clientSignals === "required" ? lackOf(input, visit !== undefined) : undefined;
  return { reasons, required: lack === undefined ? undefined : { code: "SIGNALS_ABSENT", message: lack } };
}

/** What a checkout lacks of the signals that a sale requires, which are those that the SDK makes in a live visit. */
function lackOf({ signals }: DecisionInput, hasNoVisit: boolean): string | undefined {
  if (hasNoVisit || signals["client.state"] !== "ok") {
    return "This sale asks for the browser's signals, and there are none to use.";
  }
  if (signals["client.made_by_sdk"] !== true) {
    return "This sale asks for the browser's signals, and these lack a source of the SDK or contradict themselves.";
  }
  if (signals["client.key_proved"] !== true) {
    return "This sale asks for the browser's signals, and these came without the proof of the browser's key.";
  }
  return undefined;
}
