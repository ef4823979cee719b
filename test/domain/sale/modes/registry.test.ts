import { describe, expect, it } from "vitest";
import { putSale } from "../../../../src/domain/sale/commands/put-sale.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import type { Mode } from "../../../../src/domain/sale/modes/mode.ts";
import { termsRefused } from "../../../../src/domain/sale/modes/registry.ts";
import { SALE_MODES, type SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { termsOfFairWindow } from "../../../../src/domain/terms/draw.ts";
import { DEFINITION, NOW_MS, RANDOM_MIDDLE, SALE } from "../fixtures.ts";

const PUT = { shop: SALE.shop, saleId: SALE.saleId, pepperEpoch: SALE.pepperEpoch };

describe("the terms of a sale", () => {
  it("are sold as a flash sale without any further one", () => {
    expect(termsRefused(DEFINITION)).toBeUndefined();
  });

  it.each(["constructor", "auction"])("are refused in the mode %s, by the sale itself", (mode) => {
    const definition = JSON.parse(JSON.stringify({ ...DEFINITION, mode }));
    const store = mapSaleStore();
    const refused = putSale({ store, nowMs: NOW_MS, random: RANDOM_MIDDLE }, { ...PUT, definition });
    expect(refused).toEqual({
      ok: false,
      error: { kind: "mode-not-supported", mode, supported: SALE_MODES },
    });
    expect(store.findSale()).toBeUndefined();
  });

  const draw = {
    drawAtMs: NOW_MS + 70_000,
    leadSeconds: 60,
    turnSeconds: 7200,
    weightMax: 4,
  };
  const drawn: SaleDefinition = {
    ...DEFINITION,
    mode: "draw",
    registration: { opensAtMs: NOW_MS - 1000, closesAtMs: NOW_MS, shards: 1 },
    draw,
  };
  const window = termsOfFairWindow(DEFINITION.opensAtMs, { seconds: 10 }, 1);
  const fair: SaleDefinition = { ...DEFINITION, ...window, fairWindow: { seconds: 10, admitPerSecond: 250 } };

  it.each([
    ["a draw", drawn],
    ["a fair window", fair],
  ])("are sold as %s", (_, definition) => {
    expect(termsRefused(definition)).toBeUndefined();
  });

  it.each<[string, SaleDefinition, string]>([
    ["a draw among nobody", { ...drawn, registration: undefined }, "/registration"],
    ["mode draw without one", { ...drawn, draw: undefined }, "/draw"],
    ["a draw in a flash sale", { ...drawn, mode: "flash" }, "/draw"],
    ["a fair window in mode draw", { ...fair, mode: "draw" }, "/fairWindowSeconds"],
    ["a draw before its list can be out", { ...drawn, draw: { ...draw, drawAtMs: NOW_MS + 64_999 } }, "/draw/drawAt"],
    ["a draw after the close", { ...drawn, closesAtMs: draw.drawAtMs - 1 }, "/draw/drawAt"],
    ["a fair window up to the close", { ...fair, closesAtMs: window.draw.drawAtMs - 1 }, "/fairWindowSeconds"],
  ])("are refused with %s", (_, definition, pointer) => {
    expect(termsRefused(definition)).toMatchObject({ kind: "terms-refused", problems: [{ pointer }] });
  });

  const preorder: SaleDefinition = {
    ...DEFINITION,
    mode: "preorder",
    timeZone: "Asia/Kolkata",
    shipWithinDays: 5,
  };
  const collected: SaleDefinition = {
    ...preorder,
    shipWithinDays: undefined,
    collectWithinDays: 10,
    deposit: { amountMinor: 100_000, currency: "INR" },
  };
  const [soon, later] = ["2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z"];
  const waves = [
    { units: 4, shipBy: soon },
    { units: 6, shipBy: later },
  ];

  it.each<[string, SaleDefinition]>([
    ["pre-orders that are sent within days", preorder],
    ["pre-orders that are sent by a date", { ...preorder, shipWithinDays: undefined, shipBy: soon }],
    ["pre-orders in waves", { ...preorder, shipWithinDays: undefined, waves }],
    [
      "pre-orders with a deposit that are collected, and paid in cash there",
      { ...collected, acceptedPayments: ["cod"] },
    ],
  ])("are sold as %s", (_, definition) => {
    expect(termsRefused(definition)).toBeUndefined();
  });

  it.each<[string, SaleDefinition, readonly string[]]>([
    [
      "more than one for an account",
      { ...preorder, limits: { ...preorder.limits, perAccount: 2 } },
      ["/limits/perAccount"],
    ],
    ["no date", { ...preorder, shipWithinDays: undefined }, ["/shipBy"]],
    ["an address that may change", { ...preorder, addressLocked: false }, ["/shipBy"]],
    ["payment on delivery", { ...preorder, acceptedPayments: ["upi", "cod"] }, ["/acceptedPayments"]],
    ["two dates", { ...preorder, shipBy: soon }, ["/shipBy"]],
    [
      "waves of other units than the sale's",
      { ...preorder, shipWithinDays: undefined, waves: waves.slice(1) },
      ["/waves"],
    ],
    ["waves out of order", { ...preorder, shipWithinDays: undefined, waves: [...waves].reverse() }, ["/waves"]],
    [
      "a deposit that nobody completes",
      { ...collected, collectWithinDays: undefined, shipWithinDays: 5 },
      ["/deposit"],
    ],
    [
      "a deposit in another currency",
      { ...collected, deposit: { amountMinor: 1, currency: "USD" } },
      ["/deposit/currency"],
    ],
    ["a deposit of all of the price", { ...collected, deposit: collected.price }, ["/deposit/amountMinor"]],
    [
      "everything at once",
      {
        ...preorder,
        limits: { ...preorder.limits, perAccount: 2 },
        addressLocked: false,
        acceptedPayments: ["cash"],
        shipBy: soon,
      },
      ["/limits/perAccount", "/shipBy", "/acceptedPayments", "/shipBy"],
    ],
  ])("are no pre-orders with %s", (_, definition, pointers) => {
    expect(termsRefused(definition)).toMatchObject({
      kind: "terms-refused",
      problems: pointers.map((pointer) => ({ pointer })),
    });
  });

  it("have every problem told at once", () => {
    const locked: Mode = {
      requires: [
        { pointer: "/limits/perAccount", detail: "must be 1", isMet: ({ limits }) => limits.perAccount === 1 },
        { pointer: "/addressLocked", detail: "must be true", isMet: ({ addressLocked }) => addressLocked },
        { pointer: "/shipBy", detail: "is required", isMet: ({ shipBy }) => shipBy !== undefined },
      ],
    };
    expect(termsRefused({ ...DEFINITION, addressLocked: false }, { flash: locked })).toEqual({
      kind: "terms-refused",
      problems: [
        { pointer: "/addressLocked", detail: "must be true" },
        { pointer: "/shipBy", detail: "is required" },
      ],
    });
  });
});
