import type { PressureLevel } from "../../domain/pressure/level.ts";
import type { WebhookKey } from "../webhooks/webhooks.ts";
import type { StaffMember } from "./access.ts";

/** One action of a member of the staff on a sale or a webhook, and why. */
export type StaffAction = {
  readonly by: StaffMember;
  readonly reason: string;
  readonly requestId: string;
  readonly atMs: number;
} & (
  | {
      readonly action:
        | "pause"
        | "resume"
        | `pressure-${PressureLevel | "measured"}`
        | `redraw-${"ask" | "confirm" | "drop"}`
        | `${"keep" | "exclude"}-entries`
        | "cancel-order";
      readonly saleId: string;
    }
  | { readonly action: "rotate-webhook-secret"; readonly webhook: WebhookKey }
);

/** Writes down an action before it is done: what cannot be written down is not done. */
export async function recordStaffAction(db: D1Database, entry: StaffAction): Promise<void> {
  const { by, action, reason, requestId, atMs } = entry;
  const { saleId, webhook } =
    "saleId" in entry
      ? { saleId: entry.saleId, webhook: null }
      : { saleId: "", webhook: `${entry.webhook.shop}/${entry.webhook.webhookId}` };
  await db
    .prepare(
      `INSERT INTO staff_action (at_ms, sub, email, action, sale_id, webhook, reason, request_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(atMs, by.sub, by.email, action, saleId, webhook, reason, requestId)
    .run();
}
