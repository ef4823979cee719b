import { canonicalJson } from "../domain/canonical-json.ts";
import type { PolicyCommand } from "../domain/policy/change-policy.ts";
import type { ReplaySummary, SecondPersonNeed } from "../domain/policy/policy-event.ts";
import { type Changed, changedBy } from "../domain/publication/publication.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { type CheckedPolicy, checkPolicySlices } from "../domain/rules/check-policy.ts";
import type { HashedPolicy } from "../domain/rules/policy-document.ts";
import type { PolicyFiles } from "../domain/rules/read-policy.ts";
import type { StaffMember } from "../platform/callers/access.ts";
import { log } from "../platform/log.ts";
import { forgetLivePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { fetchDocument } from "../platform/policy/policy-documents.ts";
import { hashPolicy } from "../platform/policy/policy-hash.ts";
import type { Problem } from "../wire/problem.ts";
import { policyProblem } from "../wire/rules.ts";
import type { Deps } from "./deps.ts";
import { inSlices } from "./in-slices.ts";
import { callPolicy, policyUnavailable } from "./policy-call.ts";
import { type ChangePublication, publish } from "./publication.ts";
import { replayArchive, summaryOf } from "./replay-archive.ts";

/** What came of a change of the policy, as its callers hear it. */
export type ChangedPolicy = Changed<ReplaySummary, SecondPersonNeed>;

export type PolicyPublication = {
  readonly files: PolicyFiles;
  readonly why: string;
  /** Replay decisions of this sale alone. */
  readonly saleId?: string | undefined;
  readonly breakGlass: boolean;
  /** The policy that the files were made from, where it must still be the live one. */
  readonly basedOn?: string | undefined;
};

/** Checks files against what the service saw of rules in shadow; without it where the history cannot be read now. */
export async function checkAgainstHistory(deps: Deps, files: PolicyFiles): Promise<CheckedPolicy> {
  const seen = await callPolicy(deps, async (policy) => await policy.shadowRecord());
  return await inSlices(deps, checkPolicySlices(files, deps.nowMs, seen.ok ? seen.value : undefined));
}

/** The files as a policy, or every problem of them at once. */
export async function checkedPolicy(deps: Deps, files: PolicyFiles): Promise<Result<HashedPolicy, Problem>> {
  const { document, problems } = await checkAgainstHistory(deps, files);
  if (document !== undefined) return ok(await hashPolicy(document));
  const many = problems.length === 1 ? "The policy has 1 problem" : `The policy has ${problems.length} problems`;
  const first = problems[0] === undefined ? "" : ` ${problems[0].file}: ${problems[0].message}`;
  // Through JSON, so that members without a value are left out.
  const members = { problems: JSON.parse(JSON.stringify(problems)) };
  return err({ slug: "policy-invalid", detail: `${many}; what is live stays live.${first}`, members });
}

/** A policy that the service knows. */
export async function knownPolicy(deps: Deps, hash: string): Promise<Result<HashedPolicy, Problem>> {
  const document = await fetchDocument(deps.objects, hash);
  if (document !== undefined) return ok(document);
  const kept = await callPolicy(deps, (policy) => policy.document(hash));
  if (!kept.ok) return kept;
  return kept.value === undefined
    ? err({ slug: "policy-unknown", detail: `No policy has the hash ${hash}.` })
    : err(policyUnavailable(`The policy ${hash} is kept and cannot be read.`));
}

/** The policy that is live. */
export async function livePolicy(deps: Deps): Promise<Result<HashedPolicy, Problem>> {
  const hash = await callPolicy(deps, (policy) => policy.liveHash());
  return hash.ok ? await knownPolicy(deps, hash.value) : hash;
}

/** Checks, replays against what is live, and publishes or proposes. */
export async function publishPolicy(
  deps: Deps,
  staff: StaffMember,
  { files, why, saleId, breakGlass, basedOn }: PolicyPublication,
): Promise<Result<ChangedPolicy, Problem>> {
  const policy = await checkedPolicy(deps, files);
  if (!policy.ok) return policy;
  const live = await livePolicy(deps);
  if (!live.ok) return live;
  if (basedOn !== undefined && live.value.hash !== basedOn) {
    return err(policyProblem({ kind: "changed-meanwhile" }));
  }
  const { report } = await replayArchive(deps, { before: live.value, after: policy.value }, { saleId });
  const effect = summaryOf(report);
  const candidate = { hash: policy.value.hash, against: live.value.hash, effect, text: canonicalJson(policy.value) };
  return await publish(policyChange(deps, { breakGlass }), staff, { candidate, why });
}

/** Goes back to the policy that was live before, or to any that was. */
export async function rollBack(
  deps: Deps,
  { sub, email }: StaffMember,
  { to, why }: { readonly to?: string | undefined; readonly why: string },
): Promise<Result<ChangedPolicy, Problem>> {
  return await changePolicy(deps, { kind: "roll-back", by: { sub, email }, why, ...(to === undefined ? {} : { to }) });
}

/** Publications of the policy, which the object that owns it decides. */
export function policyChange(
  deps: Deps,
  { breakGlass } = { breakGlass: false },
): ChangePublication<ReplaySummary, SecondPersonNeed> {
  return (command, text) => changePolicy(deps, command.kind === "publish" ? { ...command, breakGlass } : command, text);
}

async function changePolicy(
  deps: Deps,
  command: PolicyCommand,
  document?: string,
): Promise<Result<ChangedPolicy, Problem>> {
  const called = await callPolicy(deps, async (policy) => await policy.change(command, document));
  if (!called.ok) return called;
  const changed = called.value;
  if (!changed.ok) return err(policyProblem(changed.error));
  forgetLivePolicyHash(deps.objects);
  const { seq, event, endedProposals } = changed.value;
  if (event.kind === "rolled-back") return ok({ status: "live", hash: event.hash, endedProposals });
  if (event.kind === "published" && event.breakGlass) {
    log("policy-break-glass", { requestId: deps.requestId, policyHash: event.hash, by: event.by.sub });
  }
  return ok(changedBy(seq, event, endedProposals));
}
