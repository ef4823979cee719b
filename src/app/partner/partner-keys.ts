import { PARTNER_KEYS_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { endPartnerKey, keepPartnerKey, newPartnerKey, partnerKeyHash } from "../../platform/callers/partner-keys.ts";
import { recordStaffAction } from "../../platform/callers/staff-actions.ts";
import { unknownPartners } from "../../resellers/store/partner-registry.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";

type Change = { readonly partnerId: string; readonly reason: string };

/** Makes a key of a partner, which is told this once. A new one beside an old one is how keys are changed without a gap. */
export async function makePartnerKey(
  { db, nowMs, requestId }: Deps,
  by: StaffMember,
  { partnerId, reason }: Change,
): Promise<Result<string, Problem>> {
  if ((await unknownPartners(db, [partnerId])).size > 0) return err(UNKNOWN);
  await recordStaffAction(db, { by, action: "make-partner-key", partnerId, reason, requestId, atMs: nowMs });
  const key = newPartnerKey();
  const keyHash = partnerKeyHash(key) ?? "";
  const kept = await keepPartnerKey(db, { keyHash, partnerId, atMs: nowMs, max: PARTNER_KEYS_MAX });
  return kept ? ok(key) : err(TOO_MANY);
}

/** Ends a key: within seconds it opens nothing. */
export async function endKey(
  { db, nowMs, requestId }: Deps,
  by: StaffMember,
  { partnerId, reason, keyHash }: Change & { readonly keyHash: string },
): Promise<Result<void, Problem>> {
  await recordStaffAction(db, { by, action: "end-partner-key", partnerId, reason, requestId, atMs: nowMs });
  const ended = await endPartnerKey(db, { keyHash, partnerId, atMs: nowMs });
  return ended ? ok(undefined) : err({ slug: "not-found", detail: "This partner has no such key, or it has ended." });
}

const UNKNOWN: Problem = { slug: "not-found", detail: "The registry has no partner of this id." };
const TOO_MANY: Problem = {
  slug: "request-invalid",
  detail: `A partner has ${PARTNER_KEYS_MAX} keys at once at most: end one that no tablet uses any more, and make the new one then.`,
};
