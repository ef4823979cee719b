import type * as z from "zod";
import type { Deps } from "../../app/deps.ts";
import { callPolicy } from "../../app/policy-call.ts";
import { decideProposal, type ProposalDecision } from "../../app/publication.ts";
import {
  type ChangedPolicy,
  checkAgainstHistory,
  checkedPolicy,
  knownPolicy,
  livePolicy,
  policyChange,
  publishPolicy,
  rollBack,
} from "../../app/publish-policy.ts";
import { replayArchive } from "../../app/replay-archive.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { POLICY_BYTES_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { hashPolicy } from "../../platform/policy/policy-hash.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { decideProposalBody } from "../../wire/publication.ts";
import {
  changedPolicyAnswer,
  changedPolicyView,
  checkRulesAnswer,
  checkRulesBody,
  publishRulesBody,
  type ReplayAnswer,
  replayRulesAnswer,
  replayRulesBody,
  rollBackBody,
  rulesAnswer,
  rulesView,
} from "../../wire/rules.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { readBody } from "../read-body.ts";
import { jsonResponse, problemResponse, resultResponse } from "../respond.ts";
import type { Route, StaffCall } from "../route.ts";

const BY_SERVICE = "A service may call this too: an Access service token that STAFF_ROLES names as `service`.";

export const getRulesRoute: Route = {
  method: "get",
  path: "/v1/rules",
  operationId: "getRules",
  summary: "Which policy is live, what waits for a second person, and who did what when and why",
  description: "The history is a chain: `npm run rules history` checks that no entry was changed or cut out.",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  answer: rulesAnswer,
  problems: ["policy-unavailable"],
  handle: getRules,
};

export const checkRulesRoute: Route = {
  method: "post",
  path: "/v1/rules/check",
  operationId: "checkRules",
  summary: "Every problem of a policy at once",
  description: BY_SERVICE,
  tag: "Staff",
  caller: "staff or service",
  roles: TRUST_ROLES,
  body: checkRulesBody,
  answer: checkRulesAnswer,
  bodyBytesMax: POLICY_BYTES_MAX,
  problems: [],
  handle: ({ c }) => answer(c, checkRulesBody, ({ files }) => check(depsOf(c), files)),
};

export const replayRulesRoute: Route = {
  method: "post",
  path: "/v1/rules/replay",
  operationId: "replayRules",
  summary: "Who changes side: recorded decisions under a policy and under the live one",
  description: `Reads the latest 5,000 decisions of the archive, which is about a second behind. Signals, score, history and stock are held as recorded. ${BY_SERVICE}`,
  tag: "Staff",
  caller: "staff or service",
  roles: TRUST_ROLES,
  body: replayRulesBody,
  answer: replayRulesAnswer,
  bodyBytesMax: POLICY_BYTES_MAX,
  problems: ["policy-invalid", "policy-unknown", "policy-unavailable"],
  handle: ({ c }) => answer(c, replayRulesBody, (body) => replay(c, body)),
};

export const publishRulesRoute: Route = {
  method: "post",
  path: "/v1/rules/publish",
  operationId: "publishRules",
  summary: "Make a policy live, or propose it where a second person is needed",
  description:
    "The policy is checked and replayed first. New checkouts use it within 10 seconds. Where the replay newly denies more than the configured share, or there is nothing to replay, it waits for somebody else.",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  body: publishRulesBody,
  answer: changedPolicyAnswer,
  bodyBytesMax: POLICY_BYTES_MAX,
  problems: ["policy-invalid", "already-live", "changed-meanwhile", "policy-unavailable"],
  handle: ({ c, staff }) =>
    answer(c, publishRulesBody, async (body) => changedView(await publishPolicy(depsOf(c), staff, body))),
};

export const approveRulesRoute: Route = {
  method: "post",
  path: "/v1/rules/approve",
  operationId: "approveRules",
  summary: "As the second person, make a proposed policy live",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  body: decideProposalBody,
  answer: changedPolicyAnswer,
  problems: ["proposal-unknown", "second-person-needed", "policy-unavailable"],
  handle: ({ c, staff }) => answer(c, decideProposalBody, (body) => decide(c, staff, { kind: "approve", ...body })),
};

export const withdrawRulesRoute: Route = {
  ...approveRulesRoute,
  path: "/v1/rules/withdraw",
  operationId: "withdrawRules",
  summary: "Withdraw a proposed policy",
  caller: "staff",
  problems: ["proposal-unknown", "policy-unavailable"],
  handle: ({ c, staff }) => answer(c, decideProposalBody, (body) => decide(c, staff, { kind: "withdraw", ...body })),
};

export const rollBackRulesRoute: Route = {
  method: "post",
  path: "/v1/rules/rollback",
  operationId: "rollBackRules",
  summary: "Go back to the policy that was live before",
  tag: "Staff",
  caller: "staff",
  roles: TRUST_ROLES,
  body: rollBackBody,
  answer: changedPolicyAnswer,
  problems: ["nothing-to-roll-back", "policy-never-live", "already-live", "policy-unavailable"],
  handle: ({ c, staff }) =>
    answer(c, rollBackBody, async (body) => changedView(await rollBack(depsOf(c), staff, body))),
};

async function decide(
  c: HttpContext,
  staff: StaffMember,
  decision: ProposalDecision,
): Promise<Result<object, Problem>> {
  return changedView(await decideProposal(policyChange(depsOf(c)), staff, decision));
}

function changedView(changed: Result<ChangedPolicy, Problem>): Result<object, Problem> {
  return changed.ok ? ok(changedPolicyView(changed.value)) : changed;
}

async function getRules({ c }: StaffCall): Promise<Response> {
  const overview = await callPolicy(depsOf(c), (policy) => policy.overview());
  if (!overview.ok) return problemResponse(c, overview.error);
  const live = await knownPolicy(depsOf(c), overview.value.liveHash);
  return live.ok ? jsonResponse(rulesView(overview.value, live.value.rules)) : problemResponse(c, live.error);
}

/** Reads the body, does it. */
async function answer<Schema extends z.ZodType>(
  c: HttpContext,
  schema: Schema,
  act: (body: z.infer<Schema>) => Promise<Result<object, Problem>>,
): Promise<Response> {
  const body = await readBody(c, schema, POLICY_BYTES_MAX);
  return resultResponse(c, body.ok ? await act(body.value.value) : body);
}

async function check(deps: Deps, files: z.infer<typeof checkRulesBody>["files"]): Promise<Result<object, Problem>> {
  const { document, problems } = await checkAgainstHistory(deps, files);
  return ok({ problems, policyHash: document && (await hashPolicy(document)).hash });
}

async function replay(
  c: HttpContext,
  { files, policyHash, saleId, cursor }: z.infer<typeof replayRulesBody>,
): Promise<Result<ReplayAnswer, Problem>> {
  if (files === undefined && policyHash === undefined)
    return err(invalid([{ pointer: "/files", detail: "is required" }]));
  const after =
    files === undefined ? await knownPolicy(depsOf(c), policyHash ?? "") : await checkedPolicy(depsOf(c), files);
  if (!after.ok) return after;
  const before = await livePolicy(depsOf(c));
  if (!before.ok) return before;
  const replayed = await replayArchive(depsOf(c), { before: before.value, after: after.value }, { saleId, cursor });
  const policies = { before: before.value.hash, after: after.value.hash };
  return ok({ policies, ...replayed.report, cursor: replayed.cursor });
}
