import { answerText } from "../../app/sms/answer-text.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { SmsAdapter } from "../../domain/sms/adapter.ts";
import { verifyDelivery } from "../../platform/sms/verify-delivery.ts";
import { nearestStore } from "../../resellers/http/nearest-store.ts";
import { parseJson } from "../../wire/json.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { type SmsMessage, smsAnswer, smsAnswerText, smsMessageBody, twilioMessage, twimlText } from "../../wire/sms.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { checkBody, mediaTypeOf, readText } from "../read-body.ts";
import { problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";

const FORM = "application/x-www-form-urlencoded";
const TWIML = "text/xml; charset=utf-8";

export const receiveTextRoute: Route = {
  method: "post",
  path: "/v1/channels/sms/{adapterId}",
  operationId: "receiveText",
  summary: "Receive a text message that a buyer sent to the shop",
  description:
    "For a provider of text messages, which proves itself as its adapter says: by Standard Webhooks; by `X-Twilio-Signature`; or by `X-Firsthand-Signature`, the base64 of the HMAC-SHA-256 of address, line feed and body. The address is the issuer and this path. `REG <code> [postal code]` is answered with four digits; only `YES` and these digits from the same number within 30 minutes record the registration; `STATUS`, `HELP`, `STOP`. Each message is done once and answered once: a repeat of its id within 72 hours gets the same bytes. Twilio sends a form and gets TwiML.",
  tag: "Shop",
  caller: "anybody",
  body: smsMessageBody,
  bodyTypes: [FORM],
  answer: smsAnswer,
  answerTypes: [TWIML],
  problems: ["not-found", "unauthorized", "idempotency-key-reused", "overloaded", "not-configured"],
  handle: receiveText,
};

async function receiveText(c: HttpContext): Promise<Response> {
  const adapter = c.get("config").smsAdapters.get(c.req.param("adapterId") ?? "");
  if (adapter === undefined) {
    return problemResponse(c, { slug: "not-found", detail: "No adapter has this name. They are in SMS_ADAPTERS." });
  }
  const message = await readMessage(c, adapter);
  if (!message.ok) return problemResponse(c, message.error);
  const reply = await answerText(depsOf(c), adapter, message.value, (saleId, whereabouts) =>
    nearestStore(c, saleId, whereabouts),
  );
  if (!reply.ok) return problemResponse(c, reply.error);
  const isTwilio = adapter.kind === "twilio";
  return new Response(isTwilio ? twimlText(reply.value) : smsAnswerText(reply.value), {
    headers: { "Cache-Control": "no-store", "Content-Type": isTwilio ? TWIML : "application/json" },
  });
}

/** Proves the sender by the whole body before anything in it is read. */
async function readMessage(c: HttpContext, adapter: SmsAdapter): Promise<Result<SmsMessage, Problem>> {
  const body = await readText(c.req.raw);
  if (!body.ok) return body;
  const url = `${c.get("config").issuer}${c.req.path}`;
  const proved = await verifyDelivery(adapter, { url, header: (name) => c.req.header(name), body: body.value });
  if (proved === undefined) return err(unproved(url));
  const isTwilio = adapter.kind === "twilio";
  const wanted = isTwilio ? FORM : "application/json";
  if (mediaTypeOf(c) !== wanted) {
    return err({ slug: "media-type-unsupported", detail: `Send the message with Content-Type: ${wanted}.` });
  }
  const json = isTwilio ? ok(twilioMessage(new URLSearchParams(proved))) : parseJson(proved);
  if (!json.ok) return err(invalid([json.error]));
  const read = checkBody(smsMessageBody, json.value);
  return read.ok ? ok(read.value.value) : read;
}

function unproved(url: string): Problem {
  return {
    slug: "unauthorized",
    detail: `No signature proves this message. Sign it with the adapter's secret, for the address ${url}, within five minutes of its time.`,
  };
}
