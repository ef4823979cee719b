import { Worker } from "node:worker_threads";
import { BLOCKS_PER_WORKER, workerLane } from "../shared/worker-lane.ts";
import { addCounts, NO_COUNTS, type ScanCounts, type ScanSetup, type ScanTask } from "./scan-task.ts";

export type ScanRun = {
  readonly setup: ScanSetup;
  readonly threads: number;
  readonly blocks: AsyncIterable<Uint8Array>;
  /** Takes the text of one block; resolves when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  readonly progress: (counts: ScanCounts) => void;
};

/** Scans blocks on worker threads and writes the answers in the order of the input. Memory does not grow with the input. */
export async function scanBlocks({ setup, threads, blocks, write, progress }: ScanRun): Promise<ScanCounts> {
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL("./scan-worker.ts", import.meta.url), { workerData: setup });
  });
  try {
    const waiting: Promise<ScanTask>[] = [];
    let counts = NO_COUNTS;
    const finishOldest = async () => {
      const task = await waiting.shift();
      if (!task) return;
      counts = addCounts(counts, task.counts);
      await write(task.text);
      progress(counts);
    };
    let turn = 0;
    const lanes = workers.map((worker) => workerLane<Uint8Array, ScanTask>(worker));
    for await (const block of blocks) {
      const task = lanes[turn % lanes.length]?.(block);
      turn += 1;
      if (task) waiting.push(task);
      if (waiting.length >= threads * BLOCKS_PER_WORKER) await finishOldest();
    }
    while (waiting.length > 0) await finishOldest();
    return counts;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
