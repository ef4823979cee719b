import type { Result } from "../../domain/result.ts";
import type { Identity, StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { authenticateIdentity } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { authenticateStaffWith, permitted } from "../staff-with-role.ts";
import { TRUST_ROLES } from "../trust-roles.ts";

/** Somebody who may see and change the policy: a person with the role trust or admin. */
export async function authenticatePolicyStaff(c: HttpContext): Promise<Result<StaffMember, Problem>> {
  return await authenticateStaffWith(c, TRUST_ROLES);
}

/** Somebody who may check and replay a policy: whoever may change it, or a service, which may do nothing else. */
export async function authenticatePolicyTrial(c: HttpContext): Promise<Result<Identity, Problem>> {
  const identity = await authenticateIdentity(c);
  if (!identity.ok || "service" in identity.value) return identity;
  const staff = permitted(c, identity.value.person, TRUST_ROLES);
  return staff.ok ? identity : staff;
}
