import * as z from "zod";
import { CHALLENGE_KINDS } from "../domain/challenge/challenge-kind.ts";
import { checkoutMembers, orderMembers, postalAddress } from "../domain/checkout.ts";
import { BUYER_CODES, VERDICTS } from "../domain/decision/decision.ts";
import { instant, text, tokenText } from "../domain/text.ts";

function hasOneDestination({ shippingAddress, fulfilment }: { shippingAddress?: unknown; fulfilment?: unknown }) {
  return (shippingAddress === undefined) !== (fulfilment === undefined);
}

const oneDestination = {
  error: "is required, unless fulfilment says that the buyer picks it up; never both",
  path: ["shippingAddress"],
};

/** The same for readers of the description, whose languages know no refinement. */
const oneDestinationDescribed = [
  { title: "Delivered", type: "object", properties: { shippingAddress: {} }, required: ["shippingAddress"] },
  { title: "Picked up", type: "object", properties: { fulfilment: {} }, required: ["fulfilment"] },
];

/** Body of `POST /v1/sales/{saleId}/checkouts` from a shop. */
export const shopCheckoutBody = z
  .strictObject(checkoutMembers)
  .refine(hasOneDestination, oneDestination)
  .meta({ id: "Checkout", oneOf: oneDestinationDescribed });

/** Body of `POST /v1/sales/{saleId}/registrations` from a shop: a checkout that does not buy yet. */
export const shopRegistrationBody = z
  .strictObject({
    ...checkoutMembers,
    payment: checkoutMembers.payment.optional(),
    quantity: checkoutMembers.quantity.optional(),
  })
  .refine(hasOneDestination, oneDestination)
  .meta({ id: "RegistrationRequest", oneOf: oneDestinationDescribed });

const everyBrowserCheckout = {
  ...orderMembers,
  accountToken: tokenText,
  channel: z
    .enum(["web", "app"], { error: "must be web or app: a channel without a browser needs a shop key" })
    .meta({ description: "A browser is web or app." }),
  shippingAddress: postalAddress,
  payment: z.strictObject({ method: text }),
};

/**
 * The same from a buyer's browser, which proves its account with a token of its shop. What only a shop can know (another
 * channel, a device id, a payment's fingerprint, a partner, a pick-up) is no member of it.
 */
export const browserCheckoutBody = z.strictObject(everyBrowserCheckout).meta({ id: "BrowserCheckout" });

/** A registration from a buyer's browser. */
export const browserRegistrationBody = z
  .strictObject({
    ...everyBrowserCheckout,
    payment: everyBrowserCheckout.payment.optional(),
    quantity: everyBrowserCheckout.quantity.optional(),
  })
  .meta({ id: "BrowserRegistrationRequest" });

const buyer = z.object({ code: z.enum(BUYER_CODES), message: z.string(), next: z.string() });
const challenge = z.object({ id: z.string(), kinds: z.array(z.enum(CHALLENGE_KINDS)), expiresAt: instant });
const allocation = z.union([
  z.object({ status: z.literal("held"), holdId: z.string(), quantity: z.int(), expiresAt: instant }),
  z.object({ status: z.literal("sold_out"), final: z.boolean(), retryAfterMs: z.int() }),
  z.object({
    status: z.literal("fewer_left"),
    left: z.int().meta({ description: "Units that are free: fewer than were asked for." }),
  }),
  z.object({ status: z.literal("none") }),
]);

export const score = z.object({
  value: z.number(),
  modelVersion: z.string(),
  contributions: z.array(z.object({ feature: z.string(), value: z.number(), contribution: z.number() })),
});

export const reason = z.object({
  code: z.string(),
  message: z.string(),
  rule: z.string().optional(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});

/** Answer of a checkout. */
export const checkoutAnswer = z
  .object({
    decisionId: z.string(),
    verdict: z.enum(VERDICTS),
    reasons: z.array(reason),
    score: score.optional().meta({ description: "Absent where the model could not score." }),
    policyHash: z.string(),
    allocation,
    allowToken: z.string().optional(),
    retryVisitToken: z.string().optional(),
    challenge: challenge.optional(),
    buyer,
  })
  .meta({ id: "CheckoutAnswer" });

/** Answer of a checkout from a buyer's browser: nothing that would help to probe the rules. */
export const browserCheckoutAnswer = z
  .strictObject({
    // So that a generated client may ask any answer for it: only the shop has one.
    verdict: z.never().optional(),
    allocation,
    allowToken: z.string().optional(),
    challenge: challenge.optional(),
    buyer,
  })
  .meta({ id: "BrowserCheckoutAnswer" });

/** What the call takes and answers, whoever makes it. */
export const anyCheckoutBody = z.union([shopCheckoutBody, browserCheckoutBody]).meta({ id: "AnyCheckout" });
export const anyCheckoutAnswer = z.union([checkoutAnswer, browserCheckoutAnswer]).meta({ id: "AnyCheckoutAnswer" });

const visitOfChallenge = tokenText.optional().meta({
  description: "The visit in which the challenge was asked; needed where it was asked in one.",
});

/** Body of `POST /v1/sales/{saleId}/challenges/{challengeId}`. */
export const settleChallengeBody = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("shop_otp") }),
    z.strictObject({
      kind: z.literal("proof_of_work"),
      solution: tokenText.meta({
        description: "Base64 of the JSON { challenge, solution }, as ALTCHA's widget makes it.",
      }),
      visitToken: visitOfChallenge,
    }),
    z.strictObject({
      kind: z.literal("turnstile"),
      token: tokenText.meta({ description: "What the widget gave, rendered with the challenge's id as cData." }),
      visitToken: visitOfChallenge,
    }),
  ])
  .meta({ id: "ChallengeSettlement" });

/** Answer of `GET /v1/sales/{saleId}/challenges/{challengeId}`. */
export const challengeAnswer = z
  .object({
    id: z.string(),
    expiresAt: instant,
    proofOfWork: z.looseObject({}).meta({
      description: "A signed puzzle in ALTCHA's second version, good until expiresAt; each call makes another.",
    }),
    turnstile: z
      .object({ siteKey: z.string() })
      .optional()
      .meta({ description: "Absent where this deployment has no widget of Cloudflare Turnstile." }),
  })
  .meta({ id: "Challenge" });

/** Answer of `POST /v1/sales/{saleId}/challenges/{challengeId}`. */
export const settleChallengeAnswer = z
  .object({ challengeToken: z.string(), retryVisitToken: z.string().optional() })
  .meta({ id: "SettledChallenge" });

/** Body of `POST /v1/sales/{saleId}/visits`. */
export const visitBody = z
  .strictObject({
    deviceKeyThumbprint: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, "must be an RFC 7638 thumbprint")
      .optional(),
    deviceId: text.optional(),
    privateToken: tokenText.optional().meta({
      description:
        "What `GET /v1/sales/{saleId}/private-token` gave, where the browser has a Private Access Token; a text that is none, of another sale or too old says nothing.",
    }),
    partner: text.optional().meta({
      description:
        "The link code of the partner by whose page the buyer came: it stands in `partner` of the shop's address. The visit then names that partner, whatever the checkout says; another text says nothing.",
    }),
  })
  .meta({ id: "Visit" });

/** Answer of `GET /v1/sales/{saleId}/private-token`. */
export const privateTokenAnswer = z
  .object({
    privateToken: z.string().meta({ description: "Goes into `privateToken` of the visit that the browser begins." }),
    expiresAt: instant,
  })
  .meta({ id: "PrivateTokenAnswer" });

/** Answer of `POST /v1/sales/{saleId}/visits`. */
export const visitAnswer = z
  .object({ visitToken: z.string(), nonce: z.string(), serverTimeMs: z.int(), expiresAt: instant })
  .meta({ id: "VisitAnswer" });
