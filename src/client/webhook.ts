import { Webhook } from "standardwebhooks";

/** An event that the service sent: what it is about, and never anything of a person. */
export type WebhookEvent = {
  /** The same when the event comes again: what was done for it once is not to be done twice. */
  readonly id: string;
  readonly type: string;
  /** When it happened, RFC 3339. */
  readonly timestamp: string;
  readonly data: { readonly [name: string]: unknown };
};

/** Headers of a message: those of a `Request`, or of Node's `IncomingMessage`. */
export type MessageHeaders = Headers | { readonly [name: string]: string | readonly string[] | undefined };

/**
 * Reads a message that the service posted (Standard Webhooks), and nothing that anybody else did.
 * @param body exactly as it came, before it was parsed
 * @param secrets one, or two while one takes the place of the other
 * @throws WebhookVerificationError of `standardwebhooks` where no secret signed it, or it is older than five minutes
 */
export function verifyWebhook(
  body: string,
  headers: MessageHeaders,
  secrets: string | readonly string[],
): WebhookEvent {
  const names = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
  const given = Object.fromEntries(names.map((name) => [name, textOf(headers, name)]));
  const [secret = "", ...others] = typeof secrets === "string" ? [secrets] : secrets;
  try {
    const { type, timestamp, data } = Object(new Webhook(secret).verify(body, given));
    return { id: given["webhook-id"] ?? "", type, timestamp, data };
  } catch (error) {
    if (others.length === 0) throw error;
    return verifyWebhook(body, headers, others);
  }
}

function textOf(headers: MessageHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  return typeof value === "string" ? value : "";
}
