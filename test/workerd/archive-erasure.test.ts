import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../src/config.ts";
import { assert } from "../../src/domain/result.ts";
import { recordBuyers, recordPurchases } from "../../src/platform/buyers/buyers.ts";
import { archiveDecisions } from "../../src/platform/decisions/decision-archive.ts";
import { indexDecisions, pseudonymsInUse } from "../../src/platform/decisions/decision-keys.ts";
import { erasedVerdicts } from "../../src/platform/decisions/erased-decisions.ts";
import { countInArchive, eraseFromArchive, findTraces } from "../../src/platform/erasure/erasure.ts";
import { deleteExpired } from "../../src/platform/erasure/retention.ts";
import { migrateDatabase } from "./support/deployment.ts";

beforeAll(migrateDatabase);

/** Two accounts with one mailbox and a third that only shares the first one's card, each with a decision and a hold. */
async function threeBuyers() {
  const id = crypto.randomUUID();
  const buyers = [
    { account: `e1.a${id}`, email: `e1.mail${id}`, payment: `e1.card${id}` },
    { account: `e1.b${id}`, email: `e1.mail${id}`, payment: `e1.other${id}` },
    { account: `e1.c${id}`, email: `e1.else${id}`, payment: `e1.card${id}` },
  ];
  const decisions = buyers.map((keys, index) => ({ decisionId: `dec_${id}_${index}`, saleId: id, atMs: 1000, keys }));
  await archiveDecisions(
    env.DB,
    decisions.map((decision) => ({
      ...decision,
      shop: id,
      verdict: "allow",
      reasonCodes: [],
      policyHash: "p",
      record: JSON.stringify(decision),
    })),
    2000,
  );
  await indexDecisions(env.DB, decisions).run();
  await recordBuyers(
    env.DB,
    buyers.map(({ account, payment }) => ({
      account,
      traits: [{ link: `payment:${payment}`, family: "payment", weight: 1 }],
      saleId: id,
      atMs: 1000,
    })),
  );
  const purchases = buyers.map(({ account }) => ({ account, units: 1 }));
  await recordPurchases(env.DB, { saleId: id, shop: id, endedAtMs: 3000, units: 3, purchases });
  return { id, accounts: buyers.map(({ account }) => account) };
}

/** Every table whose rows name this text somewhere. */
async function tablesWith(text: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const found: string[] = [];
  for (const { name } of results) {
    const rows = await env.DB.prepare(`SELECT * FROM ${name}`).all();
    if (JSON.stringify(rows.results).includes(text)) found.push(name);
  }
  return found;
}

describe("forgetting a card", () => {
  it("that two accounts came with takes the card out, and leaves what each of them did", async () => {
    const { id, accounts } = await threeBuyers();
    const [a = "", , c = ""] = accounts;
    const card = `e1.card${id}`;
    const before = [await tablesWith(a), await tablesWith(c)];
    expect(await tablesWith(card)).toEqual(["decision", "decision_key", "buyer_link"]);
    const traces = await findTraces(env.DB, { kind: "payment", pseudonyms: [card], registered: [] });
    expect(traces).toEqual({
      accounts: [],
      decisionIds: [],
      saleIds: [id],
      shared: { kind: "payment", pseudonyms: [card] },
    });
    await eraseFromArchive(env.DB, { ...traces, pseudonyms: [card] });
    expect(await tablesWith(card)).toEqual([]);
    const withoutLinks = (tables: readonly string[]) => tables.filter((table) => table !== "buyer_link");
    expect([await tablesWith(a), await tablesWith(c)]).toEqual(before.map(withoutLinks));
    const record = await env.DB.prepare("SELECT record FROM decision WHERE decision_id = ?")
      .bind(`dec_${id}_0`)
      .first("record");
    expect(JSON.parse(String(record))).toMatchObject({ keys: { account: a, payment: "e1.forgotten" } });
  });

  it("that one account alone came with is forgetting that account", async () => {
    const { id, accounts } = await threeBuyers();
    const traces = await findTraces(env.DB, { kind: "payment", pseudonyms: [`e1.other${id}`], registered: [] });
    expect(traces).toEqual({ accounts: [accounts[1]], decisionIds: [`dec_${id}_1`], saleIds: [id] });
  });
});

describe("forgetting a mailbox", () => {
  it("finds every account that named it, and the sales that these came to", async () => {
    const { id, accounts } = await threeBuyers();
    const traces = await findTraces(env.DB, { kind: "email", pseudonyms: [`e1.mail${id}`], registered: [] });
    expect({ ...traces, accounts: [...traces.accounts].sort() }).toEqual({
      accounts: accounts.slice(0, 2),
      decisionIds: [`dec_${id}_0`, `dec_${id}_1`],
      saleIds: [id],
    });
  });

  it("leaves no row of those accounts anywhere, and every row of the others", async () => {
    const { id, accounts } = await threeBuyers();
    const [a = "", b = "", c = ""] = accounts;
    expect(await tablesWith(a)).not.toEqual([]);
    const person = { accounts: [a, b], pseudonyms: [`e1.mail${id}`] };
    const counted = await countInArchive(env.DB, person);
    const deleted = await eraseFromArchive(env.DB, person);
    expect(deleted).toBe(counted.reduce((sum, { rows }) => sum + rows, 0));
    expect(deleted).toBeGreaterThan(0);
    expect(await countInArchive(env.DB, person)).toEqual([]);
    for (const text of [a, b, `e1.mail${id}`, `e1.other${id}`]) expect(await tablesWith(text)).toEqual([]);
    expect(await tablesWith(c)).toEqual(["decision", "decision_key", "buyer", "buyer_link", "buyer_purchase"]);
    expect(await erasedVerdicts(env.DB, id)).toEqual(new Map([["allow", 2]]));
    expect(await eraseFromArchive(env.DB, person)).toBe(0);
    expect(await erasedVerdicts(env.DB, id)).toEqual(new Map([["allow", 2]]));
  });
});

it("counts decisions that are deleted for their age, too", async () => {
  const { id } = await threeBuyers();
  await deleteExpired(env.DB, Date.now());
  expect(await erasedVerdicts(env.DB, id)).toEqual(new Map([["allow", 3]]));
});

describe("the pseudonyms of a person", () => {
  const identifier = { kind: "email", value: "buyer@example.com" } as const;
  const config = (peppers: readonly unknown[]) => {
    const parsed = parseConfig({ ...env, PEPPERS: JSON.stringify(peppers) });
    assert(parsed.ok, "the settings of the tests are right");
    return parsed.value;
  };

  it("are one for each shop and each epoch, or those of one shop", () => {
    const peppers = [
      { epoch: "e2", k: "A".repeat(43) },
      { epoch: "e1", k: "B".repeat(43) },
    ];
    expect(new Set(pseudonymsInUse(config(peppers), undefined, identifier)).size).toBe(4);
    const own = pseudonymsInUse(config(peppers), "shop-a", identifier);
    expect(own.map((pseudonym) => pseudonym.split(".")[0])).toEqual(["e2", "e1"]);
  });
});
