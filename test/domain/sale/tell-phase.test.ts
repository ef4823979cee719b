import { describe, expect, it } from "vitest";
import { RESTOCK_TOLD_AFTER_SECONDS } from "../../../src/domain/limits.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { nextPhaseMs, tellPhase } from "../../../src/domain/sale/tell-phase.ts";
import { SALE } from "./fixtures.ts";

const { opensAtMs, closesAtMs } = SALE.definition;
const STOCK = { received: 2, free: 2, held: 0, returning: 0, sold: 0, withdrawn: 0 };
const GONE = { ...STOCK, free: 0, held: 2 };
const RESTOCK_MS = RESTOCK_TOLD_AFTER_SECONDS * 1000;

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

  it("is that its units are gone at once, and that they are back a minute later", () => {
    const events = told((context, at) => {
      tellPhase(context);
      context.store.writeStock(GONE);
      tellPhase(context);
      context.store.writeStock(STOCK);
      tellPhase(at(opensAtMs + RESTOCK_MS - 1));
      expect(context.store.findToldPhase()?.phase).toBe("sold_out");
      tellPhase(at(opensAtMs + RESTOCK_MS));
    });
    expect(events).toEqual(["sale.opened", "sale.sold_out", "sale.restocked"]);
  });

  it("is at most two events a minute while its last units come and go each second", () => {
    const events = told((context, at) => {
      tellPhase(context);
      for (let nowMs = opensAtMs; nowMs < opensAtMs + 3 * RESTOCK_MS; nowMs += 1000) {
        context.store.writeStock((nowMs / 1000) % 2 === 0 ? GONE : STOCK);
        tellPhase(at(nowMs));
      }
    });
    const minutes = ["sale.sold_out", "sale.restocked"];
    expect(events).toEqual(["sale.opened", ...minutes, ...minutes, "sale.sold_out"]);
  });

  it("is nothing less after the clock was put back", () => {
    const events = told((context, at) => {
      context.store.writeStock(GONE);
      tellPhase(at(opensAtMs + 2 * RESTOCK_MS));
      context.store.writeStock(STOCK);
      tellPhase(context);
    });
    expect(events).toEqual(["sale.sold_out", "sale.restocked"]);
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
      context.store.writeToldPhase({ phase: "untold", atMs: 0 });
      tellPhase(context);
      tellPhase(at(closesAtMs));
    });
    expect(events).toEqual(["sale.closed"]);
  });
});

describe("the next time at which a sale is told of", () => {
  it.each([
    [opensAtMs - 1, opensAtMs],
    [opensAtMs, closesAtMs],
    [closesAtMs, undefined],
  ])("after %i is at %s", (nowMs, atMs) => {
    const store = mapSaleStore();
    store.writeSale(SALE);
    expect(nextPhaseMs({ store, nowMs })).toBe(atMs);
  });

  it.each([
    ["a minute after its units were told to be gone, where some are back", STOCK, opensAtMs + RESTOCK_MS],
    ["its end, where none is", GONE, closesAtMs],
  ])("is %s", (_, stock, atMs) => {
    const store = mapSaleStore();
    store.writeSale(SALE);
    store.writeStock(stock);
    store.writeToldPhase({ phase: "sold_out", atMs: opensAtMs });
    expect(nextPhaseMs({ store, nowMs: opensAtMs + 1 })).toBe(atMs);
  });
});
