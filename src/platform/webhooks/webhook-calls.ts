import type { Json } from "../../domain/canonical-json.ts";
import type { SecretName } from "./webhooks.ts";

/** An answer as it is kept: the secret that it tells, if any, by its name. */
export type KeptAnswer = {
  readonly members: { readonly [name: string]: Json };
  readonly secret?: Pick<SecretName, "kid" | "nonce"> | undefined;
};

/** A call that changed a webhook, as its repeat finds it. */
export type WebhookCall = { readonly fingerprint: string; readonly answer: KeptAnswer };

export async function findWebhookCall(db: D1Database, call: string): Promise<WebhookCall | undefined> {
  const row = await db
    .prepare("SELECT fingerprint, answer FROM webhook_call WHERE call = ?")
    .bind(call)
    .first<{ fingerprint: string; answer: string }>();
  return row === null ? undefined : { fingerprint: row.fingerprint, answer: JSON.parse(row.answer) };
}

/**
 * Makes a change and keeps the answer of its call, both or neither.
 * @returns false where another call under the same key was first: nothing was changed
 */
export async function changeOnce(
  db: D1Database,
  { call, fingerprint, answer }: WebhookCall & { readonly call: string },
  changes: readonly D1PreparedStatement[],
  nowMs: number,
): Promise<boolean> {
  const kept = db
    .prepare("INSERT INTO webhook_call (call, fingerprint, answer, recorded_at_ms) VALUES (?, ?, ?, ?)")
    .bind(call, fingerprint, JSON.stringify(answer), nowMs);
  try {
    await db.batch([kept, ...changes]);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("UNIQUE constraint failed: webhook_call.call")) return false;
    throw error;
  }
}
