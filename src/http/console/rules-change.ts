import { callPolicy } from "../../app/policy-call.ts";
import {
  type ChangedPolicy,
  decideProposal,
  knownPolicy,
  livePolicy,
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
import { checkPolicy } from "../../domain/rules/check-policy.ts";
import { type HashedPolicy, hashedPolicySchema } from "../../domain/rules/policy-document.ts";
import type { PolicyFiles } from "../../domain/rules/read-policy.ts";
import type { StaffMember } from "../../platform/access.ts";
import { hashPolicy } from "../../platform/policy-hash.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { type FormTerms, withForm, withReason } from "./console-form.ts";
import { frameOf, problemPageResponse, staffWithRoleOrPage } from "./staff-page.ts";

const WITH_POLICY: FormTerms = { roles: TRUST_ROLES, fileBytesMax: POLICY_BYTES_MAX };

/** What a chosen document would change, or what is wrong with it. */
export async function previewPolicy(c: HttpContext): Promise<Response> {
  return await withForm(c, WITH_POLICY, async (staff, form) => {
    const chosen = form.get("policy");
    const document = chosen instanceof File ? await chosen.text() : "";
    const files = filesOfDocument(document);
    if (!files.ok) return files;
    const { document: checked, problems } = checkPolicy(files.value, Date.now());
    if (checked === undefined) return ok(await c.html(renderPolicyProblems(problems, frameOf(c, staff)), 422));
    return await changePage(c, staff, await hashPolicy(checked), (summary) => ({
      kind: "chosen",
      document,
      oneIsEnough: needsSecondPerson(summary, c.get("config").newlyDeniedShareMax).length === 0,
    }));
  });
}

/** A proposal that waits, replayed anew. */
export async function showProposal(c: HttpContext): Promise<Response> {
  const staff = await staffWithRoleOrPage(c, TRUST_ROLES);
  if (staff instanceof Response) return staff;
  const overview = await callPolicy(depsOf(c), (policy) => policy.overview());
  if (!overview.ok) return await problemPageResponse(c, overview.error);
  const proposal = overview.value.proposals.find(({ id }) => String(id) === c.req.param("proposal"));
  if (proposal === undefined) return await problemPageResponse(c, NO_PROPOSAL);
  const policy = await knownPolicy(depsOf(c), proposal.hash);
  if (!policy.ok) return await problemPageResponse(c, policy.error);
  const mayApprove = proposal.by.sub !== staff.sub;
  const page = await changePage(c, staff, policy.value, () => ({ kind: "proposed", proposal, mayApprove }));
  return page.ok ? page.value : await problemPageResponse(c, page.error);
}

export async function publishFromForm(c: HttpContext): Promise<Response> {
  return await change(c, async (staff, why, form) => {
    const document = form.get("policy");
    const files = filesOfDocument(typeof document === "string" ? document : "");
    return files.ok ? await publishPolicy(depsOf(c), staff, { files: files.value, why, breakGlass: false }) : files;
  });
}

export async function decideFromForm(c: HttpContext): Promise<Response> {
  const kind = c.req.param("decision") === "approve" ? "approve" : "withdraw";
  const proposal = Number(c.req.param("proposal"));
  return await change(c, (staff, why) => decideProposal(depsOf(c), staff, { kind, proposal, why }));
}

export async function rollBackFromForm(c: HttpContext): Promise<Response> {
  return await change(c, (staff, why) => rollBack(depsOf(c), staff, { why }));
}

/** Does what the form asks, and leads to the page that shows what came of it. */
async function change(
  c: HttpContext,
  act: (staff: StaffMember, why: string, form: FormData) => Promise<Result<ChangedPolicy, Problem>>,
): Promise<Response> {
  return await withReason(c, WITH_POLICY, async (staff, why, form) => {
    const changed = await act(staff, why, form);
    return changed.ok ? ok(c.redirect("/console/rules", 303)) : changed;
  });
}

async function changePage(
  c: HttpContext,
  staff: StaffMember,
  policy: HashedPolicy,
  sourceOf: (summary: ReturnType<typeof summaryOf>) => PolicyChangeView["source"],
): Promise<Result<Response, Problem>> {
  const live = await livePolicy(depsOf(c));
  if (!live.ok) return live;
  const { report } = await replayArchive(depsOf(c), { before: live.value, after: policy }, {});
  const changes = policyDiff(live.value, policy);
  const source = sourceOf(summaryOf(report));
  return ok(await c.html(renderPolicyChange({ hash: policy.hash, changes, report, source }, frameOf(c, staff))));
}

/** The files of a document that somebody chose; whatever hash it claims, its content alone counts. */
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
