import { beforeAll, describe, expect, it } from "vitest";
import { SALE } from "../support/fixtures.ts";
import { serveCertificates } from "./support/access-team.ts";
import { call, migrateDatabase, slugOf } from "./support/deployment.ts";
import { newSale, putSale } from "./support/shopping.ts";
import { callAs } from "./support/staff.ts";

beforeAll(async () => {
  serveCertificates();
  await migrateDatabase();
});

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const newId = () => `friday-${crypto.randomUUID().slice(0, 8)}`;
const put = (campaignId: string, body: object, shop: "shop-a" | "shop-b" = "shop-a") =>
  call(`/v1/campaigns/${campaignId}`, { method: "PUT", key: "", body, shop });
const get = (campaignId: string) =>
  call(`/v1/campaigns/${campaignId}`, { method: "GET", key: "", shop: undefined, headers: {} });
const flash = (opens: number) => ({ opensAt: inHours(opens), closesAt: inHours(opens + 4) });

describe("PUT /v1/campaigns/{campaignId}", () => {
  it("makes a campaign, says what was left out, and shows it with its sales to anybody", async () => {
    const campaignId = newId();
    const made = await put(campaignId, { title: "Mi 3 Fridays" });
    expect(made.json).toMatchObject({
      campaignId,
      title: "Mi 3 Fridays",
      weightMax: 4,
      carryRegistration: false,
      onePerPerson: false,
      sales: [],
    });
    const { units: _, ...terms } = SALE;
    const sale = { ...terms, ...flash(100) };
    await call(`/v1/campaigns/${campaignId}/sales`, { body: { sale, every: "P7D", units: [10, 15] } });
    expect((await get(campaignId)).json).toMatchObject({
      title: "Mi 3 Fridays",
      sales: [
        { saleId: `${campaignId}-1`, units: 10, phase: "scheduled", opensAt: sale.opensAt },
        { saleId: `${campaignId}-2`, units: 15, phase: "scheduled" },
      ],
    });
  });

  it("takes in sales that named it before, and none of another shop", async () => {
    const campaignId = newId();
    const [mine, others] = [`${campaignId}-first`, `${campaignId}-others`];
    await putSale(mine, { ...flash(10), campaignId });
    await call(`/v1/sales/${others}`, { method: "PUT", shop: "shop-b", body: { ...SALE, ...flash(10), campaignId } });
    const made = await put(campaignId, { title: "Fridays" });
    expect(made.json.sales).toEqual([expect.objectContaining({ saleId: mine })]);
  });

  it("changes title and rules until a sale of it has begun, and then the title alone", async () => {
    const campaignId = newId();
    await put(campaignId, { title: "Fridays" });
    expect((await put(campaignId, { title: "Fridays", weightMax: 2 })).json).toMatchObject({ weightMax: 2 });
    await putSale(`${campaignId}-now`, { ...flash(-1), campaignId });
    const fixed = await put(campaignId, { title: "Fridays", weightMax: 3 });
    expect([fixed.status, slugOf(fixed), fixed.json.errors]).toEqual([
      409,
      "campaign-field-fixed",
      [expect.objectContaining({ pointer: "/weightMax" })],
    ]);
    const renamed = { title: "Every Friday", weightMax: 2 };
    expect((await put(campaignId, renamed)).json).toMatchObject({ title: "Every Friday", weightMax: 2 });
  });

  it("is 409 for another shop, and changes nothing", async () => {
    const campaignId = newId();
    await put(campaignId, { title: "Fridays" });
    expect(slugOf(await put(campaignId, { title: "Mine now" }, "shop-b"))).toBe("campaign-id-taken");
    expect((await get(campaignId)).json.title).toBe("Fridays");
  });

  it.each([
    ["no title", {}, "/title"],
    ["a weight above the most", { title: "t", weightMax: 5 }, "/weightMax"],
    ["a weight of none", { title: "t", weightMax: 0 }, "/weightMax"],
    ["a rule that is no answer", { title: "t", onePerPerson: "yes" }, "/onePerPerson"],
    ["a rule that there is not", { title: "t", twoPerPerson: true }, "/twoPerPerson"],
  ])("refuses %s with its place", async (_, body, pointer) => {
    const refused = await put(newId(), body);
    expect([refused.status, refused.json.errors]).toEqual([400, [expect.objectContaining({ pointer })]]);
  });

  it("refuses an id that its sales could not have", async () => {
    for (const campaignId of ["Friday", "f".repeat(61), "-f"]) {
      expect(slugOf(await put(campaignId, { title: "t" }))).toBe("request-invalid");
    }
  });
});

describe("GET /v1/campaigns/{campaignId}", () => {
  it("is 404 where there is none, or only a name that sales have", async () => {
    const campaignId = newId();
    await putSale(`${campaignId}-1`, { ...flash(10), campaignId });
    expect(slugOf(await get(campaignId))).toBe("campaign-unknown");
    expect(slugOf(await get("No campaign"))).toBe("campaign-unknown");
  });
});

describe("campaigns in the console", () => {
  const shown = async (path: string) => {
    const { status, text } = await callAs("dee", `/console${path}`);
    return [status, text] as const;
  };

  it("are listed with the number of their sales, and each leads to its page", async () => {
    const campaignId = newId();
    await put(campaignId, { title: "Fridays <b>", carryRegistration: true });
    const [, none] = await shown("/campaigns");
    expect(none).toMatch(
      new RegExp(
        `href="/console/campaigns/${campaignId}">Fridays &lt;b&gt;</a></th><td>shop-a</td><td class="number">0<`,
      ),
    );
    const saleId = `${campaignId}-1`;
    await putSale(saleId, { ...flash(-1), units: 7, campaignId });
    const [, one] = await shown("/campaigns");
    expect(one).toMatch(new RegExp(`${campaignId}">Fridays[^/]*</a></th><td>shop-a</td><td class="number">1<`));
    const [, page] = await shown(`/campaigns/${campaignId}`);
    for (const words of [`/console/sales/${saleId}`, "0% of 7", "may withdraw", "No draw of it is over yet"]) {
      expect(page).toContain(words);
    }
    expect((await shown(`/sales/${saleId}`))[1]).toContain(`/console/campaigns/${campaignId}`);
  });

  it("are a page that says so where there is none, or where a sale names none", async () => {
    expect((await shown(`/campaigns/${newId()}`))[0]).toBe(404);
    expect((await shown("/campaigns/No%20campaign"))[0]).toBe(404);
    expect((await shown(`/sales/${await newSale()}`))[1]).not.toContain("Campaign of this sale");
  });
});

describe("sales of a campaign", () => {
  it("that overlap are refused with both names, and what was there stays", async () => {
    const campaignId = newId();
    await put(campaignId, { title: "Fridays" });
    const [first, second] = [`${campaignId}-a`, `${campaignId}-b`];
    await putSale(first, { ...flash(10), campaignId });
    const body = { ...SALE, ...flash(13), campaignId };
    const clash = await call(`/v1/sales/${second}`, { method: "PUT", body });
    expect([clash.status, slugOf(clash)]).toEqual([409, "campaign-sales-clash"]);
    expect(clash.json).toMatchObject({ earlier: first, later: second });
    expect((await get(campaignId)).json.sales).toHaveLength(1);
    await putSale(second, { ...flash(14.1), campaignId });
    await putSale(first, { ...flash(9), campaignId });
    expect((await get(campaignId)).json.sales).toHaveLength(2);
  });

  it("that overlap make no campaign, where they named it before", async () => {
    const campaignId = newId();
    await putSale(`${campaignId}-a`, { ...flash(10), campaignId });
    await putSale(`${campaignId}-b`, { ...flash(11), campaignId });
    expect(slugOf(await put(campaignId, { title: "Fridays" }))).toBe("campaign-sales-clash");
    expect(slugOf(await get(campaignId))).toBe("campaign-unknown");
  });
});
