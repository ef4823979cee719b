import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import shipped from "../../dist/policy.json";
import { findChainFault } from "../../src/domain/hash-chain.ts";
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";
import { POLICY_OBJECT_NAME } from "../../src/platform/policy/policy-binding.ts";
import { fetchDocument, forgetDocuments } from "../../src/platform/policy/policy-documents.ts";
import { erasureAnswer } from "../../src/wire/erasure.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, saleStub } from "./support/deployment.ts";
import { everyRow, placesOf } from "./support/every-row.ts";
import { decided, decisionOf, newSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

const SHIPPED = hashedPolicySchema.parse(shipped);
const ABOUT = { provenance: "The city library asked for it, ticket 1234", added: "2026-09-01", expires: "2027-03-01" };
const why = "for this test";
const overviewAnswer = z.object({
  history: z.array(z.object({ seq: z.int(), previous: z.string(), body: z.json(), hash: z.string() })),
});

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
});

type Entry = { readonly value: string } | { readonly key: string };

/** Publishes the shipped policy with other accounts that staff vouch for. @returns the hash that is live then */
async function publish(...vouched: readonly Entry[]): Promise<string> {
  const { vouched_accounts: list } = SHIPPED.lists;
  if (list === undefined) throw new TypeError("the shipped policy has a list of accounts that staff vouch for");
  const entries = vouched.map((entry) => ({ ...entry, ...ABOUT }));
  const files = filesOf({ ...SHIPPED, lists: { ...SHIPPED.lists, vouched_accounts: { ...list, entries } } });
  const { json, text } = await callAs("ana", "/v1/rules/publish", { body: { files, why, breakGlass: true } });
  if (json.status !== "live") throw new TypeError(text);
  return String(json.policyHash);
}

/** Somebody whom no other test knows, who came once. */
async function somebody() {
  const name = crypto.randomUUID();
  const plain = checkoutOf(1);
  const person = { ...plain, account: { ...plain.account, id: `acc-${name}`, email: `${name}@mail.example` } };
  const { decisionId } = await decided(await newSale(), person);
  return {
    account: `acc-${name}`,
    email: `${name}@mail.example`,
    key: String((await decisionOf(decisionId)).keys.account),
  };
}

async function eraseAsStaff(email: string) {
  const body = { kind: "email", value: email, why: "Ticket 4711" };
  const seen = await callAs("ben", "/v1/erasures", { body, key: crypto.randomUUID() });
  return erasureAnswer.parse(seen.json).stillListed;
}

async function stored(hash: string): Promise<string | undefined> {
  return await env.POLICY.getByName(POLICY_OBJECT_NAME).document(hash);
}

describe("somebody whom staff wrote into a list", () => {
  it("is named to staff while the list is live, and that list stays as it was published", async () => {
    const { account, email } = await somebody();
    const hash = await publish({ value: account });
    expect(await eraseAsStaff(email)).toEqual([
      { list: "vouched_accounts", policyHash: hash, standing: "live", entries: 1 },
    ]);
    expect(await stored(hash)).toContain(account);
  });

  it("is shown with that list to an administrator before anything goes", async () => {
    const { account, email } = await somebody();
    const hash = await publish({ value: account });
    const headers = { Origin: "https://firsthand.test", "Content-Type": "application/x-www-form-urlencoded" };
    const body = new URLSearchParams({ kind: "email", value: email }).toString();
    const { text } = await callAs("ben", "/console/erasures/preview", { body, headers });
    expect(text).toMatch(/vouched_accounts<\/code>, 1 entry. It is live: publish a policy without the entry/);
    expect(text).toContain(hash);
    expect(text).not.toContain(account);
  });

  it("is taken out of a version that is over, by value and by key, and leaves no trace", async () => {
    const { account, email, key } = await somebody();
    const hash = await publish({ value: account }, { key });
    await publish({ value: `acc-${crypto.randomUUID()}` });
    expect(placesOf(await everyRow([]), [account, key])).toContain("policy version");
    expect(await eraseAsStaff(email)).toEqual([]);
    expect(placesOf(await everyRow([]), [account, email, key])).toEqual([]);
    expect(await stored(hash)).toContain(hash);
  });

  it("leaves the version its name, everybody else on its lists, and a chain that says what is left of it", async () => {
    const { account, email } = await somebody();
    const other = `acc-${crypto.randomUUID()}`;
    const hash = await publish({ value: account }, { value: other });
    await publish({ value: other });
    await eraseAsStaff(email);
    const read = await fetchDocument(env, hash);
    expect(read?.hash).toBe(hash);
    expect(read?.lists.vouched_accounts?.entries.map(({ value }) => value)).toEqual([other]);
    const { history } = overviewAnswer.parse((await callAs("ana", "/v1/rules")).json);
    expect(findChainFault(history)).toBeUndefined();
    expect(history.at(-1)?.body).toMatchObject({
      kind: "redacted",
      by: { sub: "person-ben" },
      hash,
      content: expect.stringMatching(/^sha256-/),
      lists: [{ list: "vouched_accounts", entries: 1 }],
    });
    expect(JSON.stringify(history)).not.toContain(account);
    expect((await callAs("ana", "/console/rules")).text).toContain("erased a person from an earlier version");
  });

  it("is not read out of a version that nobody accounts for: what the chain does not know is no policy", async () => {
    const { account } = await somebody();
    const hash = await publish({ value: account });
    await publish();
    await runInDurableObject(env.POLICY.getByName(POLICY_OBJECT_NAME), (_, { storage }) => {
      storage.sql.exec("UPDATE version SET document = REPLACE(document, ?, 'acc-else') WHERE hash = ?", account, hash);
    });
    forgetDocuments();
    expect(await fetchDocument(env, hash)).toBeUndefined();
  });

  it("may be listed anew: the version that is published again is whole", async () => {
    const { account, email } = await somebody();
    const hash = await publish({ value: account });
    await publish({ value: `acc-${crypto.randomUUID()}` });
    await eraseAsStaff(email);
    expect(await publish({ value: account })).toBe(hash);
    expect(await stored(hash)).toContain(account);
  });

  it("leaves decisions of others that can be made again under the version, byte for byte", async () => {
    const { account, email } = await somebody();
    const other = checkoutOf(77);
    const hash = await publish({ value: account }, { value: other.account.id });
    const saleId = await newSale();
    const { policyHash } = await decided(saleId, other);
    expect(policyHash).toBe(hash);
    await publish({ value: `acc-${crypto.randomUUID()}` });
    await eraseAsStaff(email);
    await runDurableObjectAlarm(saleStub(saleId));
    const { json } = await callAs("ana", "/v1/rules/replay", { body: { policyHash: hash, saleId } });
    expect(json.reproduced).toEqual({ same: 1, different: [] });
  });

  it("is named to a shop that asks, which changes no version", async () => {
    const { account, email } = await somebody();
    const hash = await publish({ value: account });
    await publish({ value: `acc-${crypto.randomUUID()}` });
    const seen = await call("/v1/erasures", { body: { kind: "email", value: email } });
    expect(erasureAnswer.parse(seen.json).stillListed).toEqual([
      { list: "vouched_accounts", policyHash: hash, standing: "former", entries: 1 },
    ]);
    expect(await stored(hash)).toContain(account);
  });
});
