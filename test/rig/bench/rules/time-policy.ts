import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { DecisionInput } from "../../../../src/domain/decision/decision.ts";
import type { HashedPolicy } from "../../../../src/domain/rules/policy-document.ts";
import { startBareWorker } from "../../shared/bare-worker.ts";
import { bundledWorker } from "../../shared/bundled-worker.ts";
import { percentile } from "../../shared/percentile.ts";
import { processorMs } from "../../shared/workerd-processes.ts";
import type { PolicyWork } from "./policy-worker.ts";

/** Of one checkout, in microseconds. */
export type PolicyFigures = {
  readonly medianMicros: number;
  readonly p99Micros: number;
  readonly processorMicros: number;
};

export type PolicyTimes = { readonly [what in "evaluate" | "decide"]: PolicyFigures };

export type PolicyRun = {
  readonly policy: HashedPolicy;
  readonly checkouts: readonly DecisionInput[];
  readonly calls: number;
  readonly step: () => void;
};

/** Calls before anything is timed, so that the compiler has seen the rules. */
const WARM_CALLS = 50;

/**
 * Runs the whole policy in workerd. Each figure is a call's, divided by its checkouts, less what an empty call takes. A call
 * takes a few milliseconds, so that most are done before the machine turns to another program.
 */
export async function timePolicy({ policy, checkouts, calls, step }: PolicyRun): Promise<PolicyTimes> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-rules-bench-"));
  const worker = await startBareWorker(
    {
      ...(await bundledWorker("policy", "test/rig/bench/rules/policy-worker.ts")),
      bindings: { POLICY: JSON.stringify(policy), CHECKOUTS: JSON.stringify(checkouts) },
    },
    folder,
  );
  const count = checkouts.length;
  const call = async (what: PolicyWork["what"]): Promise<number> => {
    const startMs = performance.now();
    const work: PolicyWork = { what };
    const response = await fetch(worker.baseUrl, { method: "POST", body: JSON.stringify(work) });
    if (!response.ok) throw new Error(`The policy worker answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
    return performance.now() - startMs;
  };
  const time = async (what: PolicyWork["what"]) => {
    const waits: number[] = [];
    const usedMs = processorMs(worker.processId);
    for (let n = 0; n < calls; n += 1) {
      waits.push(await call(what));
      step();
    }
    return { waits, processorMicros: ((processorMs(worker.processId) - usedMs) * 1000) / (calls * count) };
  };
  try {
    for (const what of ["evaluate", "decide", "nothing"] as const) {
      for (let n = 0; n < WARM_CALLS; n += 1) await call(what);
    }
    const { waits } = await time("nothing");
    const emptyMs = percentile(waits, 0.5);
    const figures = async (what: "evaluate" | "decide"): Promise<PolicyFigures> => {
      const { waits, processorMicros } = await time(what);
      const micros = waits.map((waitMs) => ((waitMs - emptyMs) * 1000) / count);
      return { medianMicros: percentile(micros, 0.5), p99Micros: percentile(micros, 0.99), processorMicros };
    };
    return { evaluate: await figures("evaluate"), decide: await figures("decide") };
  } finally {
    await worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
