import {
  type Contender,
  type Latency,
  measureLatency,
  measureThroughput,
  type Throughput,
} from "../../shared/measure.ts";

export type Plan = {
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  readonly callers: number;
  /** Rates of the open loop, per second. */
  readonly rates: readonly number[];
};

/** What one contender did in each round. */
export type Rounds = {
  readonly throughput: Throughput[];
  readonly latency: Map<number, Latency[]>;
};

/**
 * Measures both in turns, so that whatever else the machine does meets both alike: only their ratio within one run means
 * something.
 * @param onMeasured called after each of `measurements(plan)`
 */
export async function runRounds(
  contenders: { readonly service: Contender; readonly floor: Contender },
  plan: Plan,
  onMeasured: () => void,
): Promise<{ readonly service: Rounds; readonly floor: Rounds }> {
  const measured = { service: emptyRounds(plan), floor: emptyRounds(plan) };
  const both = ["service", "floor"] as const;
  // The first calls compile code and fill caches; no figure holds them.
  for (const name of both) await measureThroughput(contenders[name], { callers: plan.callers, seconds: 1 });
  for (let round = 0; round < plan.rounds; round += 1) {
    const order = round % 2 === 0 ? both : both.toReversed();
    for (const name of order) {
      measured[name].throughput.push(await measureThroughput(contenders[name], plan));
      onMeasured();
    }
    for (const perSecond of plan.rates) {
      for (const name of order) {
        const latency = await measureLatency(contenders[name], { perSecond, seconds: plan.seconds });
        measured[name].latency.get(perSecond)?.push(latency);
        onMeasured();
      }
    }
  }
  return measured;
}

/** How many measurements a plan takes. */
export function measurements({ rounds, rates }: Plan): number {
  return rounds * 2 * (1 + rates.length);
}

function emptyRounds({ rates }: Plan): Rounds {
  return { throughput: [], latency: new Map(rates.map((rate) => [rate, []])) };
}
