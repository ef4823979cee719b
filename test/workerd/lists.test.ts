import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import shipped from "../../dist/policy.json";
import { pseudonymsFor } from "../../src/domain/identity/pseudonym.ts";
import { filesOf } from "../../src/domain/policy/policy-files.ts";
import { hashedPolicySchema } from "../../src/domain/rules/policy-document.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { migrateDatabase } from "./support/deployment.ts";
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
