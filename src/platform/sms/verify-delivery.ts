import { Webhook, WebhookVerificationError } from "standardwebhooks";
import type { SmsAdapter } from "../../domain/sms/adapter.ts";
import { utf8 } from "../../domain/utf8.ts";

/** What a provider delivers, before anything in it is read. */
export type SmsDelivery = {
  /** The address that the provider was told; not the one of the request, which anybody may write. */
  readonly url: string;
  readonly header: (name: string) => string | undefined;
  /** The body as it came. */
  readonly body: string;
};

/**
 * Proves that a message is from the provider of an adapter.
 * @returns the body; undefined where nothing proves it
 */
export async function verifyDelivery(
  { kind, secret }: Pick<SmsAdapter, "kind" | "secret">,
  delivery: SmsDelivery,
): Promise<string | undefined> {
  const isProved = {
    "standard-webhooks": isOfStandardWebhooks,
    twilio: isOfTwilio,
    "shared-secret": isOfSharedSecret,
  }[kind];
  return (await isProved(secret, delivery)) ? delivery.body : undefined;
}

/** @see https://www.standardwebhooks.com */
function isOfStandardWebhooks(secret: string, { header, body }: SmsDelivery): boolean {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"];
  try {
    new Webhook(secret).verify(body, Object.fromEntries(names.map((name) => [name, header(name) ?? ""])), {
      jsonParse: false,
    });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

/**
 * HMAC-SHA-1 over the address and the members of the form in order of their names, each value once.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
async function isOfTwilio(secret: string, { url, header, body }: SmsDelivery): Promise<boolean> {
  const form = new URLSearchParams(body);
  const names = [...new Set(form.keys())].toSorted();
  const members = names.flatMap((name) => [...new Set(form.getAll(name))].toSorted().map((value) => name + value));
  const signature = bytesOf(/^[A-Za-z0-9+/]{27}=$/, header("x-twilio-signature"));
  return await isSigned({ secret, hash: "SHA-1", text: url + members.join("") }, signature);
}

/** HMAC-SHA-256 over the address, a line feed and the body, in base64. */
async function isOfSharedSecret(secret: string, { url, header, body }: SmsDelivery): Promise<boolean> {
  const signature = bytesOf(/^[A-Za-z0-9+/]{43}=$/, header("x-firsthand-signature"));
  return await isSigned({ secret, hash: "SHA-256", text: `${url}\n${body}` }, signature);
}

function bytesOf(form: RegExp, base64 = ""): Uint8Array<ArrayBuffer> | undefined {
  return form.test(base64) ? Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) : undefined;
}

/** In constant time, as the runtime compares. */
async function isSigned(
  { secret, hash, text }: { readonly secret: string; readonly hash: string; readonly text: string },
  signature: Uint8Array<ArrayBuffer> | undefined,
): Promise<boolean> {
  if (signature === undefined) return false;
  const key = await crypto.subtle.importKey("raw", utf8(secret), { name: "HMAC", hash }, false, ["verify"]);
  return await crypto.subtle.verify("HMAC", key, signature, utf8(text));
}
