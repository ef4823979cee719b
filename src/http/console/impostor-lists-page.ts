import { renderImpostorLists } from "../../console/pages/impostor-lists.tsx";
import type { HttpContext } from "../env.ts";
import { impostorLists, publishImpostorLists } from "../resellers/link-lists.ts";
import { mayChangePolicy } from "../rules/policy-staff.ts";
import { readWhy, rulesStaffOrPage } from "./rules-staff.ts";
import { frameOf, problemPageResponse, staffOrPage } from "./staff-page.ts";

/** The lists of confirmed impostors, as they are live and as they would be. */
export async function showImpostorLists(c: HttpContext): Promise<Response> {
  const staff = await staffOrPage(c);
  if (staff instanceof Response) return staff;
  const lists = await impostorLists(c);
  if (!lists.ok) return await problemPageResponse(c, lists.error);
  const view = { lists: lists.value.views, mayPublish: mayChangePolicy(staff) };
  return await c.html(renderImpostorLists(view, frameOf(c, staff)));
}

/** Publishes them, or proposes them where a second person must agree. */
export async function publishListsFromForm(c: HttpContext): Promise<Response> {
  const staff = await rulesStaffOrPage(c);
  if (staff instanceof Response) return staff;
  const read = await readWhy(c);
  if (read instanceof Response) return read;
  const published = await publishImpostorLists(c, staff, read.why);
  if (!published.ok) return await problemPageResponse(c, published.error);
  const { value } = published;
  return c.redirect(value.status === "waiting" ? `/console/rules/proposals/${value.proposal}` : "/console/rules", 303);
}
