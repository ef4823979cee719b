import { countryCode } from "../country-codes.ts";
import { accountValue } from "./account.ts";
import { deviceValue } from "./device.ts";
import { readEmail } from "./email.ts";
import { paymentValue } from "./payment.ts";
import { readPhone, unreadablePhone } from "./phone.ts";

/** What a person can name of themselves, and what everything about them is found by. */
export const IDENTIFIER_KINDS = ["account", "email", "phone", "device", "payment"] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/**
 * An identifier in the one spelling that the keys of checkouts are made from.
 * @param text a payment as `method:fingerprint`; the others as shops send them
 * @param phoneCountry ISO 3166-1 alpha-2 of a telephone number without a country's code, as the sale of a pick-up names it
 * @returns undefined where it cannot be read as such a thing
 */
export function identifierValue(kind: IdentifierKind, text: string, phoneCountry?: string): string | undefined {
  switch (kind) {
    case "account":
      return text === "" ? undefined : accountValue({ id: text });
    case "email":
      return readEmail(text)?.mailbox;
    case "phone":
      return readPhone(text, phoneCountry && countryCode(phoneCountry))?.number;
    case "device":
      return deviceValue({ id: text });
    case "payment": {
      const colon = text.indexOf(":");
      if (colon <= 0) return undefined;
      return paymentValue({ method: text.slice(0, colon), fingerprint: text.slice(colon + 1) });
    }
  }
}

/**
 * What checkouts that came with a text are known by, so that it is found again: as `identifierValue`, and a telephone that cannot be read by
 * its digits.
 * @returns undefined where no checkout is known by such a text
 */
export function keptValue(kind: IdentifierKind, text: string, phoneCountry?: string): string | undefined {
  return identifierValue(kind, text, phoneCountry) ?? (kind === "phone" ? unreadablePhone(text) : undefined);
}
