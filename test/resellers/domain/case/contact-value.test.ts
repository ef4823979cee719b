import { expect, it } from "vitest";
import { contactValue } from "../../../../src/resellers/domain/case/contact-value.ts";

it.each([
  ["phone", "+91 98123-45678", "+919812345678"],
  ["phone", "Call 98123 / 45678", "call9812345678"],
  ["email", "Sales.Team+a@Gmail.com", "salesteam@gmail.com"],
  ["email", "sales at shop", "sales at shop"],
  ["payee", "  ACME-Phones@ybl ", "acme phones ybl"],
  ["address", "12, North St.\nMumbai", "12 north st mumbai"],
  ["address", " .,- ", undefined],
] as const)("contactValue of %s %o is %o", (kind, text, value) => {
  expect(contactValue(kind, text)).toBe(value);
});
