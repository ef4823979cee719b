import { livePolicy } from "../../app/publish-policy.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { renderList } from "../../console/pages/list.tsx";
import { renderLists } from "../../console/pages/lists.tsx";
import { entryRows, type ListView, listRows, pageOfEntries } from "../../console/view-models/lists.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import type { ListFile } from "../../domain/rules/list-file.ts";
import { entriesNaming, type ListEntry } from "../../domain/rules/list-lookup.ts";
import { listPseudonyms } from "../../domain/rules/list-pseudonyms.ts";
import type { StaffMember } from "../../platform/access.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { textField } from "../text-field.ts";
import { withForm } from "./console-form.ts";
import { frameOf, problemPageResponse, staffWithRoleOrPage } from "./staff-page.ts";

/** The lists of the live policy. */
export async function showLists(c: HttpContext): Promise<Response> {
  const staff = await staffWithRoleOrPage(c, TRUST_ROLES);
  if (staff instanceof Response) return staff;
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return await problemPageResponse(c, live.error);
  return await c.html(renderLists(listRows(live.value, Date.now()), frameOf(c, staff)));
}

/** One list, a page of its entries at a time. */
export async function showList(c: HttpContext): Promise<Response> {
  const staff = await staffWithRoleOrPage(c, TRUST_ROLES);
  return staff instanceof Response ? staff : await listPage(c, staff, undefined);
}

/** One list, and whether what somebody typed is on it. The text comes in a body, so that no address and no log repeats it. */
export async function searchList(c: HttpContext): Promise<Response> {
  return await withForm(c, { roles: TRUST_ROLES }, async (staff, form) => {
    return ok(await listPage(c, staff, textField(form, "identifier")?.trim() ?? ""));
  });
}

async function listPage(c: HttpContext, staff: StaffMember, searched: string | undefined): Promise<Response> {
  const view = await readList(c, searched);
  if (!view.ok) return await problemPageResponse(c, view.error);
  return await c.html(renderList(view.value, frameOf(c, staff)));
}

async function readList(c: HttpContext, searched: string | undefined): Promise<Result<ListView, Problem>> {
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return live;
  const nowMs = Date.now();
  const name = c.req.param("list") ?? "";
  const row = listRows(live.value, nowMs).find((each) => each.name === name);
  const list = live.value.lists[name];
  if (row === undefined || list === undefined) {
    return err({ slug: "not-found", detail: `The live policy has no list ${name}.` });
  }
  const { shops, peppers } = c.get("config");
  const names = [...shops.keys()];
  const shop = names.find((known) => known === c.req.query("shop")) ?? names[0] ?? "";
  const from = pageStart(c.req.query("from"));
  const { entries, next } = pageOfEntries(list, from);
  const [pepper] = peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const pseudonym = listPseudonyms(shop, pepper);
  const keyOf = ({ key, value }: ListEntry) => (value === undefined ? (key ?? "") : pseudonym(list.kind, value));
  return ok({
    list: row,
    rows: entryRows(entries, keyOf, nowMs),
    total: list.entries.length,
    from,
    next,
    shop,
    shops: names,
    found: searched === undefined ? undefined : found(list, searched),
  });

  function found(list: ListFile, text: string): ListView["found"] {
    const everywhere = names.flatMap((each) => peppers.map((known) => listPseudonyms(each, known)));
    const named = entriesNaming(list, text, everywhere);
    return named === undefined ? "unreadable" : entryRows(named, keyOf, nowMs);
  }
}

function pageStart(text: string | undefined): number {
  return /^\d{1,6}$/.test(text ?? "") ? Number(text) : 0;
}
