import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Webhook } from "standardwebhooks";
import type { Config } from "../../config.ts";
import { utf8 } from "../../domain/utf8.ts";
import type { SecretName, WebhookKey } from "./webhooks.ts";

/**
 * The secret that receivers verify with, derived from its name, so that no table holds it.
 * @returns undefined where the key that it was derived from is in the settings no more
 */
export function secretOf(
  { webhookKeys }: Pick<Config, "webhookKeys">,
  { shop, webhookId }: WebhookKey,
  { kid, nonce }: Pick<SecretName, "kid" | "nonce">,
): string | undefined {
  const key = webhookKeys.find((each) => each.kid === kid)?.key;
  if (key === undefined) return undefined;
  const bytes = hmac(sha256, key, utf8(JSON.stringify(["webhook-secret", shop, webhookId, nonce])));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** A message to be signed: the id of its event, when it is sent and its exact text. */
export type SignedMessage = { readonly id: string; readonly sentAtMs: number; readonly body: string };

/**
 * Headers of a message, signed with each secret that is good now.
 * @returns undefined where there is none: its keys are gone
 * @see https://www.standardwebhooks.com
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, sentAtMs, body }: SignedMessage,
): { readonly [name: string]: string } | undefined {
  if (secrets.length === 0) return undefined;
  const sentAt = new Date(Math.floor(sentAtMs / 1000) * 1000);
  return {
    "webhook-id": id,
    "webhook-timestamp": String(sentAt.getTime() / 1000),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(" "),
  };
}
