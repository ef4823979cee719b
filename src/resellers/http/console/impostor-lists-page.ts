import { TRUST_ROLES } from "../../../app/roles.ts";
import { ok } from "../../../domain/result.ts";
import { withReason } from "../../../http/console/console-form.ts";
import { frameOf, problemPageResponse, staffOrPage } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { impostorLists, publishImpostorLists } from "../../app/impostor-lists.ts";
import { renderImpostorLists } from "../../console/pages/impostor-lists.tsx";
import { policySource } from "../sale-door.ts";

/** The lists of confirmed impostors, as they are live and as they would be. */
export async function showImpostorLists(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const lists = await impostorLists({ ...depsOf(c), policy: policySource(c) });
  if (!lists.ok) return await problemPageResponse(c, lists.error);
  const view = { lists: lists.value.views, mayPublish: TRUST_ROLES.includes(staff.role) };
  return await c.html(renderImpostorLists(view, frameOf(c, staff)));
}

/** Publishes them, or proposes them where a second person must agree. */
export async function publishListsFromForm(c: HttpContext): Promise<Response> {
  return await withReason(c, { roles: TRUST_ROLES }, async (staff, why) => {
    const published = await publishImpostorLists({ ...depsOf(c), policy: policySource(c) }, staff, why);
    if (!published.ok) return published;
    const { value } = published;
    const href = value.status === "waiting" ? `/console/rules/proposals/${value.proposal}` : "/console/rules";
    return ok(c.redirect(href, 303));
  });
}
