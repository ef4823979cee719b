import { policyList, searchList } from "../../app/policy-list.ts";
import { livePolicy } from "../../app/publish-policy.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { renderList } from "../../console/pages/list.tsx";
import { renderLists } from "../../console/pages/lists.tsx";
import { entryRows, type ListView, listRows, pageOfEntries } from "../../console/view-models/lists.ts";
import { assert, ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { textField } from "../text-field.ts";
import type { FormAnswer, FormCall, Page, PageCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const listsPage: Page = { section: "lists", path: "/lists", roles: TRUST_ROLES, show: showLists };
export const listPage: Page = {
  section: "lists",
  path: "/lists/:list",
  roles: TRUST_ROLES,
  show: showList,
  forms: [{ path: "/lists/:list/search", roles: TRUST_ROLES, act: searchFromForm }],
};

/** The lists of the live policy. */
async function showLists({ c, frame }: PageCall): Promise<Response> {
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return await problemPageResponse(c, live.error);
  return await c.html(renderLists(listRows(live.value, Date.now()), frame()));
}

/** One list, a page of its entries at a time. */
async function showList(call: PageCall): Promise<Response> {
  return await answerList(call, undefined);
}

/** One list, and whether a typed identifier is on it. It comes in a body, so that no address and no log repeats it. */
async function searchFromForm(call: FormCall): FormAnswer {
  const { form } = call;
  return ok(await answerList(call, textField(form, "identifier")?.trim() ?? ""));
}

async function answerList({ c, frame }: PageCall, searched: string | undefined): Promise<Response> {
  const view = await readList(c, searched);
  if (!view.ok) return await problemPageResponse(c, view.error);
  return await c.html(renderList(view.value, frame()));
}

async function readList(c: HttpContext, searched: string | undefined): Promise<Result<ListView, Problem>> {
  const deps = depsOf(c);
  const { nowMs } = deps;
  const name = c.req.param("list") ?? "";
  const read = await policyList(deps, { name, shop: c.req.query("shop") });
  if (!read.ok) return read;
  const { policy, list, shop, shops, keyOf } = read.value;
  const row = listRows(policy, nowMs).find((each) => each.name === name);
  assert(row !== undefined, "each list of a policy is a row");
  const from = pageStart(c.req.query("from"));
  const { entries, next } = pageOfEntries(list, from);
  const named = searched === undefined ? undefined : (searchList(deps, list, searched) ?? "unreadable");
  return ok({
    list: row,
    rows: entryRows(entries, keyOf, nowMs),
    total: list.entries.length,
    from,
    next,
    shop,
    shops,
    found: typeof named === "object" ? entryRows(named, keyOf, nowMs) : named,
  });
}

function pageStart(text: string | undefined): number {
  return /^\d{1,6}$/.test(text ?? "") ? Number(text) : 0;
}
