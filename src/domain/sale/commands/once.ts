import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import { isKept, type SaleRefusal } from "../refusal.ts";
import type { Reply } from "../store.ts";

/** What identifies a call that may be repeated: keyed hashes made by the Worker, so that neither names a shop's data. */
export type Idempotency = { readonly scope: string; readonly fingerprint: string };

/**
 * Runs a command at most once per idempotency key and gives every repeat the bytes of the first reply. Reply and effect are
 * written in the same transaction, so a repeat after a lost answer can never run the command again.
 * @param run the command; writes nothing when it refuses
 * @param render turns its outcome into the reply, exactly as it will be kept
 */
export function once<T>(
  { store, nowMs }: SaleContext,
  idempotency: Idempotency,
  run: () => Result<T, SaleRefusal>,
  render: (outcome: Result<T, SaleRefusal>) => Reply,
): Result<{ readonly reply: Reply; readonly replayed: boolean }, SaleRefusal> {
  const earlier = store.findReply(idempotency.scope);
  if (earlier !== undefined) {
    if (earlier.fingerprint !== idempotency.fingerprint) return err({ kind: "idempotency-key-reused" });
    return ok({ reply: { status: earlier.status, body: earlier.body }, replayed: true });
  }
  const outcome = run();
  if (!outcome.ok && !isKept(outcome.error)) return outcome;
  const reply = render(outcome);
  store.writeReply(idempotency.scope, { ...reply, fingerprint: idempotency.fingerprint, atMs: nowMs });
  return ok({ reply, replayed: false });
}
