import { assert } from "../../domain/result.ts";
import { deriveSignals } from "../../domain/signals/catalogue.ts";
import { parseClientSignals } from "../../domain/signals/client/parse-client-signals.ts";
import { CLIENT_SIGNALS } from "../../domain/signals/client/signals.ts";
import { FEATURES_BY_PART } from "./plan.ts";
import type { Session } from "./session.ts";

/**
 * Features of a session, made by the very parser and signals that the service runs; those of the session's own part
 * only.
 *
 * @returns values in the order of the names, `undefined` where not observed
 */
export function rowOf({ part, observed }: Session, signalNames: readonly string[]): (number | undefined)[] {
  const observations = Object.fromEntries(
    Object.entries(observed).map(([name, value]) => [name, { state: "ok", value }]),
  );
  const { reading } = parseClientSignals({ v: 1, observations });
  assert(reading.state === "ok", "the SDK's own aggregates are readable");
  const signals = deriveSignals(CLIENT_SIGNALS, {
    checkout: { account: { id: "training" }, payment: { method: "none" }, quantity: 1, channel: "web" },
    identity: {},
    keys: { account: "training" },
    visit: { state: "ok" },
    client: reading,
    nowMs: 0,
  });
  return signalNames.map((name) => {
    const value = FEATURES_BY_PART[part].includes(name) ? signals[name] : undefined;
    return typeof value === "number" ? value : undefined;
  });
}
