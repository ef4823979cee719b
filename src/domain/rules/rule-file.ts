import * as z from "zod";
import { CHALLENGE_KINDS } from "../challenge/challenge-kind.ts";
import { BUYER_CODES, NEXT_STEPS } from "../decision/decision.ts";

export const RULE_STATUSES = ["draft", "shadow", "live", "retired"] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];

export const RULE_VERDICTS = ["deny", "review", "challenge", "allow"] as const;

/** The largest weight, in log-odds: e^4 makes fair odds 55 to 1. More than that is a verdict, and should be written as one. */
const WEIGHT_MAX = 4;

const sentence = z.string().trim().min(10).max(500);

export const isoDate = z.iso.date({ error: "Write a date as 2026-11-30." });

const ruleExample = z
  .strictObject({
    note: z.string().min(1).max(200).optional().describe("Who this is, in a few words."),
    given: z
      .record(z.string(), z.union([z.boolean(), z.number(), z.string()]))
      .describe("The signals that were observed. What is left out is absent."),
    lists: z
      .record(z.string(), z.array(z.string().min(1)))
      .optional()
      .describe("Entries that lists hold in this example, besides their own."),
    expect: z.enum(["match", "no_match", "absent"]),
  })
  .describe("A checkout and what the rule makes of it; run by `rules test`.");

/** One rule as an analyst writes it; rules/README.md explains each field. */
export const ruleFileSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}\.[a-z0-9][a-z0-9-]{0,60}$/, "An id is pack.rule-name, in lower case.")
    .describe("pack.rule-name; the file is packs/<pack>/<rule-name>.yaml"),
  title: z.string().trim().min(10).max(120).describe("What is going on, in a sentence that staff can read."),
  why: sentence.describe("The abuse this meets, with its OWASP code, for example OAT-005."),
  owner: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,40}$/)
    .describe("The team that answers for the rule."),
  status: z
    .enum(RULE_STATUSES)
    .describe("draft and shadow are evaluated and recorded, live also decides, retired is kept for the record."),
  when: z.string().trim().min(1).describe("A condition in CEL over the signals."),
  then: z
    .union([z.enum(RULE_VERDICTS), z.strictObject({ weight: z.number().min(-WEIGHT_MAX).max(WEIGHT_MAX) })], {
      error: `Write deny, review, challenge, allow, or { weight: 0.7 } between -${WEIGHT_MAX} and ${WEIGHT_MAX}.`,
    })
    .describe("A verdict, or a weight in log-odds that is added to the model's."),
  reason: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{2,47}$/, "A reason is a code in capitals: DEVICE_SHARED.")
    .describe("The code that decisions carry."),
  message: sentence.describe("The reason in a sentence, for staff and the shop."),
  buyer: z
    .strictObject({
      code: z.enum(BUYER_CODES).exclude(["held", "fewer_left"]),
      message: z
        .string()
        .trim()
        .min(10)
        .max(200)
        .optional()
        .describe("Where it differs from the code's usual message."),
      next: z.enum(NEXT_STEPS).optional().describe("Where it differs from the code's usual next step."),
    })
    .optional()
    .describe("What the buyer is told, where it differs from the verdict's usual answer."),
  settledBy: z
    .array(z.enum(CHALLENGE_KINDS))
    .min(1)
    .max(CHALLENGE_KINDS.length)
    .optional()
    .describe(
      "Of a challenge: the kinds of proof that settle it. Without it shop_otp and turnstile, never work alone.",
    ),
  falsePositives: z.array(sentence).min(1).max(10).describe("The honest people this will meet."),
  shadow: z
    .strictObject({ from: isoDate, to: isoDate })
    .optional()
    .describe("When the rule ran in shadow before it went live."),
  examples: z.array(ruleExample).min(1).max(40),
});

/** The pack that a rule's id names. */
export function packOf(id: string): string {
  return id.slice(0, id.indexOf("."));
}

/**
 * What can be checked of a rule whose file lacks something else: each part by itself, and an example that cannot be read as
 * a gap in its place.
 */
export const ruleFragmentSchema = z.object({
  id: ruleFileSchema.shape.id.optional().catch(undefined),
  when: ruleFileSchema.shape.when.optional().catch(undefined),
  examples: z.array(ruleExample.optional().catch(undefined)).catch([]),
});

export type RuleFragment = z.infer<typeof ruleFragmentSchema>;
export type RuleFile = z.infer<typeof ruleFileSchema>;
export type RuleThen = RuleFile["then"];
