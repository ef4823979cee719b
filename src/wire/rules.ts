import * as z from "zod";
import { VERDICTS } from "../domain/decision/decision.ts";
import type { Immutable } from "../domain/immutable.ts";
import type { PolicyRefusal } from "../domain/policy/change-policy.ts";
import type { ReplaySummary, SecondPersonNeed } from "../domain/policy/policy-event.ts";
import type { PolicyOverview, PolicyProposal } from "../domain/policy/policy-state.ts";
import type { Changed } from "../domain/publication/publication.ts";
import type { ReplayReport } from "../domain/rules/replay/replay-report.ts";
import { instant } from "../domain/text.ts";
import type { Problem } from "./problem.ts";
import { endedProposals, publicationProblem, why } from "./publication.ts";

const policyHash = z.string().regex(/^sha256-[A-Za-z0-9_-]{43}$/, "must be a policy hash such as sha256-...");
const saleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be a sale id");

const files = z
  .array(z.strictObject({ path: z.string().max(200), text: z.string() }))
  .meta({ description: "policy.yaml, packs/<pack>/<rule>.yaml and lists/<name>.yaml." });

/** Body of `POST /v1/rules/check`. */
export const checkRulesBody = z.strictObject({ files }).meta({ id: "CheckRules" });

const ruleProblem = z.object({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  rule: z.string().optional(),
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
});

/** Answer of `POST /v1/rules/check`. */
export const checkRulesAnswer = z
  .object({
    problems: z.array(ruleProblem),
    policyHash: z.string().optional().meta({ description: "Where there is no problem: the hash it would go by." }),
  })
  .meta({ id: "CheckedRules" });

/** Body of `POST /v1/rules/replay`: files, or the hash of a policy that the service knows. */
export const replayRulesBody = z
  .strictObject({
    files: files.optional(),
    policyHash: policyHash.optional(),
    saleId: saleId.optional().meta({ description: "Decisions of this sale alone; without it, the latest of all." }),
    cursor: z.string().max(200).optional().meta({ description: "Goes on where an earlier call ended." }),
  })
  .refine((body) => (body.files === undefined) !== (body.policyHash === undefined), {
    error: "takes either files or policyHash",
  })
  .meta({ id: "ReplayRules" });

/** One thing of each verdict. */
function byVerdict<Each extends z.ZodType>(each: Each) {
  return z.object({ allow: each, challenge: each, review: each, deny: each });
}

const count = z.int();
const totals = byVerdict(count);
const quality = z.object({ precision: z.number().nullable(), recall: z.number().nullable() });
const beforeAfter = z.object({ before: quality, after: quality });

/** Answer of `POST /v1/rules/replay`. */
export const replayRulesAnswer = z
  .object({
    policies: z.object({ before: z.string(), after: z.string() }),
    cursor: z.string().optional().meta({ description: "Where there may be more decisions." }),
    decisions: count,
    before: totals,
    after: totals,
    matrix: byVerdict(totals),
    newlyDenied: count,
    newlyDeniedShare: z.number(),
    noLongerDenied: count,
    reproduced: z.object({ same: count, different: z.array(z.string()) }),
    movers: z.array(z.object({ rule: z.string().nullable(), moved: count, newlyDenied: count })),
    segments: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        values: z.array(
          z.object({ value: z.string(), decisions: count, deniedBefore: count, deniedAfter: count, changed: count }),
        ),
      }),
    ),
    labels: z.object({ abuse: count, genuine: count, stopped: beforeAfter, denied: beforeAfter }),
    changes: z.array(
      z.object({
        decisionId: z.string(),
        before: z.enum(VERDICTS),
        after: z.enum(VERDICTS),
        movers: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: "ReplayedRules" });

/** What `replayRulesAnswer` says beside the report. */
export type ReplayAnswer = ReplayReport & {
  readonly policies: { readonly before: string; readonly after: string };
  readonly cursor?: string | undefined;
};

/** Body of `POST /v1/rules/publish`. */
export const publishRulesBody = z
  .strictObject({
    files,
    why,
    saleId: saleId.optional().meta({ description: "Replay decisions of this sale alone." }),
    breakGlass: z.boolean().default(false).meta({
      description: "Go live although a second person is needed. Logged as an alarm and kept in the history.",
    }),
  })
  .meta({ id: "PublishRules" });

const replaySummary = z.object({
  decisions: count,
  newlyDenied: count,
  newlyDeniedShare: z.number(),
  noLongerDenied: count,
  before: totals,
  after: totals,
});
const needs = z.array(z.enum(["no-replay", "denies-more"]));

/** Answer of everything that changes the policy. */
export const changedPolicyAnswer = z
  .object({
    status: z.enum(["live", "waiting", "withdrawn"]),
    policyHash: z.string().optional(),
    proposal: z.int().optional().meta({ description: "Number of what waits for a second person." }),
    needs: needs.optional(),
    replay: replaySummary.nullable().optional(),
    endedProposals,
  })
  .meta({ id: "ChangedPolicy" });

/** What came of a change of the policy, in the names of its answer. */
export function changedPolicyView(changed: Changed<ReplaySummary, SecondPersonNeed>) {
  if (changed.status === "withdrawn") return changed;
  const { hash, effect, ...rest } = changed;
  return { ...rest, policyHash: hash, replay: effect } satisfies Immutable<z.infer<typeof changedPolicyAnswer>>;
}

/** Body of `POST /v1/rules/rollback`. */
export const rollBackBody = z
  .strictObject({
    why,
    to: policyHash.optional().meta({ description: "Without it, the policy that was live before." }),
  })
  .meta({ id: "RollBackPolicy" });

const person = z.object({ email: z.string() });

/** Answer of `GET /v1/rules`. */
export const rulesAnswer = z
  .object({
    policyHash: z.string().meta({ description: "What is live." }),
    rules: z.array(
      z.object({ id: z.string(), title: z.string(), status: z.enum(["draft", "shadow", "live", "retired"]) }),
    ),
    proposals: z.array(
      z.object({
        proposal: z.int(),
        policyHash: z.string(),
        by: person,
        at: instant,
        why: z.string(),
        needs,
        replay: replaySummary.nullable(),
      }),
    ),
    history: z.array(
      z.object({ seq: z.int(), previous: z.string(), body: z.looseObject({ kind: z.string() }), hash: z.string() }),
    ),
  })
  .meta({ id: "Rules" });

/** The live policy as its readers see it: rules without their conditions, what waits, and who changed it. */
export function rulesView(
  { liveHash, proposals, history }: PolicyOverview,
  rules: readonly { readonly id: string; readonly title: string; readonly status: string }[],
) {
  return {
    policyHash: liveHash,
    rules: rules.map(({ id, title, status }) => ({ id, title, status })),
    proposals: proposals.map(proposalView),
    history,
  };
}

function proposalView({ id, hash, by, atMs, why: reason, needs: reasons, effect }: PolicyProposal) {
  const at = new Date(atMs).toISOString();
  return { proposal: id, policyHash: hash, by: { email: by.email }, at, why: reason, needs: reasons, replay: effect };
}

/** What the caller hears of a refusal to change the policy. */
export function policyProblem(refusal: PolicyRefusal): Problem {
  switch (refusal.kind) {
    case "policy-never-live":
      return {
        slug: refusal.kind,
        detail: "Only a policy that was live before can be gone back to. Publish it instead.",
      };
    case "nothing-to-roll-back":
      return { slug: refusal.kind, detail: "The live policy is the first one." };
    default:
      return publicationProblem(refusal);
  }
}
