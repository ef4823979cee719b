import { err, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { authenticateStaff, isSameOrigin } from "../caller.ts";
import type { HttpContext } from "../env.ts";

/** Somebody who may see and change the policy: a person with the role trust or admin. */
export async function authenticatePolicyStaff(c: HttpContext): Promise<Result<StaffMember, Problem>> {
  const staff = await authenticateStaff(c);
  if (!staff.ok) return staff;
  if (!mayChangePolicy(staff.value)) return err({ slug: "forbidden", detail: "Rules need the role trust or admin." });
  // A browser names its page on every write, and its session must not serve another site; a program names none.
  const namesPage = c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  if (c.req.method !== "GET" && namesPage && !isSameOrigin(c)) {
    return err({ slug: "forbidden", detail: "This call was made by another site, so nothing was done." });
  }
  return staff;
}

export function mayChangePolicy({ role }: StaffMember): boolean {
  return role === "trust" || role === "admin";
}
