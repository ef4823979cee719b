import { once } from "node:events";
import type { Worker } from "node:worker_threads";

/** Blocks on their way to each worker: one in work, one ready. More would only fill memory. */
export const BLOCKS_PER_WORKER = 2;

/**
 * A worker answers in the order in which it is asked, so each question waits for the answer before it.
 * @returns asks one question; what is in `transfer` is handed over and not copied
 */
export function workerLane<Question, Answer>(
  worker: Worker,
  transfer: (question: Question) => readonly ArrayBuffer[] = () => [],
): (question: Question) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(async () => {
      worker.postMessage(question, transfer(question));
      const [task]: Answer[] = await once(worker, "message");
      if (task === undefined) throw new TypeError("a worker answered nothing");
      return task;
    });
    // Who awaits the answer sees a failure; the lane behind it fails by itself.
    last = answer.catch(() => undefined);
    return answer;
  };
}
