import type * as z from "zod";
import { decideProposal } from "../../../app/publication.ts";
import { BRAND_ROLES, CASE_READERS } from "../../../app/roles.ts";
import { POLICY_BYTES_MAX } from "../../../domain/limits.ts";
import type { Result } from "../../../domain/result.ts";
import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { readBody } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse, resultResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import type { Problem } from "../../../wire/problem.ts";
import { decideProposalBody } from "../../../wire/publication.ts";
import {
  type ChangedSettings,
  invalidSettings,
  previewSettings,
  publishSettings,
  settingsChange,
  settingsOverview,
} from "../../app/settings.ts";
import {
  changedSettingsAnswer,
  checkSettingsBody,
  publishSettingsBody,
  settingsAnswer,
  settingsPreviewAnswer,
} from "../../wire/reseller-settings.ts";

export const getSettingsRoute: Route = {
  method: "get",
  path: "/v1/resellers/settings",
  operationId: "getResellerSettings",
  summary: "The settings of the detectors that are live, what waits, and their history",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  answer: settingsAnswer,
  problems: [],
  handle: getSettings,
};

export const checkSettingsRoute: Route = {
  method: "post",
  path: "/v1/resellers/settings/checks",
  operationId: "checkResellerSettings",
  summary: "Check settings, and see which cases they would flag or no longer flag",
  description: "Nothing is written. A problem is named with line and column, all at once.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: checkSettingsBody,
  answer: settingsPreviewAnswer,
  bodyBytesMax: POLICY_BYTES_MAX,
  problems: ["settings-invalid"],
  handle: check,
};

export const publishSettingsRoute: Route = {
  method: "post",
  path: "/v1/resellers/settings/publish",
  operationId: "publishResellerSettings",
  summary: "Make settings live, or propose them where a second person is needed",
  description:
    "In use with the next call everywhere, and the undecided cases are judged anew by them. They wait for a second person where they move more than a tenth of those, miss a confirmed impostor, or where there is no case to try them on.",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: publishSettingsBody,
  answer: changedSettingsAnswer,
  bodyBytesMax: POLICY_BYTES_MAX,
  problems: ["settings-invalid", "already-live", "changed-meanwhile", "overloaded"],
  handle: ({ c, staff }) => change(c, publishSettingsBody, (body) => publishSettings(depsOf(c), staff, body)),
};

export const approveSettingsRoute: Route = {
  method: "post",
  path: "/v1/resellers/settings/approve",
  operationId: "approveResellerSettings",
  summary: "Agree to proposed settings, as somebody else than who proposed them",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: decideProposalBody,
  answer: changedSettingsAnswer,
  problems: ["proposal-unknown", "second-person-needed", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, decideProposalBody, (body) =>
      decideProposal(settingsChange(depsOf(c)), staff, { kind: "approve", ...body }),
    ),
};

export const withdrawSettingsRoute: Route = {
  method: "post",
  path: "/v1/resellers/settings/withdraw",
  operationId: "withdrawResellerSettings",
  summary: "Withdraw proposed settings",
  tag: "Staff",
  caller: "staff",
  roles: BRAND_ROLES,
  body: decideProposalBody,
  answer: changedSettingsAnswer,
  problems: ["proposal-unknown", "overloaded"],
  handle: ({ c, staff }) =>
    change(c, decideProposalBody, (body) =>
      decideProposal(settingsChange(depsOf(c)), staff, { kind: "withdraw", ...body }),
    ),
};

async function getSettings({ c }: StaffCall): Promise<Response> {
  const { settings, proposals, history } = await settingsOverview(depsOf(c));
  return jsonResponse({
    hash: settings.hash,
    text: settings.text,
    proposals: proposals.map(({ id, hash, by, atMs, why, effect, needs }) => ({
      proposal: id,
      hash,
      by: by.email,
      at: new Date(atMs).toISOString(),
      why,
      effect,
      needs,
    })),
    history: history.map(({ seq, hash: entryHash, body }) => ({
      seq,
      entryHash,
      kind: body.kind,
      at: new Date(body.atMs).toISOString(),
      by: body.by.email,
      why: body.why,
      hash: body.kind === "withdrawn" ? undefined : body.hash,
      approvedBy: body.kind === "published" ? body.approval?.by.email : undefined,
    })),
  });
}

async function check({ c }: StaffCall): Promise<Response> {
  const body = await readBody(c, checkSettingsBody, POLICY_BYTES_MAX);
  if (!body.ok) return problemResponse(c, body.error);
  const preview = await previewSettings(depsOf(c), body.value.value.text);
  if (!preview.ok) return problemResponse(c, invalidSettings(preview.error));
  const { settings, ...shown } = preview.value;
  return jsonResponse({ hash: settings.hash, ...shown });
}

async function change<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  act: (body: z.infer<Schema>) => Promise<Result<ChangedSettings, Problem>>,
): Promise<Response> {
  const body = await readBody(c, schema, POLICY_BYTES_MAX);
  if (!body.ok) return problemResponse(c, body.error);
  return resultResponse(c, await act(body.value.value));
}
