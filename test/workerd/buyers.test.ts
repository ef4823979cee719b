import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Buyer } from "../../src/domain/identity/across-sales/buyer-edges.ts";
import type { Trait } from "../../src/domain/identity/cluster/trait.ts";
import { findPastSales, hasPastSales, recordBuyers, recordPurchases } from "../../src/platform/buyers/buyers.ts";
import { migrateDatabase } from "./support/deployment.ts";

beforeAll(migrateDatabase);

const NOW_MS = Date.UTC(2026, 10, 1);
const DAY_MS = 24 * 3_600_000;

const card = (name: string): Trait => ({ link: `payment:${name}`, family: "payment", weight: 1 });
const home = (name: string): Trait => ({ link: `household:${name}`, family: "address", weight: 0.6 });

/** A sale, its shop and its accounts, under names that no other test uses. */
function someSale() {
  const id = crypto.randomUUID();
  const buyer = (name: string, traits: readonly Trait[], createdHour = 100): Buyer => ({
    account: `e1.${name}${id}`,
    traits: traits.map((trait) => ({ ...trait, link: trait.link + id })),
    createdHour,
    saleId: id,
    atMs: 1000,
  });
  const asking = (name: string, traits: readonly Trait[]) => {
    const { account, traits: brought } = buyer(name, traits);
    const links = brought.map(({ link }) => link);
    return { shop: id, accounts: [account], links, vouchers: links };
  };
  return { id, buyer, asking };
}

describe("the cluster of a buyer in earlier sales", () => {
  it("is everybody whom cards lead to, with what they paid for", async () => {
    const { id, buyer, asking } = someSale();
    const sold = [buyer("a", [card("1")], 100), buyer("b", [card("1"), card("2")], 130), buyer("c", [card("2")], 148)];
    await recordBuyers(env.DB, sold.slice(0, 2));
    await recordBuyers(env.DB, sold.slice(2));
    const purchases = sold.map(({ account }) => ({ account, units: 2 }));
    await recordPurchases(env.DB, { saleId: id, shop: id, endedAtMs: 1, units: 60, purchases });
    expect(await findPastSales(env.DB, asking("new", [card("2")]), NOW_MS)).toEqual({
      clusterSize: 4,
      sales: 1,
      unitsBought: 6,
      unitsShare: 0.1,
      ageSpreadHours: 48,
      standing: { points: 2, reasons: ["payment"] },
    });
    expect(await findPastSales(env.DB, asking("a", []), NOW_MS)).toMatchObject({ clusterSize: 3, unitsBought: 6 });
  });

  it("is nobody behind an address, a stranger's card or a card that many have", async () => {
    const { buyer, asking } = someSale();
    const office = Array.from({ length: 7 }, (_, index) => buyer(`clerk-${index}`, [card("office")]));
    await recordBuyers(env.DB, [buyer("a", [card("1"), home("h")]), ...office]);
    const alone = { clusterSize: 1, sales: 0, unitsBought: 0, standing: { points: 0, reasons: [] } };
    expect(await findPastSales(env.DB, asking("new", [home("h"), card("other"), card("office")]), NOW_MS)).toEqual(
      alone,
    );
  });

  it("stops counting at 64 accounts", async () => {
    const { buyer, asking } = someSale();
    const chain = Array.from({ length: 80 }, (_, index) => buyer(`${index}`, [card(`${index}`), card(`${index + 1}`)]));
    await recordBuyers(env.DB, chain);
    expect((await findPastSales(env.DB, asking("new", [card("0")]), NOW_MS)).clusterSize).toBe(64);
  });

  it("is found under an older epoch, and counted in one epoch at a time", async () => {
    const { id, buyer, asking } = someSale();
    await recordBuyers(env.DB, [buyer("a", [card("1")]), buyer("b", [card("1")])]);
    const old = asking("me", [card("1")]);
    const both = { ...old, accounts: [`e2.me${id}`, ...old.accounts], links: [`payment:new${id}`, ...old.links] };
    expect((await findPastSales(env.DB, both, NOW_MS)).clusterSize).toBe(3);
  });
});

describe("what vouches for a buyer", () => {
  async function soldAt(endedAtMs: number) {
    const sale = someSale();
    const one = sale.buyer("a", [card("1"), home("h")]);
    await recordBuyers(env.DB, [one]);
    const purchases = [{ account: one.account, units: 1 }];
    await recordPurchases(env.DB, { saleId: sale.id, shop: sale.id, endedAtMs, units: 1, purchases });
    return sale;
  }

  it("is what it paid with a week ago: its account, its card, its home", async () => {
    const { asking } = await soldAt(NOW_MS - 7 * DAY_MS);
    const { standing } = await findPastSales(env.DB, asking("a", [card("1"), home("h")]), NOW_MS);
    expect(standing).toEqual({ points: 7, reasons: ["account", "payment", "household"] });
    expect((await findPastSales(env.DB, asking("new", [home("h")]), NOW_MS)).standing.reasons).toEqual(["household"]);
  });

  it("is no order of the last days, of another shop, or of somebody else", async () => {
    const late = await soldAt(NOW_MS - 7 * DAY_MS + 1);
    const nothing = { points: 0, reasons: [] };
    expect((await findPastSales(env.DB, late.asking("a", [card("1")]), NOW_MS)).standing).toEqual(nothing);
    const { asking } = await soldAt(NOW_MS - 30 * DAY_MS);
    const elsewhere = { ...asking("a", [card("1")]), shop: "another" };
    expect((await findPastSales(env.DB, elsewhere, NOW_MS)).standing).toEqual(nothing);
    expect((await findPastSales(env.DB, asking("b", [card("2")]), NOW_MS)).standing).toEqual(nothing);
  });
});

describe("what is remembered of a sale", () => {
  it("is the same after a repeat", async () => {
    const { id, buyer, asking } = someSale();
    const sold = [buyer("a", [card("1")]), buyer("b", [card("1")])];
    const ended = { saleId: id, shop: id, endedAtMs: 1, units: 9, purchases: [{ account: `e1.a${id}`, units: 3 }] };
    expect(await hasPastSales(env.DB, id)).toBe(false);
    for (let times = 0; times < 2; times += 1) {
      await recordBuyers(env.DB, sold);
      await recordPurchases(env.DB, ended);
    }
    expect(await hasPastSales(env.DB, id)).toBe(true);
    expect(await findPastSales(env.DB, asking("a", []), NOW_MS)).toMatchObject({ clusterSize: 2, unitsBought: 3 });
    const { results } = await env.DB.prepare("SELECT kinds, weight, at_ms FROM buyer_edge WHERE sale_id = ?")
      .bind(id)
      .all();
    expect(results).toEqual(Array.from({ length: 2 }, () => ({ kinds: '["payment"]', weight: 1, at_ms: 1000 })));
  });

  it("is whole only with its last part", async () => {
    const { id } = someSale();
    const sale = { saleId: id, shop: id, endedAtMs: 1 };
    await recordPurchases(env.DB, { ...sale, purchases: [{ account: `e1.a${id}`, units: 3 }] });
    expect(await hasPastSales(env.DB, id)).toBe(false);
    await recordPurchases(env.DB, { ...sale, units: 5, purchases: [{ account: `e1.b${id}`, units: 2 }] });
    expect(await hasPastSales(env.DB, id)).toBe(true);
  });
});
