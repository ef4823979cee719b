import { Webhook } from "standardwebhooks";
import * as z from "zod";
import type { Service } from "../env.ts";
import { addLine, type Telephone } from "./phone-book.ts";

/** The adapter by which these telephones reach the deployed Worker, and the number that they write to. */
export const PHONE_ADAPTER = "phone";
export const PHONE_NUMBER = "56161";

export type PhoneProvider = {
  readonly firsthand: Service;
  readonly baseUrl: string;
  /** Of the adapter. */
  readonly secret: string;
  readonly now: () => number;
};

const answer = z.object({ reply: z.object({ text: z.string() }).nullable() });
const problem = z.object({ title: z.string(), detail: z.string() });

/** Sends a message as a provider does: signed, to the adapter's address. What comes of it stands on the telephone's screen. */
export async function sendText(provider: PhoneProvider, telephone: Telephone, text: string): Promise<void> {
  addLine(telephone, { by: "person", text });
  telephone.lastBody = JSON.stringify({
    messageId: crypto.randomUUID(),
    from: telephone.number,
    to: PHONE_NUMBER,
    text,
  });
  await pass(provider, telephone, telephone.lastBody);
}

/** Has the provider send the last message again, as providers do where an answer was lost. */
export async function sendAgain(provider: PhoneProvider, telephone: Telephone): Promise<void> {
  if (telephone.lastBody === undefined) return;
  addLine(telephone, { by: "page", text: "The provider sends the last message again." });
  await pass(provider, telephone, telephone.lastBody);
}

async function pass(
  { firsthand, baseUrl, secret, now }: PhoneProvider,
  telephone: Telephone,
  body: string,
): Promise<void> {
  const id = `msg_${crypto.randomUUID()}`;
  const at = new Date(now());
  const response = await firsthand.fetch(
    new Request(`${baseUrl}/v1/channels/sms/${PHONE_ADAPTER}`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(secret).sign(id, at, body),
      },
      body,
    }),
  );
  const said: unknown = await response.json();
  const { reply } = response.ok ? answer.parse(said) : { reply: undefined };
  if (reply === undefined) {
    const { title, detail } = problem.parse(said);
    addLine(telephone, { by: "page", text: `No message was answered (${response.status}): ${title}. ${detail}` });
  } else if (reply === null) {
    addLine(telephone, { by: "page", text: "The shop sends nothing: this number has written too much." });
  } else {
    addLine(telephone, { by: "shop", text: reply.text });
  }
}
