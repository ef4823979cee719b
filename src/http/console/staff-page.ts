import type { StaffRole } from "../../config.ts";
import { renderNotAllowed } from "../../console/pages/not-allowed.tsx";
import { renderProblem } from "../../console/pages/problem.tsx";
import { type StaffMember, verifyStaff } from "../../platform/callers/access.ts";
import { log } from "../../platform/log.ts";
import { PROBLEMS, type Problem } from "../../wire/problem.ts";
import { roleMissing } from "../caller.ts";
import type { HttpContext } from "../env.ts";

/** The person at the console, or the page that says why there is none. */
export async function staffOrPage(c: HttpContext): Promise<StaffMember | Response> {
  const { environment } = c.get("config");
  const staff = await verifyStaff(c.get("config"), c.req.header("cf-access-jwt-assertion"));
  if (staff.ok) return staff.value;
  log("staff-refused", { requestId: c.get("requestId"), reason: staff.error.kind });
  switch (staff.error.kind) {
    case "no-role":
      return c.html(renderNotAllowed({ email: staff.error.email, environment }), 403);
    case "service":
      return c.html(renderProblem({ ...NO_PERSON, instance: c.get("requestId") }), 403);
    case "unproved":
    case "not-configured": {
      const detail =
        staff.error.kind === "unproved"
          ? "Open this address through Cloudflare Access."
          : "Staff sign-in is not set up on this deployment: ACCESS_TEAM_DOMAIN and ACCESS_AUDIENCE are not set.";
      return c.html(renderProblem({ title: "You are not signed in", detail, instance: c.get("requestId") }), 403);
    }
  }
}

/** The person at the console if it has one of these roles, or the page that says what is missing. */
export async function staffWithRoleOrPage(
  c: HttpContext,
  roles: readonly StaffRole[],
): Promise<StaffMember | Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response || roles.includes(staff.role)) return staff;
  return await problemPageResponse(c, roleMissing(roles));
}

const NO_PERSON = { title: "This needs a person", detail: "A service may check and replay policies over the API." };

/** A problem as a page. */
export function problemPageResponse(c: HttpContext, problem: Problem): Response | Promise<Response> {
  const { title, status } = PROBLEMS[problem.slug];
  if (problem.retryAfterSeconds !== undefined) c.header("Retry-After", String(problem.retryAfterSeconds));
  return c.html(renderProblem({ title, detail: problem.detail, instance: c.get("requestId") }), status);
}
