import * as z from "zod";
import { readPhone } from "../identity/phone.ts";
import { TEXT_TEMPLATE_CHARS_MAX } from "../limits.ts";
import { isTimeZone } from "../terms/local-time.ts";
import { countryCodeText } from "../text.ts";
import { isTemplateName, TEXT_LANGUAGES, TEXT_TEMPLATES, templateProblems } from "./templates.ts";

/** How a provider proves that a message is from it. */
export const SMS_ADAPTER_KINDS = ["standard-webhooks", "twilio", "shared-secret"] as const;
export type SmsAdapterKind = (typeof SMS_ADAPTER_KINDS)[number];

/** It stands in an address. */
export const SMS_ADAPTER_ID = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** As `standardwebhooks` reads a secret: 24 bytes or more in base64. */
const STANDARD_SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;
const SECRET_CHARS_MIN = 16;
const NUMBERS_MAX = 100;

const ownWords = z
  .string()
  .min(1)
  .max(TEXT_TEMPLATE_CHARS_MAX)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must be one line of text");
const ownTemplates = z.record(z.string(), ownWords).superRefine((given, context) => {
  for (const [name, words] of Object.entries(given)) {
    const problems = isTemplateName(name)
      ? templateProblems(name, words)
      : [`is no template; these are: ${Object.keys(TEXT_TEMPLATES).join(", ")}`];
    for (const message of problems) context.addIssue({ code: "custom", path: [name], message });
  }
});

/** How text messages of a shop reach this deployment. */
export const smsAdapterSchema = z
  .strictObject({
    shop: z.string(),
    kind: z.enum(SMS_ADAPTER_KINDS),
    /** Of Twilio the auth token. */
    secret: z.string().min(SECRET_CHARS_MIN),
    /** Numbers that buyers write to. */
    numbers: z.array(z.string().min(1).max(20)).min(1).max(NUMBERS_MAX),
    /** Country of numbers that the provider writes without its code. */
    country: countryCodeText.optional(),
    /** Of answers to messages that are not written in the letters of another. */
    language: z.enum(TEXT_LANGUAGES).default("en"),
    /** Times of answers are told in it. */
    timeZone: z.string().refine(isTimeZone, "must be a time zone such as Asia/Kolkata").default("UTC"),
    templates: z.strictObject({ en: ownTemplates.optional(), hi: ownTemplates.optional() }).default({}),
  })
  .refine(({ kind, secret }) => kind !== "standard-webhooks" || STANDARD_SECRET.test(secret), {
    error: "must be whsec_ and 24 bytes or more in base64",
    path: ["secret"],
  });

export type SmsAdapter = z.infer<typeof smsAdapterSchema> & { readonly id: string };

/** A number in one spelling; a short code, which is no telephone's, stays as it is. */
export function numberValue(written: string, country: string | undefined): string {
  return readPhone(written, country)?.number ?? written.replace(/[\s-]/g, "");
}
