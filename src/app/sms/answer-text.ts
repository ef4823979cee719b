import { canonicalJson } from "../../domain/canonical-json.ts";
import { readPhone } from "../../domain/identity/phone.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { numberValue, type SmsAdapter } from "../../domain/sms/adapter.ts";
import { languageOf, readCommand } from "../../domain/sms/read-command.ts";
import type { TextReply } from "../../domain/sms/templates.ts";
import { utf8 } from "../../domain/utf8.ts";
import type { ReceivedText } from "../../objects/conversation.object.ts";
import { sha256Hex } from "../../platform/sha256.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import type { SmsMessage } from "../../wire/sms.ts";
import type { Deps } from "../deps.ts";
import { callConversation } from "./conversations.ts";
import { type NearestStore, runErrand } from "./run-errand.ts";

const REUSED: Problem = {
  slug: "idempotency-key-reused",
  detail: "Another message of this number came under this id. Send each message under an id of its own.",
};

/**
 * Answers a text message whose provider was proved. A message is done once and answered once: its repeat within 72 hours does nothing
 * and gets the same answer, also where a crash came between the two.
 * @returns null for silence; the problem where nothing could be done about it now, and the provider is to send it again
 */
export async function answerText(
  deps: Deps,
  adapter: SmsAdapter,
  message: SmsMessage,
  nearestStore: NearestStore,
): Promise<Result<TextReply | null, Problem>> {
  const number = senderOf(adapter, message);
  if (!number.ok) return number;
  const received: ReceivedText = {
    messageId: message.messageId,
    fingerprint: await sha256Hex(utf8(canonicalJson([number.value, message.to, message.text]))),
    command: readCommand(message.text),
    language: languageOf(message.text, adapter.language),
    shop: deps.config.shops.get(adapter.shop)?.name ?? "",
  };
  const taken = await callConversation(deps, adapter, number.value, async (stub) => await stub.take(received));
  if (!taken.ok) return taken;
  if (taken.value.kind === "reused") return err(REUSED);
  if (taken.value.kind === "answered") return ok(taken.value.reply);
  const outcome = await runErrand(deps, taken.value.errand, {
    adapter,
    number: number.value,
    messageId: message.messageId,
    nearestStore,
  });
  if (!outcome.ok) return outcome;
  return await callConversation(
    deps,
    adapter,
    number.value,
    async (stub) => await stub.settle(received, outcome.value),
  );
}

/** The number that wrote, where it is a telephone's and it wrote to a number of the adapter. */
function senderOf({ numbers, country }: SmsAdapter, { from, to }: SmsMessage): Result<string, Problem> {
  const written = readPhone(from, country)?.number;
  const known = numbers.map((number) => numberValue(number, country));
  const isOurs = known.includes(numberValue(to, country));
  if (written !== undefined && isOurs) return ok(written);
  return err(
    invalid([
      ...(written === undefined
        ? [{ pointer: "/from", detail: "must be a telephone number with its country's code, such as +919876543210" }]
        : []),
      ...(isOurs ? [] : [{ pointer: "/to", detail: "is no number of this adapter; its numbers are in SMS_ADAPTERS" }]),
    ]),
  );
}
