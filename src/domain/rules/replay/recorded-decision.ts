import * as z from "zod";
import { CHALLENGE_KINDS } from "../../challenge/challenge-kind.ts";
import type { AttemptRecord } from "../../decision/attempt-record.ts";
import { VERDICTS } from "../../decision/decision.ts";
import { OUTCOMES, type Outcome } from "../../decision/outcome.ts";
import { err, ok, type Result } from "../../result.ts";
import { CHANNELS } from "../../terms/channel.ts";
import { SALE_MODES } from "../../terms/definition.ts";
import { byLimit } from "../../terms/limits.ts";

/** One line of an export: a decision as it was recorded, and what was learned of it since. */
export type RecordedDecision = { readonly record: AttemptRecord; readonly outcomes: readonly Outcome[] };

/** A decision with the line that it was read from. */
export type ReadDecision = RecordedDecision & { readonly line: string };

const count = z.number();
const score = z.object({ value: z.number(), logit: z.number() });

const SIGNAL_TYPES: ReadonlySet<string> = new Set(["boolean", "number", "string"]);

/** Everything that replaying a decision reads. The rest of a record is neither looked at nor copied. */
const schema = z.object({
  record: z.object({
    version: z.literal(1),
    decisionId: z.string(),
    shop: z.string(),
    atMs: z.number(),
    keys: z.object({ account: z.string() }),
    policyHash: z.string(),
    input: z.object({
      channel: z.enum(CHANNELS),
      mode: z.enum(SALE_MODES),
      paymentMethod: z.string(),
      quantity: count,
      limits: z.object(byLimit(() => count)),
      acceptedPayments: z.array(z.string()),
      clientSignals: z.enum(["required", "optional"]),
      claimed: z.object({ account: count }),
      signals: z.custom(isSignals, "Invalid input: expected signals"),
      score: score.optional(),
      challengeSettled: z.boolean(),
      challengeKinds: z.array(z.enum(CHALLENGE_KINDS)).optional(),
      verifiableKinds: z.array(z.enum(CHALLENGE_KINDS)).optional(),
      challengeSettledBy: z.enum(CHALLENGE_KINDS).optional(),
      exemptRules: z.array(z.string()),
    }),
    decision: z.object({
      verdict: z.enum(VERDICTS),
      reasons: z.array(z.object({ code: z.string(), rule: z.string().optional() })),
      rules: z.custom(isRuleResults, "Invalid input: expected results of rules"),
    }),
  }),
  outcomes: z.array(z.object({ outcome: z.enum(OUTCOMES), atMs: z.number() })),
});

/** The two long parts of a record are checked by hand: a schema takes longer over them than deciding does. */
function isSignals(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => SIGNAL_TYPES.has(typeof each));
}

function isRuleResults(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRuleResult);
}

function isRuleResult(value: unknown): boolean {
  if (!isObject(value) || !("id" in value && "status" in value && "result" in value)) return false;
  return typeof value.id === "string" && typeof value.status === "string" && typeof value.result === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Reads a line of an export.
 * @returns the decision with its members in their recorded order, or in one sentence why the line is none
 */
export function readRecordedDecision(line: string): Result<ReadDecision, string> {
  let value: RecordedDecision;
  try {
    value = JSON.parse(line);
  } catch {
    return err("It is not JSON.");
  }
  const checked = schema.safeParse(value);
  if (checked.success) return ok({ ...value, line });
  const [issue] = checked.error.issues;
  return err(`/${issue?.path.join("/")}: ${issue?.message}`);
}
