import type { Config } from "../config.ts";
import { hashOf, toHex } from "../domain/draw/bytes.ts";
import {
  STATEMENTS_START,
  type StatementBodies,
  type StatementKind,
  statementPayload,
} from "../domain/draw/statements.ts";
import { assert } from "../domain/result.ts";
import { writeOnce } from "../platform/records/public-records.ts";
import { tokenKeysOf } from "../platform/tokens/token-keys.ts";
import { signToken } from "../platform/tokens/tokens.ts";
import type { DrawStore } from "./draw.sql.ts";
import type { DrawState, PendingStatement } from "./draw.state.ts";

/** Moments in the work of a draw at which a crash has to leave it as if it had not begun, or as if it were done. */
export const FAULT_POINTS = [
  "statement-signed",
  "statement-pending",
  "statement-published",
  "statement-settled",
  "registers-closed",
  "page-kept",
  "kind-joined",
  "near-counted",
  "page-judged",
  "reviews-taken",
  "list-fixed",
  "part-written",
  "list-written",
  "order-made",
  "seals-opened",
  "register-told",
  "page-told",
  "order-opened",
  "calling-opened",
] as const;
/** The same in the work of a redraw, beside those of statements and opened seals. */
export const REDRAW_FAULT_POINTS = ["redraw-promised", "redraw-opened", "redraw-kept"] as const;
/** The same while places are given to who comes after a fair window. */
export const LATE_FAULT_POINTS = ["late-collected", "late-told", "late-opened"] as const;
/** The same while what came of a draw is added to its campaign. */
export const SETTLING_FAULT_POINTS = ["facts-written", "page-settled"] as const;
/** The same while registrations are carried from the sale before. */
export const CARRYING_FAULT_POINTS = ["page-carried", "carried-told"] as const;
export type FaultPoint =
  | (typeof FAULT_POINTS)[number]
  | (typeof REDRAW_FAULT_POINTS)[number]
  | (typeof LATE_FAULT_POINTS)[number]
  | (typeof SETTLING_FAULT_POINTS)[number]
  | (typeof CARRYING_FAULT_POINTS)[number];

/** What publishing works with. */
export type StatementParts = {
  readonly storage: DurableObjectStorage;
  readonly store: DrawStore;
  readonly records: R2Bucket;
  readonly config: Config;
  readonly nowMs: () => number;
  readonly reached: (point: FaultPoint) => void;
};

export type NewStatement<Kind extends StatementKind> = {
  readonly saleId: string;
  readonly kind: Kind;
  readonly body: StatementBodies[Kind];
  /** The state of the draw once it is published. @param payloadHash hash of its exact payload, in hexadecimal */
  readonly next: (payloadHash: string, madeAtMs: number) => DrawState;
  readonly untilMs?: number | undefined;
};

/** Statements carry whole seconds, as rounds do. */
export function wholeSecond(nowMs: number): number {
  return Math.floor(nowMs / 1000) * 1000;
}

export function statementKey(saleId: string, seq: number): string {
  return `draws/${saleId}/statements/${seq}.jws`;
}

/**
 * Signs a statement and publishes it. The signed text is kept before anybody can see it, so that after a crash the same text is
 * published and never another: a second text under one number would be proof of fraud.
 */
export async function publishStatement<Kind extends StatementKind>(
  parts: StatementParts,
  { saleId, kind, body, next, untilMs }: NewStatement<Kind>,
): Promise<void> {
  const { storage, store, config, nowMs, reached } = parts;
  const last = store.lastStatement();
  const seq = last === undefined ? 0 : last.seq + 1;
  const madeAtMs = Math.max(wholeSecond(nowMs()), last?.madeAtMs ?? 0);
  const keys = await tokenKeysOf(config);
  const payload = statementPayload({
    issuer: keys.issuer,
    madeAtMs,
    kind,
    saleId,
    seq,
    previous: last === undefined ? STATEMENTS_START : toHex(hashOf(last.text)),
    body,
  });
  const text = await signToken(keys, { typ: "statement+jwt", kid: keys.activeKid, payload });
  assert(text !== undefined, "the active key signs");
  reached("statement-signed");
  const pending = { seq, kind, text, madeAtMs, untilMs, next: next(toHex(hashOf(payload)), madeAtMs) };
  storage.transactionSync(() => store.writePending(pending));
  reached("statement-pending");
  await settle(parts, pending);
}

/** Publishes a statement that waits, whatever became of it before; one that is too late, and that nobody saw, is dropped. */
export async function settle(parts: StatementParts, pending: PendingStatement): Promise<void> {
  const { storage, store, records, nowMs, reached } = parts;
  const key = statementKey(pending.next.saleId, pending.seq);
  const isLate = pending.untilMs !== undefined && wholeSecond(nowMs()) > pending.untilMs;
  if (isLate && (await records.head(key)) === null) {
    storage.transactionSync(() => store.dropPending());
    return;
  }
  await writeOnce(records, key, pending.text, "application/jose");
  reached("statement-published");
  storage.transactionSync(() => store.settle(pending));
  reached("statement-settled");
}
