import { readEmail } from "../../../domain/identity/email.ts";
import { readPhone } from "../../../domain/identity/phone.ts";
import type { ContactKind } from "../subject.ts";

/**
 * One spelling for each contact, so that two shops which show the same one are found together.
 * @returns undefined where nothing is left to compare
 */
export function contactValue(kind: ContactKind, text: string): string | undefined {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "")
    .join(" ");
  if (words === "") return undefined;
  switch (kind) {
    case "phone":
      return readPhone(text, undefined)?.number ?? words.replaceAll(" ", "");
    case "email":
      return readEmail(text)?.mailbox ?? words;
    case "payee":
    case "address":
      return words;
  }
}
