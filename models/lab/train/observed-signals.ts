import { assert } from "../../../src/domain/result.ts";
import { CLIENT_SIGNALS, deriveSignals } from "../../../src/domain/signals/catalogue.ts";
import { parseClientSignals } from "../../../src/domain/signals/client/parse-client-signals.ts";
import type { ClientReading } from "../../../src/domain/signals/client/reading.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";

/**
 * The signals of what a browser observed, made by the very parser that the service runs.
 * @param visitElapsedMs the time that the service measured, where it did
 */
export function observedSignals(observations: object, visitElapsedMs?: number): Signals {
  return deriveSignals(CLIENT_SIGNALS, {
    checkout: { account: { id: "training" }, payment: { method: "none" }, quantity: 1, channel: "web" },
    identity: {},
    keys: { account: "training" },
    visit: { state: "ok", elapsedMs: visitElapsedMs },
    client: readObservations(observations),
    nowMs: 0,
  });
}

/** Observations as the service reads them out of a payload. */
export function readObservations(observations: object): ClientReading {
  const { reading } = parseClientSignals({ v: 1, observations });
  assert(reading.state === "ok", "the SDK's own aggregates are readable");
  return reading;
}
