import { describeError, log } from "../platform/log.ts";
import { isStorageFault } from "../platform/storage/storage-fault.ts";
import { type Problem, STORAGE_RETRY_AFTER_SECONDS } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

/** Logs what a handler threw, and says what its caller hears: where only a disk or a database failed, to come back. */
export function problemOfFailure(c: HttpContext, error: unknown): Problem {
  const isStorage = isStorageFault(error);
  log(isStorage ? "storage-failed" : "request-failed", {
    requestId: c.get("requestId"),
    path: c.req.routePath,
    detail: describeError(error),
  });
  if (!isStorage) return { slug: "internal", detail: "The failure is logged under the id in `instance`." };
  return {
    slug: "storage-unavailable",
    detail: "A database or a disk failed. Repeat the call, under the same Idempotency-Key if it has one.",
    retryAfterSeconds: STORAGE_RETRY_AFTER_SECONDS,
  };
}
