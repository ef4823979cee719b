import * as z from "zod";
import { appVerdict } from "./app-verdict.ts";
import type { Immutable } from "./immutable.ts";
import {
  ADDRESS_LINES_MAX,
  CHECKOUT_QUANTITY_MAX,
  EMAIL_CHARS_MAX,
  PHONE_CHARS_MAX,
  POSTAL_CODE_CHARS_MAX,
  TEXT_LENGTH_MAX,
} from "./limits.ts";
import { CHANNELS } from "./terms/channel.ts";
import { countryCodeText, instant, integer, KEPT_AS_IT_IS, text, tokenText } from "./text.ts";

/** What the shop says of its customer. Everything but `id` is the shop's assertion, recorded as such. */
export const account = z.strictObject({
  id: text,
  createdAt: instant.optional(),
  email: z.string().max(EMAIL_CHARS_MAX).optional(),
  phone: z.string().max(PHONE_CHARS_MAX).optional(),
  verified: z
    .array(z.enum(["email", "phone"]))
    .max(2)
    .optional(),
});

/** A postal address as the buyer typed it; what cannot be read in it is a signal, not an error. */
export const postalAddress = z
  .strictObject({
    name: z.string().max(TEXT_LENGTH_MAX).optional(),
    lines: z.array(z.string().max(TEXT_LENGTH_MAX)).min(1).max(ADDRESS_LINES_MAX),
    city: z.string().max(TEXT_LENGTH_MAX).optional(),
    region: z.string().max(TEXT_LENGTH_MAX).optional(),
    postalCode: z.string().max(POSTAL_CODE_CHARS_MAX).optional(),
    country: countryCodeText,
  })
  .meta({ id: "PostalAddress" });

/** Members that a browser may send of its own order, and a shop of its customer's. */
export const orderMembers = {
  visitToken: tokenText.optional(),
  challengeToken: tokenText.optional(),
  quantity: integer(1, CHECKOUT_QUANTITY_MAX),
  /** What the browser SDK collected; opaque here, read by its own versioned parser. */
  signals: z.looseObject({}).optional(),
  inviteToken: tokenText.optional().meta({
    description: "What lets a registration in where an invite is needed. Of a checkout it is kept as a keyed hash.",
  }),
};

/** Members of a checkout as a shop sends it. */
export const checkoutMembers = {
  ...orderMembers,
  account,
  device: z.strictObject({ id: text }).optional(),
  shippingAddress: postalAddress.optional(),
  fulfilment: z
    .strictObject({ kind: z.literal("pickup"), partnerId: text.meta({ description: KEPT_AS_IT_IS }) })
    .optional()
    .meta({ description: "In place of an address. Take it from your own server, never from the buyer's browser." }),
  payment: z.strictObject({ method: text, fingerprint: text.optional() }),
  channel: z.enum(CHANNELS).meta({
    description:
      "How the buyer reached you. Take it from your own server, never from the buyer's browser. `web` and `app` have a browser: its visit, its signals and its timing are judged, and where the sale requires signals their absence is challenged. `store` (a clerk's terminal), `sms` (a text message) and `phone` (a call centre) have none: `visitToken`, `signals` and `device` may be left out, and no rule and no model holds that against the buyer. Limits, and what an account, address, telephone or payment is known by, count on every channel alike; of the shipped rules, those on new and unconfirmed accounts ask for `web` or `app`.",
  }),
  partnerId: text.optional().meta({ description: `The company that sells or hands over. ${KEPT_AS_IT_IS}` }),
  registrationId: text.optional().meta({ description: "Kept as a keyed hash." }),
  appVerdict: appVerdict.optional(),
  client: z.strictObject({ ip: z.string().max(64).optional(), userAgent: z.string().max(512).optional() }).optional(),
};

export type Account = Immutable<z.infer<typeof account>>;
export type PostalAddress = Immutable<z.infer<typeof postalAddress>>;

/** One checkout, after its schema has accepted it. A browser's has the account that its shop vouched for. */
export type Checkout = Immutable<z.infer<z.ZodObject<typeof checkoutMembers>>>;
