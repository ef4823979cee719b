import * as z from "zod";
import { RESOLUTIONS, type Resolution } from "../domain/decision/resolution.ts";
import { instant } from "../domain/text.ts";
import { reason } from "./checkout.ts";

/** What a person may say of a checkout in review. */
export const REVIEW_TRANSITIONS = ["approve", "deny"] as const;

/** Body of `POST /v1/reviews/{decisionId}/dispositions`. */
export const reviewDispositionBody = z
  .strictObject({
    transition: z.enum(REVIEW_TRANSITIONS),
    reason: z.string().meta({ description: "Why. Kept with the decision." }),
    rules: z
      .array(z.string())
      .min(1)
      .optional()
      .meta({ description: "For `approve`: which of `exemptable` to skip; without it, all." }),
  })
  .meta({ id: "CheckoutDisposition" });

/** What a person said of a checkout, as its readers see it. */
export const resolution = z
  .object({
    status: z.enum(RESOLUTIONS),
    at: instant,
    rules: z.array(z.string()).meta({ description: "What the account's next checkouts skip." }),
    expiresAt: instant
      .optional()
      .meta({ description: "Until when an approval counts; absent while the sale has not heard of it." }),
  })
  .meta({ id: "ReviewResolution" });

/** Answer of `GET /v1/reviews/{decisionId}` and of its dispositions: a checkout in review. */
export const checkoutReview = z
  .object({
    decisionId: z.string(),
    saleId: z.string(),
    shop: z.string(),
    at: instant,
    account: z.string().meta({ description: "Pseudonym of the account." }),
    quantity: z.int(),
    channel: z.string(),
    reasons: z.array(reason),
    exemptable: z
      .array(z.string())
      .meta({ description: "Rules that brought it into review, and `score` for what the score asked for." }),
    allowed: z.array(z.enum(REVIEW_TRANSITIONS)),
    resolution: resolution.optional(),
    reviewer: z.string().optional().meta({ description: "Who resolved it." }),
    reviewReason: z.string().optional(),
  })
  .meta({ id: "CheckoutReview" });
export type CheckoutReviewView = z.infer<typeof checkoutReview>;

/** Answer of `GET /v1/reviews`. */
export const reviewsAnswer = z
  .object({
    reviews: z.array(checkoutReview),
    next: z.string().optional().meta({ description: "Pass it as `after`." }),
  })
  .meta({ id: "CheckoutReviews" });

export function resolutionView({ status, atMs, rules, expiresAtMs }: Resolution): z.infer<typeof resolution> {
  return {
    status,
    at: new Date(atMs).toISOString(),
    rules: [...rules],
    expiresAt: expiresAtMs === undefined ? undefined : new Date(expiresAtMs).toISOString(),
  };
}
