import type { Checkout } from "../../../client/index.ts";

/** The demo customers: two old accounts, and one that was opened a moment ago. */
export const CUSTOMER_NAMES = ["asha", "ben", "new"] as const;
export type CustomerName = (typeof CUSTOMER_NAMES)[number];

/** An address as the shop's form has it. */
export type FormAddress = {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
};

export type Customer = {
  readonly since: string;
  /** What the shop knows of the account, as it tells Firsthand. */
  readonly account: Checkout["account"];
  readonly paymentFingerprint: string;
  readonly savedAddress?: FormAddress | undefined;
};

/** The customer of this name in the set that belongs to one visitor; the same for the same visitor. */
export function customerOf(name: CustomerName, visitorId: string): Customer {
  const [openedAt = "0", tail = "0"] = visitorId.split("-");
  const number = Number.parseInt(tail, 16);
  const id = `${name}-${visitorId}`;
  switch (name) {
    case "asha":
      return {
        since: "customer since March 2024",
        account: {
          id,
          createdAt: "2024-03-01T09:12:00Z",
          email: `asha.${tail}@example.com`,
          phone: mobile(number),
          verified: ["email", "phone"],
        },
        paymentFingerprint: `pay-${id}`,
        savedAddress: {
          name: "Asha Rao",
          line1: `Flat ${1 + (number % 900)}, Sea View`,
          line2: `${1 + (number % 97)} North Street`,
          city: "Mumbai",
          region: "Maharashtra",
          postalCode: "400001",
        },
      };
    case "ben":
      return {
        since: "customer since July 2023",
        account: {
          id,
          createdAt: "2023-07-19T15:40:00Z",
          email: `ben.${tail}@example.com`,
          phone: mobile(number + 1),
          verified: ["email"],
        },
        paymentFingerprint: `pay-${id}`,
        savedAddress: {
          name: "Ben Thomas",
          line1: `House ${1 + (number % 880)}`,
          line2: `${1 + (number % 89)} Lake Road`,
          city: "Bengaluru",
          region: "Karnataka",
          postalCode: "560008",
        },
      };
    case "new":
      return {
        since: "account opened on your first visit",
        account: {
          id,
          createdAt: new Date(Number.parseInt(openedAt, 36) * 1000).toISOString(),
          email: `new.${tail}@example.com`,
        },
        paymentFingerprint: `pay-${id}`,
      };
  }
}

/** An Indian mobile number that is valid in form and differs between visitors. */
function mobile(number: number): string {
  return `+9198${String(number % 100_000_000).padStart(8, "0")}`;
}
