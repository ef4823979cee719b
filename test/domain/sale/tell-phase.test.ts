import { describe, expect, it } from "vitest";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { nextPhaseMs, tellPhase } from "../../../src/domain/sale/tell-phase.ts";
import { SALE } from "./fixtures.ts";

const { opensAtMs, closesAtMs } = SALE.definition;
const STOCK = { received: 2, free: 2, held: 0, returning: 0, sold: 0, withdrawn: 0 };

/** A sale with what it is told of in turn. */
function told(steps: (context: SaleContext, at: (nowMs: number) => SaleContext) => void): readonly string[] {
  const store = mapSaleStore();
  const at = (nowMs: number): SaleContext => ({ store, nowMs, random: () => 0.5 });
  store.writeSale(SALE);
  store.writeStock(STOCK);
  steps(at(opensAtMs), at);
  return store.dump().events.map(([, { type }]) => type);
}

describe("what is told of a sale", () => {
  it("is that it opens and closes, by its times", () => {
    const events = told((_, at) => {
      for (const nowMs of [opensAtMs - 1, opensAtMs, closesAtMs - 1, closesAtMs]) tellPhase(at(nowMs));
    });
    expect(events).toEqual(["sale.scheduled", "sale.opened", "sale.closed"]);
  });

  it("is that its units are gone and come back", () => {
    const events = told((context) => {
      tellPhase(context);
      context.store.writeStock({ ...STOCK, free: 0, held: 2 });
      tellPhase(context);
      context.store.writeStock(STOCK);
      tellPhase(context);
    });
    expect(events).toEqual(["sale.opened", "sale.sold_out", "sale.restocked"]);
  });

  it("is that it is paused and goes on", () => {
    const events = told((context) => {
      context.store.writeSale({ ...SALE, paused: true });
      tellPhase(context);
      context.store.writeSale(SALE);
      tellPhase(context);
    });
    expect(events).toEqual(["sale.paused", "sale.resumed"]);
  });

  it("is nothing of how it stood before there were events", () => {
    const events = told((context, at) => {
      context.store.writeToldPhase({ phase: "untold" });
      tellPhase(context);
      tellPhase(at(closesAtMs));
    });
    expect(events).toEqual(["sale.closed"]);
  });
});

describe("the next change of a sale by its times", () => {
  it.each([
    [opensAtMs - 1, opensAtMs],
    [opensAtMs, closesAtMs],
    [closesAtMs, undefined],
  ])("after %i is at %s", (nowMs, atMs) => {
    const store = mapSaleStore();
    store.writeSale(SALE);
    expect(nextPhaseMs({ store, nowMs })).toBe(atMs);
  });
});
