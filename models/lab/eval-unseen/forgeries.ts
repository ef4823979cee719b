import { assert } from "../../../src/domain/result.ts";
import type { ClientObservations } from "../../../src/domain/signals/client/observations.ts";
import { parseClientSignals } from "../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "../../../test/domain/signals/client/valid-signals.ts";
import { ofAnotherHand } from "../../../test/rig/price-of-entry/another-hand.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import type { Recording } from "../record-bots/recording.ts";
import { PLAN } from "../train/plan.ts";
import { simulatedPayload } from "./simulated-payload.ts";

const RUNS = 40;
/** Whoever makes up how long the page was open has begun the visit a little before. */
const BEFORE_PAGE_MS = 2000;

/** A payload that somebody makes up who read the SDK and runs no browser. */
export type Forgery = {
  readonly name: string;
  readonly about: string;
  readonly make: (random: Random) => { readonly [source: string]: unknown };
};

export const FORGERIES: readonly Forgery[] = [
  {
    name: "forged, copied",
    about: "one payload of a person, sent again as it is",
    make: () => validSignals().observations,
  },
  {
    name: "forged, random",
    about: "the same with every figure of the hand drawn anew, each for itself",
    make: ({ uniform }) => ofAnotherHand(validSignals().observations, uniform),
  },
  {
    name: "forged, aggregated",
    about: "simulated typing and movement, put through the SDK's own aggregates",
    make: (random) => simulatedPayload("typed", random),
  },
];

/** Each as the first checkout of a sale, from a visit of its own and with the proof of its own key. */
export function forgedRecordings({ name, make }: Forgery): Recording[] {
  const random = createRandom(PLAN.seed);
  return Array.from({ length: RUNS }, (_, index) =>
    forgedRecording({ name, index, observations: readable(make(random)) }),
  );
}

function forgedRecording(by: { name: string; index: number; observations: ClientObservations }): Recording {
  const { name, index, observations } = by;
  return {
    driver: name,
    seed: index + 1,
    versions: { chromium: "none", playwright: "none" },
    observations,
    decision: {
      verdict: "allow",
      reasons: [],
      signals: {
        channel: "web",
        "payment.method": "upi",
        "order.quantity": 1,
        "account.age_hours": 20_000,
        "account.email_verified": true,
        "account.phone_verified": true,
        "visit.state": "ok",
        "visit.elapsed_ms": openMs(observations) + BEFORE_PAGE_MS,
        "visit.retries": 0,
        "client.state": "ok",
        "client.key_proved": true,
      },
    },
  };
}

/** How long a payload says that its page was open. */
export function openMs({ page }: ClientObservations): number {
  return page?.state === "ok" ? page.value.elapsedMs : 0;
}

/** Observations as the service reads them. */
export function readable(observations: object): ClientObservations {
  const { reading } = parseClientSignals({ v: 1, observations });
  assert(reading.state === "ok", "a forger sends what can be read");
  return reading.observations;
}
