import { callPolicy } from "../../app/policy-call.ts";
import { decideProposal } from "../../app/publication.ts";
import {
  type ChangedPolicy,
  checkAgainstHistory,
  knownPolicy,
  livePolicy,
  policyChange,
  publishPolicy,
  rollBack,
} from "../../app/publish-policy.ts";
import { replayArchive, summaryOf } from "../../app/replay-archive.ts";
import { TRUST_ROLES } from "../../app/roles.ts";
import { type PolicyChangeView, renderPolicyChange, renderPolicyProblems } from "../../console/pages/policy-change.tsx";
import { POLICY_BYTES_MAX } from "../../domain/limits.ts";
import { needsSecondPerson } from "../../domain/policy/change-policy.ts";
import { policyDiff } from "../../domain/policy/policy-diff.ts";
import { filesOf } from "../../domain/policy/policy-files.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type HashedPolicy, hashedPolicySchema } from "../../domain/rules/policy-document.ts";
import type { PolicyFiles } from "../../domain/rules/read-policy.ts";
import { hashPolicy } from "../../platform/policy/policy-hash.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import {
  type FormAnswer,
  type FormCall,
  leadTo,
  type Page,
  type PageCall,
  proposalDecision,
  type ReasonedCall,
} from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

const TERMS = { roles: TRUST_ROLES, fileBytesMax: POLICY_BYTES_MAX } as const;
const toRules = () => "/console/rules";

/** A proposal that waits, and what changes the policy. */
export const policyChangePage: Page = {
  section: "rules",
  path: "/rules/proposals/:proposal",
  roles: TRUST_ROLES,
  show: showProposal,
  forms: [
    { ...TERMS, path: "/rules/preview", act: previewPolicy },
    { ...TERMS, path: "/rules/publish", asksWhy: true, act: leadTo(toRules, publishFromForm) },
    { ...TERMS, path: "/rules/rollback", asksWhy: true, act: leadTo(toRules, rollBackFromForm) },
    {
      ...TERMS,
      path: "/rules/proposals/:proposal/:decision{approve|withdraw}",
      asksWhy: true,
      act: leadTo(toRules, decideFromForm),
    },
  ],
};

/** What a chosen document would change, or what is wrong with it. */
async function previewPolicy(call: FormCall): FormAnswer {
  const { c, form, frame } = call;
  const chosen = form.get("policy");
  const document = chosen instanceof File ? await chosen.text() : "";
  const files = filesOfDocument(document);
  if (!files.ok) return files;
  const { document: checked, problems } = await checkAgainstHistory(depsOf(c), files.value);
  if (checked === undefined) return ok(await c.html(renderPolicyProblems(problems, frame()), 422));
  return await changePage(call, await hashPolicy(checked), (summary) => ({
    kind: "chosen",
    document,
    oneIsEnough: needsSecondPerson(summary, c.get("config").newlyDeniedShareMax).length === 0,
  }));
}

/** A proposal that waits, replayed anew. */
async function showProposal(call: PageCall): Promise<Response> {
  const { c, staff } = call;
  const overview = await callPolicy(depsOf(c), (policy) => policy.overview());
  if (!overview.ok) return await problemPageResponse(c, overview.error);
  const proposal = overview.value.proposals.find(({ id }) => String(id) === c.req.param("proposal"));
  if (proposal === undefined) return await problemPageResponse(c, NO_PROPOSAL);
  const policy = await knownPolicy(depsOf(c), proposal.hash);
  if (!policy.ok) return await problemPageResponse(c, policy.error);
  const mayApprove = proposal.by.sub !== staff.sub;
  const page = await changePage(call, policy.value, () => ({ kind: "proposed", proposal, mayApprove }));
  return page.ok ? page.value : await problemPageResponse(c, page.error);
}

async function publishFromForm({ c, staff, form, why }: ReasonedCall): Promise<Result<ChangedPolicy, Problem>> {
  const document = form.get("policy");
  const files = filesOfDocument(typeof document === "string" ? document : "");
  return files.ok ? await publishPolicy(depsOf(c), staff, { files: files.value, why, breakGlass: false }) : files;
}

async function decideFromForm(call: ReasonedCall): Promise<Result<ChangedPolicy, Problem>> {
  return await decideProposal(policyChange(depsOf(call.c)), call.staff, proposalDecision(call));
}

async function rollBackFromForm({ c, staff, why }: ReasonedCall): Promise<Result<ChangedPolicy, Problem>> {
  return await rollBack(depsOf(c), staff, { why });
}

async function changePage(
  { c, frame }: PageCall,
  policy: HashedPolicy,
  sourceOf: (summary: ReturnType<typeof summaryOf>) => PolicyChangeView["source"],
): Promise<Result<Response, Problem>> {
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return live;
  const { report } = await replayArchive(depsOf(c), { before: live.value, after: policy }, {});
  const changes = policyDiff(live.value, policy);
  const source = sourceOf(summaryOf(report));
  return ok(await c.html(renderPolicyChange({ hash: policy.hash, changes, report, source }, frame())));
}

/** The files of a chosen document; whatever hash it claims, its content alone counts. */
function filesOfDocument(text: string): Result<PolicyFiles, Problem> {
  if (text.length > POLICY_BYTES_MAX) {
    return err({ slug: "body-too-large", detail: `A policy may hold at most ${POLICY_BYTES_MAX} bytes.` });
  }
  const parsed = hashedPolicySchema.safeParse(safeJson(text));
  if (parsed.success) return ok(filesOf(parsed.data));
  return err({ slug: "request-invalid", detail: "This is no document that npm run rules bundle wrote." });
}

const NO_PROPOSAL: Problem = {
  slug: "proposal-unknown",
  detail: "It was withdrawn or published, or another policy went live since.",
};

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
