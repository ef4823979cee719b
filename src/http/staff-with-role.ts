import type { StaffRole } from "../config.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { StaffMember } from "../platform/access.ts";
import type { Problem } from "../wire/problem.ts";
import { authenticateStaff, isSameOrigin } from "./caller.ts";
import type { HttpContext } from "./env.ts";

/** A person of the staff with one of these roles, and for a write one whose session no other site uses. */
export async function authenticateStaffWith(
  c: HttpContext,
  roles: readonly StaffRole[],
): Promise<Result<StaffMember, Problem>> {
  const staff = await authenticateStaff(c);
  return staff.ok ? permitted(c, staff.value, roles) : staff;
}

/** A person whose session was proved, if it has one of these roles and calls from where it may. */
export function permitted(
  c: HttpContext,
  staff: StaffMember,
  roles: readonly StaffRole[],
): Result<StaffMember, Problem> {
  if (!roles.includes(staff.role)) return err(roleMissing(roles));
  // A browser names its page on every write; a program names none.
  const namesPage = c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  if (c.req.method !== "GET" && namesPage && !isSameOrigin(c)) {
    return err({ slug: "forbidden", detail: "This call was made by another site, so nothing was done." });
  }
  return ok(staff);
}

/** What somebody is told who has none of these roles. */
export function roleMissing(roles: readonly StaffRole[]): Problem {
  return { slug: "forbidden", detail: `This needs the role ${roles.join(" or ")}.` };
}
