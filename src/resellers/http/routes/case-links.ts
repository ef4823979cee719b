import type * as z from "zod";
import { BRAND_ROLES, CASE_READERS, TRUST_ROLES } from "../../../app/roles.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBody } from "../../../http/read-body.ts";
import { problemResponse, resultResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import type { Problem } from "../../../wire/problem.ts";
import { changedPolicyAnswer, changedPolicyView } from "../../../wire/rules.ts";
import { impostorLists, publishImpostorLists } from "../../app/impostor-lists.ts";
import { caseLinks, identifySeller, traceClue, unlink } from "../../app/purchases.ts";
import { findCase } from "../../store/case-store.ts";
import { caseProblem, removalBody } from "../../wire/case.ts";
import {
  type CaseLinksView,
  caseLinksAnswer,
  clueBody,
  identityBody,
  impostorListsAnswer,
  publishListsBody,
} from "../../wire/case-link.ts";
import { policySource, purchaseSource } from "../sale-door.ts";

export const getCaseLinksRoute: Route = {
  method: "get",
  path: "/v1/cases/{caseId}/links",
  operationId: "getCaseLinks",
  summary: "The purchases that fed a shop, and what its seller would be known by at a checkout",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: caseLinksAnswer,
  problems: ["case-unknown"],
  handle: async ({ c }) => resultResponse(c, await readLinks(c)),
};

export const traceClueRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/clues",
  operationId: "traceClue",
  summary: "Look up a serial, order or hold number that a listing shows",
  description:
    "The number of a hold leads to its decision, that of an order to those of the latest 40 sales that were redeemed under it. Serial numbers, and orders of older sales, lead to decisions where the shop has said what it delivered (`POST /v1/deliveries`). The number is not kept.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: clueBody,
  answer: caseLinksAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, clueBody, (caseId, clue) =>
      traceClue({ ...depsOf(c), purchases: purchaseSource(c) }, staff, { caseId, clue }),
    ),
};

export const identifySellerRoute: Route = {
  method: "post",
  path: "/v1/cases/{caseId}/identities",
  operationId: "identifySeller",
  summary: "Say who the seller of a case is, by phone, address or payment",
  description:
    "Kept as keyed hashes alone, the ones that checkouts of the same person would have at each shop. They count in rules once two people have confirmed the case and the lists are published.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: identityBody,
  answer: caseLinksAnswer,
  problems: ["case-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, identityBody, (caseId, seller) => identifySeller(depsOf(c), staff, { caseId, seller })),
};

export const removePurchaseRoute: Route = {
  method: "delete",
  path: "/v1/cases/{caseId}/purchases/{decisionId}",
  operationId: "removePurchase",
  summary: "Take a purchase that does not belong to it out of a case, with a reason",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: removalBody,
  answer: caseLinksAnswer,
  problems: ["link-unknown", "case-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, removalBody, (caseId, { reason }) =>
      unlink(depsOf(c), staff, { caseId, link: { decisionId: c.req.param("decisionId") ?? "" }, reason }),
    ),
};

export const removeIdentityRoute: Route = {
  method: "delete",
  path: "/v1/cases/{caseId}/identities/{kind}",
  operationId: "removeIdentity",
  summary: "Take back what the seller of a case was known by, with a reason",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: removalBody,
  answer: caseLinksAnswer,
  problems: ["link-unknown", "case-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, removalBody, (caseId, { reason }) =>
      unlink(depsOf(c), staff, { caseId, link: { kind: c.req.param("kind") ?? "" }, reason }),
    ),
};

export const getImpostorListsRoute: Route = {
  method: "get",
  path: "/v1/resellers/impostor-lists",
  operationId: "getImpostorLists",
  summary: "How the lists of confirmed impostors that rules look up would change",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: impostorListsAnswer,
  problems: ["policy-unavailable", "policy-unknown"],
  handle: async ({ c }) => resultResponse(c, await readLists(c)),
};

export const publishImpostorListsRoute: Route = {
  method: "post",
  path: "/v1/resellers/impostor-lists",
  operationId: "publishImpostorLists",
  summary: "Publish the lists of confirmed impostors with the live policy",
  description: "A publication like any other: checked, replayed, and proposed where a second person is needed.",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  body: publishListsBody,
  answer: changedPolicyAnswer,
  problems: ["policy-invalid", "policy-unknown", "already-live", "changed-meanwhile", "policy-unavailable"],
  handle: async (call) => resultResponse(call.c, await publishLists(call)),
};

async function readLinks(c: HttpContext): Promise<Result<CaseLinksView, Problem>> {
  const stored = await findCase(c.env.DB, c.req.param("caseId") ?? "");
  return stored === undefined
    ? err(caseProblem({ kind: "case-unknown" }))
    : ok(await caseLinks(c.env.DB, stored.caseId));
}

async function change<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  act: (caseId: string, body: z.infer<Schema>) => Promise<Result<CaseLinksView, Problem>>,
): Promise<Response> {
  const body = await readBody(c, schema);
  if (!body.ok) return problemResponse(c, body.error);
  return resultResponse(c, await act(c.req.param("caseId") ?? "", body.value.value));
}

async function readLists(c: HttpContext): Promise<Result<unknown, Problem>> {
  const lists = await impostorLists({ ...depsOf(c), policy: policySource(c) });
  if (!lists.ok) return lists;
  const paths = new Set(lists.value.views.map(({ list }) => `lists/${list}.yaml`));
  return ok({ lists: lists.value.views, files: lists.value.files.filter(({ path }) => paths.has(path)) });
}

async function publishLists({ c, staff }: StaffCall): Promise<Result<unknown, Problem>> {
  const body = await readBody(c, publishListsBody);
  if (!body.ok) return body;
  const deps = { ...depsOf(c), policy: policySource(c) };
  const changed = await publishImpostorLists(deps, staff, body.value.value.why);
  return changed.ok ? ok(changedPolicyView(changed.value)) : changed;
}
