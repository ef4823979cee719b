import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { pseudonymsFor } from "../../../src/domain/identity/pseudonym.ts";
import { conversationObjectName } from "../../../src/domain/ids.ts";
import { assert } from "../../../src/domain/result.ts";
import { smsAnswer } from "../../../src/wire/sms.ts";
import { SMS_ADAPTERS, SMS_NUMBER, type SmsAdapterName, signedTextHeaders } from "../../support/signed-text.ts";
import { call, type Seen } from "./deployment.ts";
import { testConfig } from "./test-config.ts";

export type TextMessage = {
  readonly messageId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly text: string;
};

let people = 0;
/** A mobile number of India that nobody else in the tests has. */
export function freshNumber(): string {
  people += 1;
  return `+9198${String(10_000_000 + people)}`;
}

/** Where a message is sent, and what its provider signs. */
const addressOf = (adapter: string) => `/v1/channels/sms/${adapter}`;

/** What a provider sends for a message. */
export function textBody(adapter: SmsAdapterName, message: TextMessage): string {
  const { messageId = crypto.randomUUID(), from = freshNumber(), to = SMS_NUMBER, text } = message;
  return adapter === "twilio"
    ? new URLSearchParams({ MessageSid: messageId, From: from, To: to, Body: text, NumMedia: "0" }).toString()
    : JSON.stringify({ messageId, from, to, text });
}

/** Delivers a body as the adapter's provider does. */
export async function deliver(
  adapter: SmsAdapterName,
  body: string,
  change: { readonly headers?: { readonly [name: string]: string }; readonly path?: string } = {},
): Promise<Seen> {
  const { kind } = SMS_ADAPTERS[adapter];
  const signed = await signedTextHeaders(kind, { url: `${env.ISSUER}${addressOf(adapter)}`, body });
  return await call(change.path ?? addressOf(adapter), {
    body,
    shop: undefined,
    key: "",
    headers: {
      ...signed,
      ...(kind === "twilio" ? { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" } : {}),
      ...change.headers,
    },
  });
}

/** Sends a message to the first adapter, and reads its answer. */
export async function text(message: TextMessage) {
  const seen = await deliver("plain", textBody("plain", message));
  assert(seen.status === 200, `a message is answered, and not with ${seen.text}`);
  return smsAnswer.parse(seen.json).reply;
}

/** A telephone: what it sends, and the digits that it was sent last. */
export function telephone(number: string = freshNumber()) {
  let digits = "";
  const send = async (words: string, messageId: string = crypto.randomUUID()) => {
    const reply = await text({ from: number, text: words, messageId });
    digits = reply?.vars.digits ?? digits;
    return reply;
  };
  return {
    number,
    send,
    /** The template of the answer; null for silence. */
    says: async (words: string, messageId?: string) => (await send(words, messageId))?.template ?? null,
    digits: () => digits,
    wrongDigits: () => String((Number(digits) + 1) % 10_000).padStart(4, "0"),
  };
}

/** The object that keeps what a number wrote. */
export function conversationStub(number: string, adapter: SmsAdapterName = "plain") {
  const [pepper] = testConfig().peppers;
  assert(pepper !== undefined, "the settings have a pepper");
  const pseudonym = pseudonymsFor(SMS_ADAPTERS[adapter].shop, pepper)("phone", number);
  return env.CONVERSATION.getByName(conversationObjectName(adapter, pseudonym));
}

export async function moveConversationClock(number: string, aheadMs: number): Promise<void> {
  const atMs = Date.now() + aheadMs;
  await runInDurableObject(conversationStub(number), (object) => {
    object.clock = () => atMs;
  });
}

/** Everything that is kept of a number's messages, as text. */
export async function keptTexts(number: string): Promise<string> {
  return await runInDurableObject(conversationStub(number), (_, { storage }) =>
    JSON.stringify(
      ["message", "waiting", "last_sale"].flatMap((table) =>
        storage.sql.exec("SELECT name FROM sqlite_master WHERE name = ?", table).toArray().length === 0
          ? []
          : storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
      ),
    ),
  );
}
