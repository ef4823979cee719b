import { beforeAll, describe, expect, it } from "vitest";
import { checkoutOf } from "../support/fixtures.ts";
import { migrateDatabase } from "./support/deployment.ts";
import { decided, newSale } from "./support/shopping.ts";

beforeAll(migrateDatabase);

const DAY_MS = 24 * 3_600_000;

function buyerAt(n: number, host: string, ageDays = 1) {
  const plain = checkoutOf(n);
  const createdAt = new Date(Date.now() - ageDays * DAY_MS).toISOString();
  return { ...plain, account: { ...plain.account, email: `new.buyer.${n}@${host}`, createdAt } };
}

async function reasonsOf(saleId: string, buyer: object): Promise<readonly string[]> {
  return (await decided(saleId, buyer)).reasons.map(({ code }) => code);
}

describe("new accounts with mailboxes of one domain", () => {
  it("are asked for proof from the sixth on, whichever host of the domain they name, and old accounts are not", async () => {
    const saleId = await newSale();
    for (let n = 1; n <= 5; n++) {
      const host = n % 2 === 0 ? "bought.example" : `m${n}.bought.example`;
      expect(await reasonsOf(saleId, buyerAt(n, host))).not.toContain("MAIL_DOMAIN_MANY_NEW_ACCOUNTS");
    }
    expect(await reasonsOf(saleId, buyerAt(6, "bought.example"))).toContain("MAIL_DOMAIN_MANY_NEW_ACCOUNTS");
    expect(await reasonsOf(saleId, buyerAt(7, "bought.example", 31))).not.toContain("MAIL_DOMAIN_MANY_NEW_ACCOUNTS");
    expect(await reasonsOf(saleId, buyerAt(8, "other.example"))).not.toContain("MAIL_DOMAIN_MANY_NEW_ACCOUNTS");
  });

  it("are nothing to speak of at a public host", async () => {
    const saleId = await newSale();
    for (let n = 1; n <= 8; n++) {
      expect(await reasonsOf(saleId, buyerAt(n, "yahoo.co.in"))).not.toContain("MAIL_DOMAIN_MANY_NEW_ACCOUNTS");
    }
  });
});
