import { CLIENT_SIGNALS, deriveSignals } from "../../../../src/domain/signals/catalogue.ts";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import type { RequestFacts, Signals } from "../../../../src/domain/signals/signal.ts";

/** Derives the client signals of a checkout that carries `signals`, `elapsedMs` after its visit. */
export function clientSignalsOf(signals: unknown, elapsedMs = 60_000): Signals {
  const facts: RequestFacts = {
    checkout: { account: { id: "acc_1" }, payment: { method: "upi" }, quantity: 1, channel: "web" },
    identity: {},
    keys: { account: "k" },
    visit: { state: "ok", elapsedMs },
    client: parseClientSignals(signals).reading,
    nowMs: 0,
  };
  return deriveSignals(CLIENT_SIGNALS, facts);
}
