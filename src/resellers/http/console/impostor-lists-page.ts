import { ANY_ROLE, TRUST_ROLES } from "../../../app/roles.ts";
import { ok } from "../../../domain/result.ts";
import type { FormAnswer, Page, PageCall, ReasonedCall } from "../../../http/console/page.ts";
import { problemPageResponse } from "../../../http/console/staff-page.ts";
import { depsOf } from "../../../http/deps.ts";
import { impostorLists, publishImpostorLists } from "../../app/impostor-lists.ts";
import { renderImpostorLists } from "../../console/pages/impostor-lists.tsx";
import { policySource } from "../sale-door.ts";

export const impostorListsPage: Page = {
  section: "resellers",
  path: "/resellers/lists",
  roles: ANY_ROLE,
  show: showImpostorLists,
  forms: [{ path: "/resellers/lists", roles: TRUST_ROLES, asksWhy: true, act: publishListsFromForm }],
};

/** The lists of confirmed impostors, as they are live and as they would be. */
async function showImpostorLists({ c, staff, frame }: PageCall): Promise<Response> {
  const lists = await impostorLists({ ...depsOf(c), policy: policySource(c) });
  if (!lists.ok) return await problemPageResponse(c, lists.error);
  const view = { lists: lists.value.views, mayPublish: TRUST_ROLES.includes(staff.role) };
  return await c.html(renderImpostorLists(view, frame()));
}

/** Publishes them, or proposes them where a second person must agree. */
async function publishListsFromForm({ c, staff, why }: ReasonedCall): FormAnswer {
  const published = await publishImpostorLists({ ...depsOf(c), policy: policySource(c) }, staff, why);
  if (!published.ok) return published;
  const { value } = published;
  const href = value.status === "waiting" ? `/console/rules/proposals/${value.proposal}` : "/console/rules";
  return ok(c.redirect(href, 303));
}
