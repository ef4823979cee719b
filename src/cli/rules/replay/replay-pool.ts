import { Worker } from "node:worker_threads";
import { mergeTally, newTally, type ReplayTally } from "../../../domain/rules/replay/replay-tally.ts";
import { BLOCKS_PER_WORKER, workerLane } from "../../shared/worker-lane.ts";
import type { ReplaySetup, ReplayTask } from "./replay-task.ts";

export type ReplayRun = {
  readonly setup: ReplaySetup;
  readonly threads: number;
  readonly blocks: AsyncIterable<Uint8Array<ArrayBuffer>>;
  readonly progress: (decisions: number) => void;
};

export type ReplayDone = {
  readonly tally: ReplayTally;
  /** Lines of the source that are no decision, counted from 1. */
  readonly unread: readonly { readonly line: number; readonly why: string }[];
};

/** Replays blocks of lines on worker threads. The result does not depend on which worker is done first. */
export async function replayBlocks({ setup, threads, blocks, progress }: ReplayRun): Promise<ReplayDone> {
  const workers = Array.from({ length: threads }, () => {
    return new Worker(new URL("./replay-worker.ts", import.meta.url), { workerData: setup });
  });
  const tally = newTally();
  const unread: { line: number; why: string }[] = [];
  let linesDone = 0;
  const waiting: Promise<ReplayTask>[] = [];
  const finishOldest = async () => {
    const task = await waiting.shift();
    if (task === undefined) return;
    mergeTally(tally, task.tally);
    unread.push(...task.unread.map(({ line, why }) => ({ line: line + linesDone, why })));
    linesDone += task.lines;
    progress(linesDone);
  };
  try {
    const lanes = workers.map((worker) =>
      workerLane<Uint8Array<ArrayBuffer>, ReplayTask>(worker, ({ buffer }) => [buffer]),
    );
    let turn = 0;
    for await (const block of blocks) {
      const task = lanes[turn % lanes.length]?.(block);
      turn += 1;
      if (task !== undefined) waiting.push(task);
      if (waiting.length >= threads * BLOCKS_PER_WORKER) await finishOldest();
    }
    while (waiting.length > 0) await finishOldest();
    return { tally, unread };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
