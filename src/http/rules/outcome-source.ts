import type { Json } from "../../domain/canonical-json.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import type { Party } from "../../domain/sale/party.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { authenticateShop } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { idempotencyKey, idempotencyOf } from "../idempotency.ts";
import { authenticatePolicyStaff } from "./policy-staff.ts";

/** Who says what became of decisions: a shop of its own, staff with the role trust or admin of all. */
export type OutcomeSource = {
  readonly reader: Party;
  readonly source: string;
  readonly key: string;
  /** Where it is a person of the staff. */
  readonly staff?: StaffMember | undefined;
};

export async function authenticateOutcomeSource(c: HttpContext): Promise<Result<OutcomeSource, Problem>> {
  const caller = await callerOf(c);
  if (!caller.ok) return caller;
  const key = idempotencyKey(c);
  return key.ok ? ok({ ...caller.value, key: key.value }) : key;
}

async function callerOf(c: HttpContext): Promise<Result<Omit<OutcomeSource, "key">, Problem>> {
  if (c.req.header("cf-access-jwt-assertion") !== undefined && c.req.header("authorization") === undefined) {
    const staff = await authenticatePolicyStaff(c);
    return staff.ok ? ok({ reader: "staff", source: `staff/${staff.value.sub}`, staff: staff.value }) : staff;
  }
  const shop = authenticateShop(c);
  return shop.ok ? ok({ reader: { shop: shop.value.id }, source: `shop/${shop.value.id}` }) : shop;
}

/** Keyed hashes by which a repeat of this call is known. */
export function outcomeCall(c: HttpContext, { source, key }: OutcomeSource, body: Json) {
  const [pepper] = c.get("config").peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const { scope, fingerprint } = idempotencyOf(c, { caller: source, key, body }, pepper);
  return { call: scope, fingerprint };
}

/** The same key with another body: what was said first stays. */
export const KEY_REUSED = err<Problem>({
  slug: "idempotency-key-reused",
  detail: "This Idempotency-Key belongs to a different request. Use a new key for a new request.",
});
