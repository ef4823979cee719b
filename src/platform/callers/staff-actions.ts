import type { PressureLevel } from "../../domain/pressure/level.ts";
import type { WebhookKey } from "../webhooks/webhooks.ts";
import type { StaffMember } from "./access.ts";

/** One action of a member of the staff on a sale, a webhook or the keys of a partner, and why. */
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
        | "cancel-order"
        | "put-sale"
        | `${"uphold" | "reject"}-appeal`;
      readonly saleId: string;
    }
  | { readonly action: "rotate-webhook-secret"; readonly webhook: WebhookKey }
  | { readonly action: "make-partner-key" | "end-partner-key"; readonly partnerId: string }
);

/** Writes down an action before it is done: what cannot be written down is not done. */
export async function recordStaffAction(db: D1Database, entry: StaffAction): Promise<void> {
  const { by, action, reason, requestId, atMs } = entry;
  const saleId = "saleId" in entry ? entry.saleId : "";
  const webhook = "webhook" in entry ? `${entry.webhook.shop}/${entry.webhook.webhookId}` : null;
  const partner = "partnerId" in entry ? entry.partnerId : null;
  await db
    .prepare(
      `INSERT INTO staff_action (at_ms, sub, email, action, sale_id, webhook, partner, reason, request_id)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .bind(atMs, by.sub, by.email, action, saleId, webhook, partner, reason, requestId)
    .run();
}
