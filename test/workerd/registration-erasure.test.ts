import { beforeAll, describe, expect, it } from "vitest";
import { erasureAnswer } from "../../src/wire/erasure.ts";
import { registrationAnswer } from "../../src/wire/registration.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { drawNow, drawnSale, freeze, verified } from "./support/drawn-sale.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { checkout } from "./support/shopping.ts";
import { somebody, tracesOf } from "./support/somebody.ts";

beforeAll(migrateDatabase);

type Person = ReturnType<typeof somebody>;

const registerAs = (saleId: string, person: Person) => call(`/v1/sales/${saleId}/registrations`, { body: person });
const receiptOf = async (saleId: string, person: Person) =>
  registrationAnswer.parse((await registerAs(saleId, person)).json).receipt;
const erase = async (body: object) =>
  erasureAnswer.parse((await call("/v1/erasures", { body, key: crypto.randomUUID() })).json);
const placesIn = async (saleId: string, person: Person) => placesOf(await everyRow([saleId]), tracesOf(person));

describe("somebody who only registered for a draw and asks to be forgotten", () => {
  it.each([
    ["mailbox", (person: Person) => ({ kind: "email", value: person.account.email })],
    ["telephone", (person: Person) => ({ kind: "phone", value: person.account.phone })],
    ["device", (person: Person) => ({ kind: "device", value: person.device.id })],
    ["account", (person: Person) => ({ kind: "account", value: person.account.id })],
  ])("is found by the %s, and leaves nothing behind", async (_, identifierOf) => {
    const [person, other] = [somebody(), somebody()];
    const saleId = await drawnSale({ closesAt: new Date(Date.now() + 3_600_000).toISOString() });
    await receiptOf(saleId, person);
    await receiptOf(saleId, other);
    const others = await placesIn(saleId, other);
    expect(await placesIn(saleId, person)).toContainEqual(expect.stringContaining("register"));
    expect(await erase(identifierOf(person))).toMatchObject({ sales: 1, deleted: 1, tombstones: 0 });
    expect(await placesIn(saleId, person)).toEqual([]);
    expect(await placesIn(saleId, other)).toEqual(others);
    expect(await erase(identifierOf(person))).toMatchObject({ sales: 0, deleted: 0 });
  });

  it("keeps what a telephone says of accounts that share it until the sale has closed", async () => {
    const [person, family] = [somebody(), somebody()];
    const saleId = await drawnSale();
    const shared = { ...family, account: { ...family.account, phone: person.account.phone } };
    await receiptOf(saleId, person);
    await receiptOf(saleId, shared);
    const before = await placesIn(saleId, shared);
    expect(await erase({ kind: "phone", value: person.account.phone })).toMatchObject({ sales: 1, deleted: 0 });
    expect(await placesIn(saleId, shared)).toEqual(before);
  });
});

describe("somebody whose place in a draw is fixed and who asks to be forgotten", () => {
  it("gives up the place, can take no other, and the published list stays as it was", async () => {
    const [person, other] = [somebody(), somebody()];
    const saleId = await drawnSale();
    const receipts = [await receiptOf(saleId, person), await receiptOf(saleId, other)];
    await freeze(saleId);
    await erase({ kind: "email", value: person.account.email });
    expect(await placesIn(saleId, person)).toEqual([]);
    await drawNow(saleId);
    const report = await verified(saleId, receipts);
    expect([report.fault, report.places.length]).toEqual([undefined, 2]);
    expect(slugOf(await registerAs(saleId, person))).toBe("registration-not-open");
    expect(slugOf(await checkout(saleId, person))).toBe("registration-required");
  });
});
