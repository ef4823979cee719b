import { err, type Result } from "../domain/result.ts";
import { describeError, log } from "../platform/log.ts";
import { isStorageFault } from "../platform/storage/storage-fault.ts";
import type { Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";

const TRIES_MAX = 3;
const BACKOFF_MS = 100;
const BUSY_RETRY_AFTER_SECONDS = 1;

/**
 * Calls an object whose every call may be repeated safely: one that the runtime says can be retried is, with a fresh stub each time
 * (a stub that failed stays broken) and a random pause; an overloaded object is not asked again, and neither is one whose disk
 * failed: the call may or may not have been carried out, and the caller finds out by repeating it.
 * @param what names the object in the answer that it cannot be had
 * @param call takes a fresh stub and calls it
 * @throws what the object itself threw, and what went wrong before the call left: faults of ours
 */
export async function callObject<T>(deps: Deps, what: string, call: () => Promise<T>): Promise<Result<T, Problem>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = call();
    try {
      return { ok: true, value: await answer };
    } catch (error) {
      const { retryable, overloaded, remote } = runtimeFlags(error);
      log("object-call-failed", { requestId: deps.requestId, attempt, overloaded, detail: describeError(error) });
      if (overloaded) return err(busy(`The ${what} has more calls than it can take.`));
      // The disk's fault, although it is the object's code that hears of it.
      if (remote && !isStorageFault(error)) throw error;
      if (!retryable || attempt === TRIES_MAX) return err(busy(`The ${what} could not be reached.`));
      await scheduler.wait(Math.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
}

export function busy(detail: string): Problem {
  return { slug: "overloaded", detail, retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
}

/**
 * The runtime marks its own errors, and as `remote` those that the object's code threw:
 * https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
function runtimeFlags(error: unknown): { retryable: boolean; overloaded: boolean; remote: boolean } {
  if (typeof error !== "object" || error === null) return { retryable: false, overloaded: false, remote: false };
  return {
    retryable: "retryable" in error && error.retryable === true,
    overloaded: "overloaded" in error && error.overloaded === true,
    remote: "remote" in error && error.remote === true,
  };
}
