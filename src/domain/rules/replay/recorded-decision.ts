import * as z from "zod";
import { CHANNELS } from "../../checkout.ts";
import { VERDICTS } from "../../decision/decision.ts";
import { OUTCOMES, type Outcome } from "../../decision/outcome.ts";
import { err, ok, type Result } from "../../result.ts";
import type { AttemptRecord } from "../../sale/attempt-row.ts";
import { SALE_MODES } from "../../sale/definition.ts";

/** One line of an export: a decision as it was recorded, and what was learned of it since. */
export type RecordedDecision = { readonly record: AttemptRecord; readonly outcomes: readonly Outcome[] };

const count = z.number();
const score = z.looseObject({ value: z.number(), logit: z.number() });

/** Everything that replaying a decision reads. The rest of a record is carried along unread. */
const schema = z.looseObject({
  record: z.looseObject({
    version: z.literal(1),
    decisionId: z.string(),
    shop: z.string(),
    atMs: z.number(),
    keys: z.looseObject({ account: z.string() }),
    policyHash: z.string(),
    input: z.looseObject({
      channel: z.enum(CHANNELS),
      mode: z.enum(SALE_MODES),
      paymentMethod: z.string(),
      quantity: count,
      limits: z.looseObject({ perAccount: count, perDevice: count, perHousehold: count, perPayment: count }),
      acceptedPayments: z.array(z.string()),
      clientSignals: z.enum(["required", "optional"]),
      claimed: z.looseObject({ account: count }),
      signals: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
      score: score.optional(),
      challengeSettled: z.boolean(),
      exemptRules: z.array(z.string()),
    }),
    decision: z.looseObject({
      verdict: z.enum(VERDICTS),
      reasons: z.array(z.looseObject({ code: z.string(), rule: z.string().optional() })),
      rules: z.array(z.looseObject({ id: z.string(), status: z.string(), result: z.string() })),
    }),
  }),
  outcomes: z.array(z.looseObject({ outcome: z.enum(OUTCOMES), atMs: z.number() })),
});

/**
 * Reads a line of an export.
 * @returns the decision with its members in their recorded order, or in one sentence why the line is none
 */
export function readRecordedDecision(line: string): Result<RecordedDecision, string> {
  let value: RecordedDecision;
  try {
    value = JSON.parse(line);
  } catch {
    return err("It is not JSON.");
  }
  const checked = schema.safeParse(value);
  if (checked.success) return ok(value);
  const [issue] = checked.error.issues;
  return err(`/${issue?.path.join("/")}: ${issue?.message}`);
}
