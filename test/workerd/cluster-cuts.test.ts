import { env, runInDurableObject, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { pairOf } from "../../src/domain/identity/cluster/cut.ts";
import { findPastSales } from "../../src/platform/buyers/buyers.ts";
import { auditCuts } from "../../src/platform/buyers/cluster-cuts.ts";
import { checkoutOf } from "../support/fixtures.ts";
import { assertion, serveCertificates } from "./support/access-team.ts";
import { migrateDatabase, saleStub } from "./support/deployment.ts";
import { decided, decisionOf, newSale } from "./support/shopping.ts";
import { callAs, STAFF } from "./support/staff.ts";

const ORIGIN = "https://firsthand.test";
const TWINS_MAX = 10;
let buyers = 0;

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

/** Checks out and gives the decision. */
async function come(saleId: string, buyer: number, change: object = {}) {
  const { decisionId } = await decided(saleId, { ...checkoutOf(buyer), ...change });
  return await decisionOf(decisionId);
}

/** A sale in which two accounts stand together by their device; nobody comes in another test too. */
async function saleOfTwo() {
  buyers += TWINS_MAX;
  const buyer = buyers;
  const saleId = await newSale();
  const { first, second } = await bothCome(saleId, buyer);
  return { saleId, buyer, first, second };
}

async function bothCome(saleId: string, buyer: number) {
  const first = String((await come(saleId, buyer)).keys.account);
  const second = String((await secondComes(saleId, buyer)).keys.account);
  return { first, second };
}

function secondComes(saleId: string, buyer: number) {
  return come(saleId, buyer + 1, { device: { id: `dev_${buyer}` } });
}

type Posted = { readonly status: number; readonly location: string | null; readonly text: string };

async function post(
  path: string,
  form: { readonly [name: string]: string },
  who: keyof typeof STAFF = "ana",
  headers: { readonly [name: string]: string } = {},
): Promise<Posted> {
  const response = await SELF.fetch(ORIGIN + path, {
    method: "POST",
    redirect: "manual",
    headers: {
      Origin: ORIGIN,
      "Cf-Access-Jwt-Assertion": await assertion(STAFF[who]),
      "Content-Type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams(form),
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
}

type Two = Awaited<ReturnType<typeof saleOfTwo>>;

const cutForm = ({ first, second }: Two) => ({
  account: first,
  other: second,
  back: first,
  why: "Two sisters, one phone",
});
const cut = (two: Two) => post(`/console/sales/${two.saleId}/cuts`, cutForm(two));
const size = async ({ saleId, first }: Two) => (await saleStub(saleId).cluster(first))?.accounts ?? 1;
const page = async ({ saleId, first }: Two) => (await callAs("ana", `/console/sales/${saleId}/clusters/${first}`)).text;

async function cutIdOf({ first, second }: Two): Promise<string> {
  const { account, other } = pairOf(first, second);
  const row = await env.DB.prepare("SELECT cut_id FROM cluster_cut WHERE account = ? AND other = ?")
    .bind(account, other)
    .first<{ cut_id: string }>();
  return row?.cut_id ?? "";
}

describe("cutting a link in the console", () => {
  it("takes the accounts apart at once, and leads back to the cluster", async () => {
    const two = await saleOfTwo();
    expect(await size(two)).toBe(2);
    const { status, location } = await cut(two);
    expect([status, location]).toEqual([303, `/console/sales/${two.saleId}/clusters/${encodeURIComponent(two.first)}`]);
    expect(await size(two)).toBe(1);
    const text = await page(two);
    expect(text).toContain("An account alone");
    expect(text).toContain("Two sisters, one phone");
    expect(text).toContain("trust@staff.example");
  });

  it("is known to the next checkout: they count as no cluster, and stay apart", async () => {
    const two = await saleOfTwo();
    const before = await secondComes(two.saleId, two.buyer);
    expect(before.history["cluster.other_accounts_attempted"]).toBe(1);
    await cut(two);
    const after = await secondComes(two.saleId, two.buyer);
    expect(after.history["cluster.other_accounts_attempted"]).toBe(0);
    expect(await size(two)).toBe(1);
  });

  it("reaches another open sale of the shop with its next checkout", async () => {
    const two = await saleOfTwo();
    const saleId = await newSale();
    await bothCome(saleId, two.buyer);
    const elsewhere = { ...two, saleId };
    expect(await size(elsewhere)).toBe(2);
    await cut(two);
    expect(await size(elsewhere)).toBe(2);
    await come(saleId, two.buyer + 2);
    expect(await size(elsewhere)).toBe(1);
  });

  it("is remembered in a sale that is made later", async () => {
    const two = await saleOfTwo();
    await cut(two);
    const saleId = await newSale();
    await bothCome(saleId, two.buyer);
    expect(await size({ ...two, saleId })).toBe(1);
  });

  it("outlives a restart of the sale", async () => {
    const two = await saleOfTwo();
    await cut(two);
    const stub = saleStub(two.saleId);
    await expect(runInDurableObject(stub, (_, state) => state.abort("restarted"))).rejects.toThrow("restarted");
    await secondComes(two.saleId, two.buyer);
    expect(await size(two)).toBe(1);
  });

  it("is taken back with a reason, and the two stand together again as before", async () => {
    const two = await saleOfTwo();
    const before = await saleStub(two.saleId).cluster(two.first);
    await cut(two);
    const path = `/console/sales/${two.saleId}/cuts/${await cutIdOf(two)}`;
    const taken = await post(path, { back: two.first, why: "One person after all" }, "ben");
    expect(taken.status).toBe(303);
    expect((await saleStub(two.saleId).cluster(two.first))?.edges).toEqual(before?.edges);
    expect(await page(two)).not.toContain("What did staff cut?");
    const again = await post(path, { back: two.first, why: "Again" });
    expect(again.status).toBe(409);
  });

  it("is written into a chain that names the person and the reason, and none of the accounts", async () => {
    const two = await saleOfTwo();
    await cut(two);
    await post(`/console/sales/${two.saleId}/cuts/${await cutIdOf(two)}`, { back: two.first, why: "Mistaken" }, "ben");
    const { results } = await env.DB.prepare("SELECT body FROM cluster_event ORDER BY seq DESC LIMIT 2").all<{
      body: string;
    }>();
    expect(results.map(({ body }) => JSON.parse(body))).toMatchObject([
      { kind: "joined", by: { sub: "person-ben" }, why: "Mistaken", saleId: two.saleId },
      { kind: "cut", by: { sub: "person-ana" }, why: "Two sisters, one phone", kinds: ["device", "created"] },
    ]);
    for (const { body } of results) for (const account of [two.first, two.second]) expect(body).not.toContain(account);
    expect((await auditCuts(env.DB)).fault).toBeUndefined();
  });

  it("keeps the two apart in what is known of earlier sales, too", async () => {
    const two = await saleOfTwo();
    await env.DB.prepare(
      `INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms)
       VALUES (?1, ?2, '["payment"]', 1, 'before', 0), (?2, ?1, '["payment"]', 1, 'before', 0)`,
    )
      .bind(two.first, two.second)
      .run();
    await env.DB.prepare("INSERT INTO buyer (account, last_at_ms) VALUES (?, 0), (?, 0)")
      .bind(two.first, two.second)
      .run();
    const asking = { shop: "shop-a", accounts: [two.first], links: [], vouchers: [] };
    const clusterSize = async () => (await findPastSales(env.DB, asking, Date.now())).clusterSize;
    expect(await clusterSize()).toBe(2);
    await cut(two);
    expect(await clusterSize()).toBe(1);
    expect(await page(two)).not.toContain("in an earlier sale<span");
  });

  it("is refused without a reason, by others' sites, and to who may not", async () => {
    const two = await saleOfTwo();
    const path = `/console/sales/${two.saleId}/cuts`;
    const answers = [
      await post(path, { ...cutForm(two), why: " " }),
      await post(path, cutForm(two), "ana", { Origin: "https://evil.example" }),
      await post(path, cutForm(two), "dee"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 403, 403]);
    expect(await size(two)).toBe(2);
    expect(await page(two)).toContain('action="/console/sales/');
    expect((await callAs("dee", `/console/sales/${two.saleId}/clusters/${two.first}`)).text).not.toContain("/cuts");
  });

  it.each([
    ["accounts that do not stand together", (two: Two) => ({ ...cutForm(two), other: "e1.stranger" }), 409],
    ["an account and itself", (two: Two) => ({ ...cutForm(two), other: two.first }), 409],
    ["no accounts", ({ first }: Two) => ({ back: first, why: "x" }), 409],
  ])("of %s is refused, and nothing is written", async (_, form, status) => {
    const two = await saleOfTwo();
    const { entries } = await auditCuts(env.DB);
    expect((await post(`/console/sales/${two.saleId}/cuts`, form(two))).status).toBe(status);
    expect((await auditCuts(env.DB)).entries).toBe(entries);
  });

  it("is 404 for a sale and a cut that nobody knows", async () => {
    const two = await saleOfTwo();
    expect((await post("/console/sales/never-made/cuts", cutForm(two))).status).toBe(404);
    expect((await post(`/console/sales/${two.saleId}/cuts/cut_x`, { back: two.first, why: "x" })).status).toBe(404);
  });
});

describe("an entry of the chain that somebody changed", () => {
  it("is found, and the page of a sale's clusters says so", async () => {
    const two = await saleOfTwo();
    await cut(two);
    await env.DB.prepare(
      "UPDATE cluster_event SET body = json_set(body, '$.why', 'another reason') WHERE seq = (SELECT MAX(seq) FROM cluster_event)",
    ).run();
    expect((await auditCuts(env.DB)).fault?.kind).toBe("altered");
    expect((await callAs("ana", `/console/sales/${two.saleId}/clusters`)).text).toContain(
      "The history of cuts was changed by somebody",
    );
  });
});

describe("while what staff cut cannot be read", () => {
  it("a sale sells on with what it knows, and says so to its operator", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    await env.DB.prepare("DROP TABLE cluster_cut").run();
    const saleId = await newSale();
    buyers += TWINS_MAX;
    expect((await come(saleId, buyers)).verdict).toBe("allow");
    const events = logged.mock.calls.flat().map((line) => JSON.parse(String(line)).event);
    expect(events).toContain("cuts-unavailable");
    logged.mockClear();
    expect((await come(saleId, buyers + 1)).verdict).toBe("allow");
    expect(logged.mock.calls.flat().map((line) => JSON.parse(String(line)).event)).not.toContain("cuts-unavailable");
    logged.mockRestore();
  });
});
