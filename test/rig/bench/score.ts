import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table } from "../../../src/cli/shared/table.ts";
import { startBareWorker } from "../shared/bare-worker.ts";
import { bundledWorker } from "../shared/bundled-worker.ts";
import { percentile } from "../shared/percentile.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { processorMs } from "../shared/workerd-processes.ts";
import type { ScoreCall } from "./score/score-worker.ts";

/** What one score may cost: a tenth of a millisecond of the few that a checkout has. */
const MEDIAN_US_MAX = 100;
const KINDS = [
  { name: "one reading", readings: 1, withShadow: false },
  { name: "two readings, as with a visit", readings: 2, withShadow: false },
  { name: "two readings and a shadow model", readings: 2, withShadow: true },
] as const;

export const benchScore = rigProgram({
  name: "bench score",
  about: `
Measures what scoring a checkout costs in workerd with the live model: features out of the signals, the network,
contributions, rounding. A checkout with a visit has two readings, with its visit and without it. Counted is processor time,
which other programs on the machine hardly change; each figure is the mean of a batch, and the table has percentiles of
batches. Linux only: processor time is read from /proc.`,
  numbers: {
    batches: ["batches of each kind, after a first one to warm up", 15],
    // The kernel counts processor time in hundredths of a second: a batch has to take many of them.
    checkouts: ["checkouts of each batch", 10_000],
  },
  example: "--batches 50",
  exits: `0 the median of one reading is within ${MEDIAN_US_MAX} microseconds, 1 it is not`,
  run: ({ number }) => measure(number("batches"), number("checkouts")),
  report: tableOf,
  broken: ([single]: readonly Measured[]) =>
    single !== undefined && single.medianUs <= MEDIAN_US_MAX
      ? []
      : [`one reading takes ${single?.medianUs.toFixed(1)} microseconds at the median`],
});

type Measured = {
  readonly name: string;
  readonly modelVersion: string;
  readonly medianUs: number;
  readonly p10Us: number;
  readonly p90Us: number;
};

async function measure(batches: number, checkouts: number): Promise<Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-bench-score-"));
  const worker = await startBareWorker(await bundledWorker("score", "test/rig/bench/score/score-worker.ts"), folder);
  const call = async (scoreCall: ScoreCall): Promise<string> => {
    const response = await fetch(worker.baseUrl, { method: "POST", body: JSON.stringify(scoreCall) });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  try {
    const progress = showProgress("batches", batches * KINDS.length);
    const measured: Measured[] = [];
    for (const { name, readings, withShadow } of KINDS) {
      const modelVersion = await call({ checkouts, readings, withShadow });
      const eachUs: number[] = [];
      for (let batch = 0; batch < batches; batch += 1) {
        const beforeMs = processorMs(worker.processId);
        await call({ checkouts, readings, withShadow });
        eachUs.push(((processorMs(worker.processId) - beforeMs) * 1000) / checkouts);
        progress.step();
      }
      const at = (share: number) => percentile(eachUs, share);
      measured.push({ name, modelVersion, medianUs: at(0.5), p10Us: at(0.1), p90Us: at(0.9) });
    }
    progress.end();
    return measured;
  } finally {
    await worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function tableOf(measured: readonly Measured[]): string {
  const us = (value: number) => value.toFixed(1);
  const head = [`${measured[0]?.modelVersion}, microseconds`, "median", "p10", "p90"];
  return table([
    head,
    ...measured.map(({ name, medianUs, p10Us, p90Us }) => [name, us(medianUs), us(p10Us), us(p90Us)]),
  ]);
}
