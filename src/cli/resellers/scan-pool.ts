import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { addCounts, NO_COUNTS, type ScanCounts, type ScanSetup, type ScanTask } from "./scan-task.ts";

/** Blocks that wait at each worker: one in work, one ready. More would only fill memory. */
const BLOCKS_PER_WORKER = 2;

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
    const queues = workers.map((worker) => inOrder(worker));
    for await (const block of blocks) {
      const queue = queues[turn % queues.length];
      turn += 1;
      const task = queue?.(block);
      if (task) waiting.push(task);
      if (waiting.length >= threads * BLOCKS_PER_WORKER) await finishOldest();
    }
    while (waiting.length > 0) await finishOldest();
    return counts;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A worker answers in the order in which it is asked, so answers are matched to questions by waiting in line. */
function inOrder(worker: Worker): (block: Uint8Array) => Promise<ScanTask> {
  let last: Promise<unknown> = Promise.resolve();
  return (block) => {
    const answer = last.then(async () => {
      worker.postMessage(block);
      const [task]: ScanTask[] = await once(worker, "message");
      if (!task) throw new TypeError("a worker answered nothing");
      return task;
    });
    // A failure is seen by whoever awaits the answer; the line behind it fails by itself.
    last = answer.catch(() => undefined);
    answer.catch(() => undefined);
    return answer;
  };
}
