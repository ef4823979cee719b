import { performance } from "node:perf_hooks";
import type { Signals } from "../../../../src/domain/signals/signal.ts";
import { percentile } from "../../shared/percentile.ts";
import { benchEngines, type Judge } from "./engines.ts";

export type EngineFigures = {
  readonly name: string;
  readonly version: string;
  readonly medianMicros: number;
  /** Processor time of all threads of this process, which other programs on the machine change less. */
  readonly processorMicros: number;
};

export type Comparison = {
  readonly engines: readonly EngineFigures[];
  /** Checkouts of which two engines say different things; the figures mean nothing then. */
  readonly disagreements: number;
};

const BATCH = 50;

/** The same rules over the same checkouts in each engine, one checkout after the other, the engines in turns. */
export async function compareEngines(
  checkouts: readonly Signals[],
  { rounds, step }: { readonly rounds: number; readonly step: () => void },
): Promise<Comparison> {
  const timed = benchEngines().map(({ name, version, prepare }) => ({
    name,
    version,
    judges: checkouts.map(prepare),
    micros: newFigures(),
    processor: newFigures(),
  }));
  const [ours = [], ...others] = await Promise.all(timed.map(({ judges }) => answersOf(judges)));
  const disagreements = ours.filter((answer, n) => others.some((other) => other[n] !== answer)).length;
  for (let round = 0; round < rounds; round += 1) {
    for (const { judges, micros, processor } of timed) {
      const used = process.cpuUsage();
      for (let start = 0; start < judges.length; start += BATCH) {
        micros.push(await microsEach(judges.slice(start, start + BATCH)));
      }
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / judges.length);
      step();
    }
  }
  return {
    disagreements,
    engines: timed.map(({ name, version, micros, processor }) => ({
      name,
      version,
      medianMicros: percentile(micros, 0.5),
      processorMicros: percentile(processor, 0.5),
    })),
  };
}

function newFigures(): number[] {
  return [];
}

async function answersOf(judges: readonly Judge[]): Promise<string[]> {
  const answers: string[] = [];
  for (const judge of judges) answers.push([...(await judge())].sort().join());
  return answers;
}

/** Mean of a batch: a single checkout is shorter than the clock is fine. */
async function microsEach(judges: readonly Judge[]): Promise<number> {
  const startMs = performance.now();
  for (const judge of judges) {
    const answer = judge();
    // An engine that answers at once is not made to wait for the next turn of the event loop.
    if (answer instanceof Promise) await answer;
  }
  return ((performance.now() - startMs) * 1000) / judges.length;
}
