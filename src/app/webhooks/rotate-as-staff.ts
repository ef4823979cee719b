import type { Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { type ChangedWebhook, readWebhook, rotateSecret, type WebhookChange } from "./manage.ts";

/** Gives a webhook a new secret for its shop. Who is told it, and why, is written down first. */
export async function rotateAsStaff(
  deps: Deps,
  staff: StaffMember,
  { change, reason }: { readonly change: WebhookChange; readonly reason: string },
): Promise<Result<ChangedWebhook, Problem>> {
  const { db, nowMs, requestId } = deps;
  const webhook = await readWebhook(deps, change);
  if (!webhook.ok) return webhook;
  const { shop, webhookId } = change;
  const entry = { by: staff, reason, requestId, atMs: nowMs };
  await recordStaffAction(db, { ...entry, action: "rotate-webhook-secret", webhook: { shop, webhookId } });
  return await rotateSecret(deps, change);
}
