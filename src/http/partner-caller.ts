import { partnerOfKey } from "../app/partner/partner-of-key.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { PARTNER_KEY_START } from "../platform/callers/partner-keys.ts";
import type { Partner } from "../resellers/domain/authorized/partner.ts";
import type { Problem } from "../wire/problem.ts";
import { bearerOf, isSameOrigin } from "./credentials.ts";
import type { HttpContext } from "./env.ts";
import { exceedsPublicLimit } from "./public-limit.ts";

/** Whether a request shows what looks like the key of a partner. */
export function hasPartnerKey(c: HttpContext): boolean {
  return bearerOf(c.req.header("authorization"))?.startsWith(PARTNER_KEY_START) === true;
}

/** The partner that calls: from a program, or from our own page on the tablet of a store. */
export async function authenticatePartner(c: HttpContext): Promise<Result<Partner, Problem>> {
  const limited = await exceedsPublicLimit(c);
  if (limited !== undefined) return err(limited);
  if (c.req.header("origin") !== undefined && !isSameOrigin(c)) return err(ELSEWHERE);
  const key = bearerOf(c.req.header("authorization"));
  const partner = key === undefined ? undefined : await partnerOfKey(c.env.DB, key, Date.now());
  return partner === undefined ? err(UNKNOWN) : ok(partner);
}

const ELSEWHERE: Problem = {
  slug: "forbidden",
  detail: "The key of a partner is typed into the page of this deployment and into no other: ask for a new one.",
};
const UNKNOWN: Problem = {
  slug: "unauthorized",
  detail:
    "Send Authorization: Bearer <partner key>. The key is wrong or ended, or the authorization of its partner is over.",
};
