import type { Meanings } from "./meaning.ts";

/** Members of text messages and their answers. */
export const SMS_MEANINGS: Meanings = {
  adapterId: { is: "Name of the adapter in the setting `SMS_ADAPTERS`.", like: "india" },
  TextMessage: { is: "A text message that somebody sent to the shop. Twilio sends the same as a form." },
  "TextMessage.messageId": {
    is: "The provider's id of the message: one effect and one answer for 72 hours. `MessageSid` of Twilio.",
    like: "SM6f0c1e7a9b2d4c5e8f7a6b5c4d3e2f10",
  },
  "TextMessage.from": {
    is: "The number that wrote, with its country's code or as its country writes it where the adapter names one. It may be forged.",
    like: "+919876543210",
  },
  "TextMessage.to": { is: "The number that it was written to: one of the adapter's.", like: "56161" },
  "TextMessage.text": {
    is: "What was written, all its parts joined: one command, in any letter case, width and digits of any script.",
    like: "REG mi3-india 400001",
  },
  TextAnswer: { is: "What is to be sent to the number that wrote." },
  "TextAnswer.reply": {
    is: "Null where nothing is to be sent: the number wrote too much.",
    like: {
      template: "confirm",
      vars: { code: "MI3-INDIA", digits: "4821", minutes: "30", postalCode: "400001" },
      language: "en",
      text: "To register for MI3-INDIA, answer YES 4821 within 30 minutes. If you did not ask for it, do nothing.",
    },
  },
  "reply.template": {
    is: "Which of the answers it is: name the template after it that your carrier has registered.",
    like: "confirm",
  },
  "reply.vars": { is: "Variables of the template.", like: { code: "MI3-INDIA", digits: "4821" } },
  "reply.language": { is: "Hindi to who writes in its letters, else the adapter's.", like: "en" },
  "reply.text": {
    is: "The same in words, the shop's own where it has some.",
    like: "To register for MI3-INDIA, answer YES 4821 within 30 minutes. If you did not ask for it, do nothing.",
  },
};
