import * as z from "zod";
import { TEXT_CHARS_MAX } from "../domain/limits.ts";
import { TEXT_LANGUAGES, TEXT_TEMPLATES, type TemplateName, type TextReply } from "../domain/sms/templates.ts";
import { text } from "../domain/text.ts";

/** Longer texts are answered too, as ones that nobody can read: a message is never lost for its length. */
const TEXT_BODY_CHARS_MAX = 16 * TEXT_CHARS_MAX;

/** Body of `POST /v1/channels/sms/{adapterId}`: a text message that somebody sent to the shop. */
export const smsMessageBody = z
  .strictObject({
    messageId: text,
    from: z.string().max(64),
    to: z.string().max(64),
    text: z.string().max(TEXT_BODY_CHARS_MAX),
  })
  .meta({ id: "TextMessage" });
export type SmsMessage = z.infer<typeof smsMessageBody>;

/** The names by which Twilio says the same. */
const TWILIO_NAMES: { readonly [member in keyof SmsMessage]: string } = {
  messageId: "MessageSid",
  from: "From",
  to: "To",
  text: "Body",
};

/** What Twilio's form says; a member that is there twice is one too many to be believed. */
export function twilioMessage(form: URLSearchParams): { readonly [member: string]: string } {
  return Object.fromEntries(
    Object.entries(TWILIO_NAMES).flatMap(([member, name]) => {
      const values = form.getAll(name);
      return values.length === 1 ? [[member, values[0] ?? ""]] : [];
    }),
  );
}

const templateNames = Object.keys(TEXT_TEMPLATES).filter((name): name is TemplateName => name in TEXT_TEMPLATES);

/** Answer of the same call. */
export const smsAnswer = z
  .object({
    reply: z
      .object({
        template: z.enum(templateNames),
        vars: z.record(z.string(), z.string()),
        language: z.enum(TEXT_LANGUAGES),
        text: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "TextAnswer" });

/** The exact text of the answer. */
export function smsAnswerText(reply: TextReply | null): string {
  return JSON.stringify({ reply } satisfies z.infer<typeof smsAnswer>);
}

const ESCAPED: { readonly [char: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * The same as TwiML.
 * @see https://www.twilio.com/docs/messaging/twiml
 */
export function twimlText(reply: TextReply | null): string {
  const said = reply?.text.replace(/[&<>]/g, (char) => ESCAPED[char] ?? char);
  const message = said === undefined ? "" : `<Message>${said}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
}
