import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBareWorker } from "../../shared/bare-worker.ts";
import { bundledWorker } from "../../shared/bundled-worker.ts";
import { inspectHeap } from "../../shared/heap-usage.ts";
import { threadMs } from "../../shared/workerd-processes.ts";

/** What a step took: processor time of all threads of its process, and memory at its end, collected or not. */
export type StepTaken = { readonly seconds: number; readonly heapMebibytes: number; readonly bufferMebibytes: number };

const MEBIBYTE = 1_048_576;
const NAME = "draw";

/** Starts an object that has the columns of a draw and does its steps. */
export async function startDrawObject() {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-bench-draw-"));
  const worker = await startBareWorker(
    {
      ...(await bundledWorker(NAME, "test/rig/bench/draw/draw-worker.js")),
      durableObjects: { DRAW: { className: "Draw", useSQLite: true } },
    },
    folder,
    { isInspected: true },
  );
  const heap = await inspectHeap(worker, NAME);
  return {
    async step(step: string, what: object): Promise<StepTaken & { readonly answer: unknown }> {
      const beforeMs = threadMs(worker.processId);
      const response = await fetch(worker.baseUrl, { method: "POST", body: JSON.stringify({ step, ...what }) });
      const text = await response.text();
      if (!response.ok) throw new Error(`The draw answered ${response.status} to ${step}: ${text}`);
      const seconds = (threadMs(worker.processId) - beforeMs) / 1000;
      const { heapBytes, bufferBytes } = await heap.usage();
      return {
        seconds,
        heapMebibytes: heapBytes / MEBIBYTE,
        bufferMebibytes: bufferBytes / MEBIBYTE,
        answer: JSON.parse(text),
      };
    },
    async stop(): Promise<void> {
      heap.close();
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
