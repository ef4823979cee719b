import { Session } from "node:inspector/promises";
import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";

const asked = z.object({ module: z.string(), name: z.string(), texts: z.array(z.string()) }).parse(workerData);

// Blocks are counted of code that is compiled from now on: so the module is imported after this.
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
const read = z.record(z.string(), z.unknown()).parse({ ...(await import(asked.module)) })[asked.name];
if (typeof read !== "function") throw new TypeError(`${asked.name} is no function of ${asked.module}`);

/** All that ran since it was asked for the last time. */
async function stepsSince(): Promise<number> {
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const ranges = result.flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

const steps: number[] = [];
for (const text of asked.texts) {
  await stepsSince();
  read(text);
  steps.push(await stepsSince());
}
parentPort?.postMessage(steps);
