import { assert } from "../../../src/domain/result.ts";
import type { ClientObservations } from "../../../src/domain/signals/client/observations.ts";
import { parseClientSignals } from "../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "../../../test/domain/signals/client/valid-signals.ts";
import { ofAnotherHand } from "../../../test/rig/price-of-entry/another-hand.ts";
import { createRandom, type Random } from "../../../test/rig/shared/random.ts";
import type { Recording } from "../record-bots/recording.ts";
import { keysSession } from "../train/keys-session.ts";
import { simulatedPointers } from "../train/people/simulated-pointers.ts";
import { simulatedTimings } from "../train/people/simulated-typists.ts";
import { PLAN } from "../train/plan.ts";

const RUNS = 40;
/** As long as the payload says that its page was open. */
const VISIT_MS = 32_000;

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
    make: throughAggregates,
  },
];

function throughAggregates(random: Random) {
  const { observations } = validSignals();
  const [timings = []] = simulatedTimings(1, random);
  const [typed] = keysSession({ source: "forged", run: "0", program: true, timings });
  const [moved] = simulatedPointers(1, random);
  assert(typed !== undefined && moved !== undefined, "a simulated hand types and moves");
  const sources = { ...typed.observed, ...moved.observed };
  return {
    ...observations,
    ...Object.fromEntries(Object.entries(sources).map(([name, value]) => [name, { state: "ok", value }])),
  };
}

/** Each as the first checkout of a sale, from a visit of its own and with the proof of its own key. */
export function forgedRecordings({ name, make }: Forgery): Recording[] {
  const random = createRandom(PLAN.seed);
  return Array.from({ length: RUNS }, (_, index) => ({
    driver: name,
    seed: index + 1,
    versions: { chromium: "none", playwright: "none" },
    observations: readable(make(random)),
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
        "visit.elapsed_ms": VISIT_MS,
        "visit.retries": 0,
        "client.state": "ok",
        "client.key_proved": true,
      },
    },
  }));
}

function readable(observations: object): ClientObservations {
  const { reading } = parseClientSignals({ v: 1, observations });
  assert(reading.state === "ok", "a forger sends what can be read");
  return reading.observations;
}
