import { availableParallelism } from "node:os";
import { UsageError } from "./command-line.ts";

const THREADS_MAX = 64;

/** The value of `--threads`: as many as there are cores, unless it is given. */
export function threadCount(text: string | undefined): number {
  const threads = text === undefined ? Math.min(availableParallelism(), THREADS_MAX) : Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= THREADS_MAX) return threads;
  throw new UsageError(`--threads takes a whole number from 1 to ${THREADS_MAX}, not "${text}".`);
}
