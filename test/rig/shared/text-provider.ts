import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { PHONE_ADAPTER, PHONE_NUMBER } from "../../../src/dev/worker/phone/send-text.ts";
import type { ClientAnswers } from "../faults/client-answers.ts";
import type { HttpClient } from "./http-client.ts";
import { pause } from "./pause.ts";

/** A text message as its provider delivers it, again and again under the same id. */
export type SentText = { readonly messageId: string; readonly from: string; readonly text: string };

/** How a provider reaches a service that ends and comes again at another address. */
export type TextProvider = {
  readonly secret: string;
  /** To the service that runs now. */
  readonly http: () => HttpClient;
  readonly told: ClientAnswers;
};

const AGAIN_AFTER_MS = 50;

/** A message that nobody has sent before. */
export function newText(from: string, text: string): SentText {
  return { messageId: randomUUID(), from, text };
}

/** Delivers a message until it is answered, as a provider does. @returns the exact answer */
export async function deliverText(provider: TextProvider, message: SentText): Promise<string> {
  for (;;) {
    const answer = await send(provider, message).catch(() => undefined);
    provider.told.count("text message", answer);
    if (answer?.status === 200) return answer.text;
    await pause(AGAIN_AFTER_MS);
  }
}

function send({ secret, http }: TextProvider, message: SentText) {
  const body = JSON.stringify({ ...message, to: PHONE_NUMBER });
  const at = new Date();
  return http().send({
    method: "POST",
    path: `/v1/channels/sms/${PHONE_ADAPTER}`,
    body,
    headers: {
      "Content-Type": "application/json",
      "webhook-id": message.messageId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(message.messageId, at, body),
    },
  });
}
