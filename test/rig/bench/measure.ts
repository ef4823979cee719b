import { percentile } from "../../../src/cli/shared/percentile.ts";
import { processorMs } from "../../../src/cli/shared/workerd-processes.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";

/** One of the two that are compared. */
export type Contender = {
  readonly processId: number;
  /** Sends the n-th checkout. False where it was told to come back; rejects where it was not answered as it should be. */
  readonly send: (n: number) => Promise<boolean>;
  /** Closes its connections: one that rests through the other's turn may be closed just as it is used again. */
  readonly rest: () => void;
};

export type Throughput = {
  readonly perSecond: number;
  /** Processor time of the service for one checkout: unlike the rate, other programs on the machine hardly change it. */
  readonly processorMs: number;
};

export type Latency = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How late the generator itself was: a latency near it says nothing of the service. */
  readonly lagP99Ms: number;
  /** Checkouts that were told to come back; their time is not among the others. */
  readonly refused: number;
};

let sent = 0;

/** Closed loop: a number of callers, each of which asks again as soon as it is answered. */
export async function measureThroughput(
  contender: Contender,
  { callers, seconds }: { readonly callers: number; readonly seconds: number },
): Promise<Throughput> {
  const usedMs = processorMs(contender.processId);
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  let answered = 0;
  function* untilTheEnd() {
    while (performance.now() < endMs) yield sent++;
  }
  await forEachAtOnce(untilTheEnd(), callers, async (n) => {
    if (await contender.send(n)) answered += 1;
  });
  contender.rest();
  return {
    perSecond: (answered * 1000) / (performance.now() - startMs),
    processorMs: (processorMs(contender.processId) - usedMs) / answered,
  };
}

/** Open loop: a checkout at every tick, answered or not; each waits from the moment at which it was meant to be sent. */
export async function measureLatency(
  contender: Contender,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Latency> {
  const count = perSecond * seconds;
  const startMs = performance.now();
  const waits: number[] = [];
  const lags: number[] = [];
  const pending: Promise<void>[] = [];
  const failures: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const intendedMs = startMs + (index * 1000) / perSecond;
    const earlyMs = intendedMs - performance.now();
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    lags.push(performance.now() - intendedMs);
    const answered = contender.send(sent++).then((served) => {
      if (served) waits.push(performance.now() - intendedMs);
    });
    pending.push(answered.catch((error: unknown) => void failures.push(error)));
  }
  await Promise.all(pending);
  contender.rest();
  if (failures.length > 0) throw failures[0];
  return {
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    lagP99Ms: percentile(lags, 0.99),
    refused: count - waits.length,
  };
}
