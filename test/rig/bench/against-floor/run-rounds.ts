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
 * Measures all of them in turns, so that whatever else the machine does meets them alike: only their ratios within one run mean
 * something.
 * @param onMeasured called after each of `measurements(plan, contenders.length)`
 * @returns what each did, in their order
 */
export async function runRounds(
  contenders: readonly Contender[],
  plan: Plan,
  onMeasured: () => void,
): Promise<readonly Rounds[]> {
  const all = contenders.map((contender) => ({ contender, rounds: emptyRounds(plan) }));
  // The first calls compile code and fill caches; no figure holds them.
  for (const { contender } of all) await measureThroughput(contender, { callers: plan.callers, seconds: 1 });
  for (let round = 0; round < plan.rounds; round += 1) {
    const order = round % 2 === 0 ? all : all.toReversed();
    for (const { contender, rounds } of order) {
      rounds.throughput.push(await measureThroughput(contender, plan));
      onMeasured();
    }
    for (const perSecond of plan.rates) {
      for (const { contender, rounds } of order) {
        rounds.latency.get(perSecond)?.push(await measureLatency(contender, { perSecond, seconds: plan.seconds }));
        onMeasured();
      }
    }
  }
  return all.map(({ rounds }) => rounds);
}

/** How many measurements a plan takes with so many contenders. */
export function measurements({ rounds, rates }: Plan, contenders: number): number {
  return rounds * contenders * (1 + rates.length);
}

function emptyRounds({ rates }: Plan): Rounds {
  return { throughput: [], latency: new Map(rates.map((rate) => [rate, []])) };
}
