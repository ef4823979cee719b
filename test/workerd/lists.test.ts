import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import shipped from "../../dist/policy.json";
import { pseudonymsFor } from "../../src/domain/identity/pseudonym.ts";
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, saleStub } from "./support/deployment.ts";
import { decided, decisionOf, newSale } from "./support/shopping.ts";
import { callAs, STAFF } from "./support/staff.ts";

const PATH = "/console/lists/device_exemptions";
const PROVENANCE = "The library asked for it, ticket 1234";
const ENDS = "2027-03-01";
const OWN_PAGE = { Origin: "https://firsthand.test", "Sec-Fetch-Site": "same-origin" };
const buyer = checkoutOf(7);

/** The key of an account in the shop that the pages show first. */
function keyOf(account: string): string {
  const [pepper] = z.array(z.object({ epoch: z.string(), k: z.string() })).parse(JSON.parse(env.PEPPERS));
  const bytes = atob((pepper?.k ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  const key = Uint8Array.from(bytes, (letter) => letter.charCodeAt(0));
  return pseudonymsFor("shop-a", { epoch: pepper?.epoch ?? "", key })("account", account);
}

async function search(identifier: string, headers: { readonly [name: string]: string } = OWN_PAGE) {
  const form = new FormData();
  form.append("identifier", identifier);
  const response = await SELF.fetch(`https://firsthand.test${PATH}/search`, {
    method: "POST",
    headers: { "Cf-Access-Jwt-Assertion": await assertion(STAFF.ana), ...headers },
    body: form,
  });
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  await migrateDatabase();
  serveCertificates();
  const entry = { value: buyer.account.id, provenance: PROVENANCE, added: "2026-09-01", expires: ENDS };
  const document = hashedPolicySchema.parse(shipped);
  const exemptions = document.lists.device_exemptions;
  if (exemptions === undefined) throw new TypeError("the shipped policy has a list of exemptions");
  const lists = { ...document.lists, device_exemptions: { ...exemptions, entries: [entry] } };
  const files = filesOf({ ...document, lists });
  const published = await callAs("ana", "/v1/rules/publish", { body: { files, why: "a list", breakGlass: true } });
  if (published.json.status !== "live") throw new TypeError(published.text);
});

describe("the lists page", () => {
  it("shows every list of the live policy, and which rules look there", async () => {
    const { status, text } = await callAs("ana", "/console/lists");
    expect(status).toBe(200);
    for (const name of Object.keys(shipped.lists)) expect(text).toContain(`/console/lists/${name}`);
    expect(text).toContain("/console/rules/identity.one-device-per-account");
  });

  it("is closed to the role brand", async () => {
    for (const path of ["/console/lists", PATH]) expect((await callAs("dee", path)).status).toBe(403);
  });

  it("knows no list that the live policy has not", async () => {
    expect((await callAs("ana", "/console/lists/constructor")).status).toBe(404);
  });
});

describe("the page of a list", () => {
  it("shows an entry by the key that decisions carry, and not as it was written", async () => {
    const { text } = await callAs("ana", PATH);
    const { decisionId } = await decided(await newSale(), buyer);
    expect((await decisionOf(decisionId)).keys.account).toBe(keyOf(buyer.account.id));
    expect(text).toContain(keyOf(buyer.account.id));
    expect(text).toContain(PROVENANCE);
    expect(text).not.toContain(buyer.account.id);
  });

  it("finds an account, and repeats it nowhere", async () => {
    const { status, text } = await search(` ${buyer.account.id} `);
    expect(status).toBe(200);
    expect(text).toContain("1 entry names it");
    expect(text).not.toContain(buyer.account.id);
  });

  it.each([
    ["an account that nobody listed", () => "acc_nobody", "No entry names it."],
    ["the key of a decision", () => keyOf(buyer.account.id), "1 entry names it"],
  ])("searches for %s", async (_, identifier, words) => {
    expect((await search(identifier())).text).toContain(words);
  });

  it("answers no form of another site", async () => {
    const foreign = { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" };
    expect((await search(buyer.account.id, foreign)).status).toBe(403);
  });

  it("marks an entry that has ended", async () => {
    vi.setSystemTime(Date.parse(ENDS));
    const { text } = await callAs("ana", PATH);
    vi.useRealTimers();
    expect(text).toMatch(new RegExp(`<del>${ENDS}</del></td><td class="nowrap">Expired`));
  });
});

describe("what a checkout came with", () => {
  const IN_A_MONTH = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const put = (decisionId: string, fields: object) => {
    const body = new URLSearchParams({
      list: "vouched_accounts",
      expires: IN_A_MONTH,
      why: "A known collector",
      ...fields,
    });
    const headers = { ...OWN_PAGE, "Content-Type": "application/x-www-form-urlencoded" };
    return callAs("ana", `/console/decisions/${decisionId}/list`, { body: body.toString(), headers });
  };

  it("is put on a list from its decision, with the reason, and once", async () => {
    const saleId = await newSale();
    const { decisionId } = await decided(saleId, checkoutOf(8));
    await saleStub(saleId).exportAll();
    expect((await callAs("ana", `/console/decisions/${decisionId}`)).text).toContain(
      '<option value="vouched_accounts">',
    );
    const done = await put(decisionId, {});
    expect([done.status, done.headers.get("location")]).toEqual([303, "/console/lists/vouched_accounts"]);
    const { text } = await callAs("ana", "/console/lists/vouched_accounts");
    expect(text).toContain((await decisionOf(decisionId)).keys.account);
    expect(text).toContain(`Decision ${decisionId}: A known collector`);
    expect((await put(decisionId, {})).status).toBe(400);
  });

  it.each([
    ["no list, where none was chosen", { list: "" }, 400, "is missing"],
    ["a list that is none", { list: "constructor" }, 400, "must be a list"],
    ["a list of what no checkout names", { list: "trusted_mail_domains" }, 400, "must be a list"],
    ["a list for a date that is none", { expires: "soon" }, 422, "Write a date as 2026-11-30."],
    ["a list until a day that is over", { expires: "2020-01-01" }, 422, "The entry expires before it was added."],
    ["a list for ten years", { expires: "2099-01-01" }, 422, "The entry counts for more than two years."],
  ])("is not put on %s", async (_, fields, status, words) => {
    const { decisionId } = await decided(await newSale(), checkoutOf(9));
    const { text, ...seen } = await put(decisionId, fields);
    expect([seen.status, text]).toEqual([status, expect.stringContaining(words)]);
  });
});
