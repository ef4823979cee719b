import * as z from "zod";
import { CHALLENGE_KINDS } from "../challenge/challenge-kind.ts";
import { WORKS } from "../challenge/proof-of-work.ts";
import { CHANNELS } from "../terms/channel.ts";
import { SALE_MODES } from "../terms/definition.ts";

/** A probability from which a verdict follows, or `never`. */
const threshold = z.union([z.number().min(0).max(1), z.literal("never")], {
  error: "Write a probability between 0 and 1, or never.",
});

/** Thresholds on the final probability; the row that names both channel and mode wins, then channel, then mode. */
const thresholdRow = z.strictObject({
  channel: z.enum(CHANNELS).optional(),
  mode: z.enum(SALE_MODES).optional(),
  challenge: threshold,
  review: threshold,
  deny: threshold,
});

/** One level of the ladder: when a sale is at it, who is asked then, and for what. */
const pressureLevel = z.strictObject({
  when: z.string().trim().min(1).describe("A condition in CEL over what the sale measures of itself: pressure.*"),
  asks: z.strictObject({
    standingBelow: z
      .number()
      .min(0)
      .max(100)
      .describe("Whoever has fewer points of standing is asked: 0 for nobody, 100 for everybody."),
    settledBy: z
      .array(z.enum(CHALLENGE_KINDS))
      .min(1)
      .max(CHALLENGE_KINDS.length)
      .refine((kinds) => kinds.includes("shop_otp"), {
        error: "Name shop_otp too: a code says who the buyer is, which is more than anything else that is asked.",
      })
      .describe("The kinds of proof that settle it; shop_otp is among them."),
    work: z
      .union(
        WORKS.map((work) => z.literal(work)),
        { error: `Write one of ${WORKS.join(", ")}.` },
      )
      .describe("How many times its usual work a proof of work is at this level."),
  }),
});

/** `policy.yaml`: everything about a policy that is not a rule. What is live, each rule's own `status` says. */
export const policyFileSchema = z.strictObject({
  title: z.string().trim().min(5).max(120),
  packs: z
    .record(z.string().regex(/^[a-z][a-z0-9-]{0,30}$/), z.string().min(10).max(300))
    .describe("The folders of packs/, and what each is about."),
  shadowWaived: z
    .strictObject({ packs: z.array(z.string()).min(1), because: z.string().trim().min(10).max(500) })
    .optional()
    .describe("Packs whose rules may be live without a time in shadow, and why. Rules of your own belong into others."),
  thresholds: z
    .array(thresholdRow)
    .min(1)
    .describe("Probabilities from which a checkout is challenged, reviewed or denied."),
  pressure: z
    .strictObject({
      calmAfterSeconds: z
        .int()
        .min(10)
        .max(3600)
        .describe("A level is left, one step down, so long after its condition was last true."),
      busy: pressureLevel,
      besieged: pressureLevel,
    })
    .optional()
    .describe("How a sale measures how hard it is pressed, and who is asked for one proof then. Without it nobody is."),
  withoutScore: z
    .enum(["challenge", "review", "deny"])
    .describe("The answer where the model is missing or fails. A broken model is no reason to sell to anybody."),
});

export type PolicyFile = z.infer<typeof policyFileSchema>;
