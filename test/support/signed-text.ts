import { Webhook } from "standardwebhooks";
import type { SmsAdapterKind } from "../../src/domain/sms/adapter.ts";

/** Adapters of the tests, with secrets that open nothing else. */
export const SMS_NUMBER = "+918045678900";
const SECRETS: { readonly [kind in SmsAdapterKind]: string } = {
  "standard-webhooks": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  twilio: "0123456789abcdef0123456789abcdef",
  "shared-secret": "a secret of the gateway",
};
export const SMS_ADAPTERS = {
  plain: {
    shop: "shop-a",
    kind: "standard-webhooks",
    secret: SECRETS["standard-webhooks"],
    numbers: [SMS_NUMBER, "56161"],
    country: "IN",
    timeZone: "Asia/Kolkata",
  },
  twilio: { shop: "shop-a", kind: "twilio", secret: SECRETS.twilio, numbers: [SMS_NUMBER] },
  gateway: {
    shop: "shop-b",
    kind: "shared-secret",
    secret: SECRETS["shared-secret"],
    numbers: [SMS_NUMBER],
    language: "hi",
    templates: { en: { help: "{shop} & friends <ask us>" } },
  },
} as const satisfies { readonly [id: string]: { readonly kind: SmsAdapterKind; readonly [setting: string]: unknown } };
export type SmsAdapterName = keyof typeof SMS_ADAPTERS;

/** What a provider signs. */
export type SignedText = { readonly url: string; readonly body: string; readonly atMs?: number };

/** Headers by which a provider of a kind proves a message. */
export async function signedTextHeaders(
  kind: SmsAdapterKind,
  { url, body, atMs = Date.now() }: SignedText,
  secret = SECRETS[kind],
): Promise<{ readonly [name: string]: string }> {
  switch (kind) {
    case "standard-webhooks": {
      const at = new Date(atMs);
      return {
        "webhook-id": "msg_1",
        "webhook-timestamp": String(Math.floor(atMs / 1000)),
        "webhook-signature": new Webhook(secret).sign("msg_1", at, body),
      };
    }
    case "twilio": {
      const members = [...new URLSearchParams(body)].map((member) => member.join("")).toSorted();
      return { "x-twilio-signature": await hmac("SHA-1", secret, url + members.join("")) };
    }
    case "shared-secret":
      return { "x-firsthand-signature": await hmac("SHA-256", secret, `${url}\n${body}`) };
  }
}

async function hmac(hash: string, secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash }, false, ["sign"]);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)))));
}
