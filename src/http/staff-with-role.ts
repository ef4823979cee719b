import type { StaffRole } from "../config.ts";
import { err, type Result } from "../domain/result.ts";
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
  if (!staff.ok) return staff;
  if (!roles.includes(staff.value.role)) {
    return err({ slug: "forbidden", detail: `This needs the role ${roles.join(" or ")}.` });
  }
  // A browser names its page on every write; a program names none.
  const namesPage = c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  if (c.req.method !== "GET" && namesPage && !isSameOrigin(c)) {
    return err({ slug: "forbidden", detail: "This call was made by another site, so nothing was done." });
  }
  return staff;
}
