import { livePolicy } from "../../app/publish-policy.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { renderList } from "../../console/pages/list.tsx";
import { renderLists } from "../../console/pages/lists.tsx";
import { entryRows, type ListView, listRows, pageOfEntries } from "../../console/view-models/lists.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import type { ListFile } from "../../domain/rules/list-file.ts";
import { entriesNaming, type ListEntry } from "../../domain/rules/list-lookup.ts";
import { listPseudonyms } from "../../domain/rules/list-pseudonyms.ts";
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
  forms: [{ path: "/lists/:list/search", roles: TRUST_ROLES, act: searchList }],
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

/** One list, and whether what somebody typed is on it. The text comes in a body, so that no address and no log repeats it. */
async function searchList(call: FormCall): FormAnswer {
  const { form } = call;
  return ok(await answerList(call, textField(form, "identifier")?.trim() ?? ""));
}

async function answerList({ c, frame }: PageCall, searched: string | undefined): Promise<Response> {
  const view = await readList(c, searched);
  if (!view.ok) return await problemPageResponse(c, view.error);
  return await c.html(renderList(view.value, frame()));
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
