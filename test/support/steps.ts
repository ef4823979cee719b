import { Worker } from "node:worker_threads";
import * as z from "zod";

const counted = z.array(z.number());

/** A function of a module, which takes one text. */
export type TextReader = { readonly module: URL; readonly name: string };

/**
 * How many steps of JavaScript a function takes for each of some texts, by the engine's own count of how often each block of code ran. No
 * clock: a busy machine counts the same. What the engine itself does, such as `JSON.parse` and matching, is no step.
 */
export async function stepsOf(reader: TextReader, texts: readonly string[]): Promise<readonly number[]> {
  const workerData = { module: reader.module.href, name: reader.name, texts };
  const worker = new Worker(new URL("./count-steps.ts", import.meta.url), { workerData });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", (steps) => resolve(counted.parse(steps)));
      worker.once("error", reject);
    });
  } finally {
    await worker.terminate();
  }
}
