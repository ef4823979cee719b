import { forEachAtOnce } from "./for-each-at-once.ts";
import { pause } from "./pause.ts";
import { percentile } from "./percentile.ts";
import { processorMs } from "./workerd-processes.ts";

/** One of those that are compared. */
export type Contender = {
  /** Of all that answers: its processor time is theirs together. */
  readonly processIds: readonly number[];
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
  const usedMs = usedBy(contender);
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
    processorMs: (usedBy(contender) - usedMs) / answered,
  };
}

function usedBy({ processIds }: Contender): number {
  return processIds.reduce((sum, id) => sum + processorMs(id), 0);
}

/** A generator that is behind must still hear its answers. */
const YIELD_EVERY = 16;

/**
 * Open loop: something is sent at every tick, whether what was sent before is answered or not.
 * @param send is given the moment at which it was meant to be called
 * @returns how many were sent in which time, and how late each was; a generator that falls behind offers less than it was asked to
 */
export async function openLoop(
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  send: (intendedMs: number) => Promise<void>,
): Promise<{ readonly sent: number; readonly sendingMs: number; readonly lagsMs: readonly number[] }> {
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const pending: Promise<void>[] = [];
  const lagsMs: number[] = [];
  for (let index = 0; index < Math.round(perSecond * seconds); index += 1) {
    const intendedMs = startMs + (index * 1000) / perSecond;
    const earlyMs = intendedMs - performance.now();
    if (earlyMs > 0) await pause(earlyMs);
    else if (index % YIELD_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
    if (performance.now() > endMs) break;
    lagsMs.push(performance.now() - intendedMs);
    pending.push(send(intendedMs));
  }
  const sendingMs = performance.now() - startMs;
  await Promise.all(pending);
  return { sent: pending.length, sendingMs, lagsMs };
}

/** Latency at a fixed rate: each waits from the moment at which it was meant to be sent. */
export async function measureLatency(
  contender: Contender,
  load: { readonly perSecond: number; readonly seconds: number },
): Promise<Latency> {
  const waits: number[] = [];
  const failures: unknown[] = [];
  const { sent: count, lagsMs } = await openLoop(load, async (intendedMs) => {
    try {
      if (await contender.send(sent++)) waits.push(performance.now() - intendedMs);
    } catch (error) {
      failures.push(error);
    }
  });
  contender.rest();
  if (failures.length > 0) throw failures[0];
  return {
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    lagP99Ms: percentile(lagsMs, 0.99),
    refused: count - waits.length,
  };
}
