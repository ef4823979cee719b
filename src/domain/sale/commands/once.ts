import type { AttemptRecord } from "../../decision/attempt-record.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRecord } from "../record.ts";
import { type CallRefusal, isKept, type SaleRefusal } from "../refusal.ts";
import type { Reply } from "../reply.ts";

/** What identifies a call that may be repeated: keyed hashes made by the Worker, so that neither names a shop's data. */
export type Idempotency = {
  readonly scope: string;
  readonly fingerprint: string;
  /** Epoch of the pepper under which both were made, and every pseudonym of the command. */
  readonly pepperEpoch: string;
};

export type Replied = { readonly reply: Reply; readonly replayed: boolean };

/** A command that is to run at most once. */
export type OnceCommand<T> = {
  /** Writes nothing when it refuses, but what counts the refusals themselves. */
  readonly run: () => Result<T, SaleRefusal>;
  /** Turns the outcome into the reply, exactly as it will be kept. */
  readonly render: (outcome: Result<T, SaleRefusal>) => Reply;
  /** Of a command that decides: its decision, which is kept with the reply; undefined where neither is written. */
  readonly recordOf?: ((value: T) => AttemptRecord | undefined) | undefined;
};

/** The refusal of a call that was made under another pepper than the sale's: its pseudonyms would be those of strangers. */
export function otherPepper(
  sale: SaleRecord | undefined,
  pepperEpoch: string,
): Extract<CallRefusal, { kind: "pepper-epoch" }> | undefined {
  if (sale === undefined || sale.pepperEpoch === pepperEpoch) return undefined;
  return { kind: "pepper-epoch", epoch: sale.pepperEpoch };
}

/**
 * Runs a command at most once per idempotency key and gives every repeat the bytes of the first reply. Reply and effect are
 * written in the same transaction, so a repeat after a lost answer can never run the command again.
 */
export function once<T>(
  { store, nowMs }: SaleContext,
  { scope, fingerprint, pepperEpoch }: Idempotency,
  { run, render, recordOf }: OnceCommand<T>,
): Result<Replied, CallRefusal> {
  const foreign = otherPepper(store.findSale(), pepperEpoch);
  if (foreign !== undefined) return err(foreign);
  const earlier = store.findReply(scope);
  if (earlier !== undefined) {
    if (earlier.fingerprint !== fingerprint) return err({ kind: "idempotency-key-reused" });
    return ok({ reply: { status: earlier.status, body: earlier.body }, replayed: true });
  }
  const outcome = run();
  if (!outcome.ok && !isKept(outcome.error)) return outcome;
  const reply = render(outcome);
  const stored = { ...reply, fingerprint, atMs: nowMs };
  if (outcome.ok && recordOf !== undefined) {
    const record = recordOf(outcome.value);
    if (record !== undefined) store.writeAttempt({ record, idempotencyScope: scope, reply: stored });
  } else store.writeReply(scope, stored);
  return ok({ reply, replayed: false });
}
