import * as z from "zod";
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
  withoutScore: z
    .enum(["challenge", "review", "deny"])
    .describe("The answer where the model is missing or fails. A broken model is no reason to sell to anybody."),
});

export type PolicyFile = z.infer<typeof policyFileSchema>;
