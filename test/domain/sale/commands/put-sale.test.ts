import { describe, expect, it } from "vitest";
import { CHARTER_FIXED_AHEAD_MS } from "../../../../src/domain/limits.ts";
import { manageSale } from "../../../../src/domain/sale/commands/manage-sale.ts";
import { type PutSaleCommand, putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { DEFINITION, NOW_MS, RANDOM_MIDDLE, SALE, saleInMemory } from "../fixtures.ts";

const put = (change: Partial<SaleDefinition> = {}, shop = SALE.shop): PutSaleCommand => ({
  shop,
  saleId: SALE.saleId,
  definition: { ...DEFINITION, ...change },
  pepperEpoch: SALE.pepperEpoch,
});
const BEFORE_OPENING_MS = DEFINITION.opensAtMs - 1;

describe("creating a sale", () => {
  it("keeps the shop, the definition and the pepper epoch, with every unit free", () => {
    const store = mapSaleStore();
    const created = putSale({ store, nowMs: SALE.createdAtMs, random: RANDOM_MIDDLE }, put());
    expect(created).toEqual({ ok: true, value: SALE });
    expect(store.findSale()).toEqual(SALE);
    expect(store.readStock()).toEqual({ received: 10, free: 10, held: 0, returning: 0, sold: 0, withdrawn: 0 });
  });
});

describe("the registration of a sale", () => {
  const registration = { opensAtMs: BEFORE_OPENING_MS - 2000, closesAtMs: BEFORE_OPENING_MS, shards: 4 };
  const fixed = { ok: false, error: { kind: "sale-field-fixed", fields: ["registration"] } };

  it("brings a secret of its own, which stays", () => {
    const { store, at } = saleInMemory();
    const before = BEFORE_OPENING_MS - 3000;
    const made = putSale({ ...at(before), random: RANDOM_MIDDLE }, put({ registration }));
    expect(made).toEqual({ ok: true, value: { ...store.findSale(), drawSecret: "80".repeat(32) } });
    const changed = { ...registration, shards: 8 };
    expect(putSale({ ...at(before), random: () => 0 }, put({ registration: changed }))).toMatchObject({
      value: { drawSecret: "80".repeat(32), definition: { registration: changed } },
    });
  });

  it.each([
    ["changes", { ...registration, closesAtMs: registration.closesAtMs + 1 }],
    ["goes away", undefined],
  ])("no longer %s once somebody may have registered", (_, after) => {
    const { at } = saleInMemory();
    putSale(at(registration.opensAtMs - 1), put({ registration }));
    expect(putSale(at(registration.opensAtMs), put({ registration: after }))).toEqual(fixed);
  });

  it("needs invites or none from the beginning on, since they may be out long before it opens", () => {
    const before = registration.opensAtMs - 1;
    const invited = { ...registration, invite: "required" } as const;
    expect(putSale(saleInMemory().at(before), put({ registration: invited }))).toEqual(fixed);
    const draw = { drawAtMs: registration.closesAtMs + 70_000, leadSeconds: 60, turnSeconds: 7200, weightMax: 4 };
    const limits = { ...DEFINITION.limits, perAccount: 1 };
    const promising = saleInMemory({ limits, registration: invited });
    expect(putSale(promising.at(before), put({ limits, registration: invited, draw }))).toEqual(fixed);
  });

  it("is no longer added once anybody may have bought", () => {
    const { at } = saleInMemory();
    expect(putSale(at(DEFINITION.opensAtMs), put({ registration }))).toEqual(fixed);
  });
});

describe("the charter of a draw", () => {
  const opensAtMs = DEFINITION.opensAtMs + 60_000;
  const draw = { drawAtMs: opensAtMs + 100_000, leadSeconds: 60, turnSeconds: 7200, weightMax: 4 };
  const drawn = { mode: "draw", registration: { opensAtMs, closesAtMs: opensAtMs + 1000, shards: 1 }, draw } as const;
  const fixed = (field: string) => ({ ok: false, error: { kind: "sale-field-fixed", fields: [field] } });
  const madeAt = opensAtMs - 60_000;
  const drawnSale = () => {
    const context = { store: mapSaleStore(), random: RANDOM_MIDDLE };
    const at = (nowMs: number) => ({ ...context, nowMs });
    putSale(at(madeAt), put({ ...drawn, opensAtMs: draw.drawAtMs }));
    return at;
  };

  it.each([
    ["draw", { draw: { ...draw, turnSeconds: 3600 } }],
    ["title", { title: "Another" }],
    ["limits/perHousehold", { limits: { ...DEFINITION.limits, perHousehold: 1 } }],
    ["limits/perHousehold", { limits: { ...DEFINITION.limits, perHousehold: 3 } }],
  ])("fixes %s a moment before registration opens", (field, change) => {
    const at = drawnSale();
    const changed = put({ ...drawn, opensAtMs: draw.drawAtMs, ...change });
    expect(putSale(at(opensAtMs - CHARTER_FIXED_AHEAD_MS), changed)).toEqual(fixed(field));
    expect(putSale(at(opensAtMs - CHARTER_FIXED_AHEAD_MS - 1), changed)).toMatchObject({ ok: true });
  });

  it.each([{ add: 1 }, { withdraw: 10 }])("fixes the units that it promises: %j", (change) => {
    const at = drawnSale();
    expect(manageSale(at(opensAtMs), { by: { shop: SALE.shop }, change })).toEqual(fixed("units"));
    expect(manageSale(at(madeAt), { by: { shop: SALE.shop }, change })).toMatchObject({ ok: true });
  });
});

describe("changing a sale", () => {
  it("changes title, times, payments and switches, and neither stock nor pause nor epoch", () => {
    const { store, at } = saleInMemory();
    store.writeSale({ ...SALE, paused: true });
    store.writeStock({ received: 10, free: 9, held: 1, returning: 0, sold: 0, withdrawn: 0 });
    const change = {
      title: "New",
      closesAtMs: DEFINITION.closesAtMs + 1,
      holdTtlSeconds: 10,
      acceptedPayments: ["card"],
      addressLocked: false,
      clientSignals: "required",
      holderProof: "required",
    } as const;
    const changed = putSale(at(NOW_MS), { ...put(change), pepperEpoch: "e2" });
    const loosened = [{ atMs: NOW_MS, terms: ["closesAt", "addressLocked"] }];
    const sale = { ...SALE, definition: { ...DEFINITION, ...change }, paused: true, loosened };
    expect(changed).toEqual({ ok: true, value: sale });
    expect(store.findSale()).toEqual(sale);
    expect(store.readStock().free).toBe(9);
  });

  it.each<[string, Partial<SaleDefinition>]>([
    ["closesAt", { closesAtMs: DEFINITION.closesAtMs + 3_600_000 }],
    ["title", { title: "New" }],
    ["limits", { limits: { ...DEFINITION.limits, perAccount: 1, perHousehold: 1 } }],
  ])("changes nothing any more once the sale has closed: %s", (field, change) => {
    const { store, at } = saleInMemory();
    const before = store.findSale();
    const refused = { ok: false, error: { kind: "sale-field-fixed", fields: [field] } };
    expect(putSale(at(DEFINITION.closesAtMs), put(change))).toEqual(refused);
    expect(store.findSale()).toEqual(before);
    expect(putSale(at(DEFINITION.closesAtMs), put())).toMatchObject({ ok: true });
  });

  it("writes down no term that was loosened before the opening, and none that became tighter", () => {
    const { at } = saleInMemory();
    const looser = put({ holdTtlSeconds: DEFINITION.holdTtlSeconds + 60 });
    expect(putSale(at(BEFORE_OPENING_MS), looser)).not.toHaveProperty("value.loosened");
    const tighter = put({ closesAtMs: DEFINITION.closesAtMs - 1 });
    expect(putSale(at(NOW_MS), tighter)).not.toHaveProperty("value.loosened");
  });

  it.each<[string, Partial<SaleDefinition>]>([
    ["units", { units: 11 }],
    ["sku", { sku: "MI3-64GB" }],
    ["price", { price: { amountMinor: 1, currency: "INR" } }],
    ["price", { price: { amountMinor: 1399900, currency: "USD" } }],
    ["mode", { mode: "draw" }],
  ])("never changes %s, not even before the opening", (field, change) => {
    const { store, at } = saleInMemory();
    const refused = putSale(at(BEFORE_OPENING_MS), put(change));
    expect(refused).toEqual({ ok: false, error: { kind: "sale-field-fixed", fields: [field] } });
    expect(store.findSale()).toEqual(SALE);
  });

  it("takes the same price with its members in another order", () => {
    const { at } = saleInMemory();
    const price = { currency: "INR", amountMinor: 1399900 };
    expect(putSale(at(NOW_MS), put({ price })).ok).toBe(true);
  });

  it.each(["perAccount", "perDevice", "perHousehold", "perPayment"] as const)(
    "only tightens %s once it is open",
    (limit) => {
      const limits = { perAccount: 2, perDevice: 2, perHousehold: 2, perPayment: 2 };
      const { at } = saleInMemory({ limits });
      const looser = put({ limits: { ...limits, [limit]: 3 } });
      expect(putSale(at(DEFINITION.opensAtMs), looser)).toEqual({
        ok: false,
        error: { kind: "sale-field-fixed", fields: [`limits/${limit}`] },
      });
      expect(putSale(at(DEFINITION.opensAtMs), put({ limits })).ok).toBe(true);
      expect(putSale(at(BEFORE_OPENING_MS), looser).ok).toBe(true);
      expect(putSale(at(DEFINITION.opensAtMs), put({ limits: { ...limits, [limit]: 1 } })).ok).toBe(true);
    },
  );

  it("moves the opening until it is reached, and never after", () => {
    const later = put({ opensAtMs: DEFINITION.opensAtMs + 1 });
    expect(putSale(saleInMemory().at(BEFORE_OPENING_MS), later).ok).toBe(true);
    expect(putSale(saleInMemory().at(DEFINITION.opensAtMs), later)).toEqual({
      ok: false,
      error: { kind: "sale-field-fixed", fields: ["opensAt"] },
    });
  });

  it("names every fixed field at once", () => {
    const limits = { ...DEFINITION.limits, perDevice: 9 };
    const refused = putSale(saleInMemory().at(NOW_MS), put({ units: 1, sku: "X", opensAtMs: 0, limits }));
    const fields = ["units", "sku", "opensAt", "limits/perDevice"];
    expect(refused).toEqual({ ok: false, error: { kind: "sale-field-fixed", fields } });
  });

  it("is refused to another shop, which learns that the id is taken and nothing else", () => {
    const { store, at } = saleInMemory();
    expect(putSale(at(NOW_MS), put({ title: "Mine" }, "shop-b"))).toEqual({
      ok: false,
      error: { kind: "sale-id-taken" },
    });
    expect(store.findSale()).toEqual(SALE);
  });
});
