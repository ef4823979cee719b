import * as z from "zod";
import { postalAddress } from "../domain/checkout.ts";
import { IDEMPOTENCY_KEY_LENGTH_MAX } from "../domain/limits.ts";
import { RELEASE_REASONS } from "../domain/sale/commands/release.ts";
import { instant, KEPT_AS_IT_IS, money, text, tokenText } from "../domain/text.ts";
import { addressMatch } from "./address-match.ts";
import { placedOrder } from "./order.ts";

/** Body of `POST /v1/tokens/redeem`. */
export const redeemBody = z
  .strictObject({
    token: tokenText,
    orderId: text.meta({ description: `The order that the hold becomes. ${KEPT_AS_IT_IS}` }),
    shippingAddress: postalAddress.optional(),
    proof: tokenText.optional(),
    paid: money
      .optional()
      .meta({ description: "What was paid, where the sale takes a deposit: that, or all of the price." }),
  })
  .meta({ id: "Redemption" });

/** Answer of `POST /v1/tokens/redeem`. */
export const redeemAnswer = z
  .object({
    status: z.literal("sold"),
    saleId: z.string(),
    sku: z.string(),
    quantity: z.int(),
    holdId: z.string(),
    orderId: z.string(),
    soldAt: instant,
    addressMatch: addressMatch.optional(),
    order: placedOrder,
    test: z.literal(true).optional(),
  })
  .meta({ id: "Redeemed" });

/** Body of `POST /v1/tokens/release`. */
export const releaseBody = z
  .strictObject({ token: tokenText.optional(), holdId: text.optional(), reason: z.enum(RELEASE_REASONS) })
  .refine(({ token, holdId }) => (token === undefined) !== (holdId === undefined), {
    error: "is required, unless holdId is given; never both",
    path: ["token"],
  })
  .meta({
    id: "Release",
    oneOf: [
      { title: "By token", type: "object", properties: { token: {} }, required: ["token"] },
      { title: "By hold", type: "object", properties: { holdId: {} }, required: ["holdId"] },
    ],
  });

/** Answer of `POST /v1/tokens/release`. */
export const releaseAnswer = z.object({ status: z.literal("released") }).meta({ id: "Released" });

/** Body of `POST /v1/siteverify`, as a form or as JSON: what is wrong with it is said in Turnstile's codes. */
export const siteverifyBody = z
  .object({
    secret: z.string(),
    response: z.string(),
    remoteip: z.string().optional(),
    idempotency_key: z.string().max(IDEMPOTENCY_KEY_LENGTH_MAX).optional(),
  })
  .meta({ id: "SiteverifyRequest" });

/** Answer of `POST /v1/siteverify`, in the shape of Cloudflare Turnstile's. */
export const siteverifyAnswer = z
  .object({
    success: z.boolean(),
    challenge_ts: instant.optional(),
    hostname: z.string().optional(),
    "error-codes": z.array(z.string()),
    action: z.string().optional(),
    cdata: z.string().optional(),
    test: z.literal(true).optional(),
  })
  .meta({ id: "Siteverify" });
