import { readEmail } from "../identity/email.ts";
import { registrableDomain } from "../identity/mail-domain.ts";
import { readPhone } from "../identity/phone.ts";
import type { ListKind } from "./list-file.ts";

/**
 * The one spelling under which a list knows a thing: the same that the keys of checkouts are made from, so that an entry
 * in any other spelling would match no checkout. An address is listed by the exact key of its household, which is not written
 * by hand: it is taken as it stands. A host is listed by its registered domain.
 * @returns undefined where the text cannot be read as such a thing
 */
export function listedValue(kind: ListKind, text: string): string | undefined {
  switch (kind) {
    case "email":
      return readEmail(text)?.mailbox;
    case "phone":
      return readPhone(text, undefined)?.number;
    case "host":
      return registrableDomain(text.toLowerCase());
    case "account":
    case "address":
    case "payment":
      return text;
  }
}
