import type { AttemptRecord } from "../decision/attempt-record.ts";
import type { StoredReply } from "./reply.ts";

/** One row per attempt: the record, the reply under its idempotency key, and its place in the outbox. */
export type AttemptRow = {
  readonly record: AttemptRecord;
  readonly idempotencyScope: string;
  readonly reply: StoredReply;
};
