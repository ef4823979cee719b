import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyToLedger, type LedgerCommand } from "../../../src/domain/stock/ledger.ts";
import { type Hold, openingStock, type Stock } from "../../../src/domain/stock/stock.ts";
import { HOLD, NOW_MS } from "../sale/fixtures.ts";

/** Each figure differs, so that no two can be taken for each other. */
const STOCK: Stock = { received: 100, free: 40, held: 30, returning: 7, sold: 20, withdrawn: 10 };
const OPEN: Hold = { ...HOLD, quantity: 3 };
const LATER_MS = NOW_MS + 1000;

const holdCommand = (quantity: number, expiresAtMs = LATER_MS): LedgerCommand => ({
  kind: "hold",
  hold: {
    holdId: HOLD.holdId,
    decisionId: HOLD.decisionId,
    account: HOLD.account,
    links: HOLD.links,
    quantity,
    household: HOLD.household,
    holderKey: "thumbprint",
  },
  expiresAtMs,
});

describe("holding units", () => {
  it("moves them from free to held and opens the hold until its expiry", () => {
    expect(applyToLedger(STOCK, holdCommand(3), NOW_MS)).toEqual({
      ok: true,
      value: {
        stock: { ...STOCK, free: 37, held: 33 },
        hold: {
          holdId: HOLD.holdId,
          decisionId: HOLD.decisionId,
          account: HOLD.account,
          links: HOLD.links,
          quantity: 3,
          household: HOLD.household,
          holderKey: "thumbprint",
          state: "held",
          createdAtMs: NOW_MS,
          expiresAtMs: LATER_MS,
        },
      },
    });
  });

  it("takes the last unit", () => {
    expect(applyToLedger(STOCK, holdCommand(40), NOW_MS)).toMatchObject({ ok: true, value: { stock: { free: 0 } } });
  });

  it("is refused as sold out for one unit more than are free", () => {
    expect(applyToLedger(STOCK, holdCommand(41), NOW_MS)).toEqual({ ok: false, error: { kind: "sold-out" } });
  });
});

describe("redeeming a hold", () => {
  const redeem = (hold: Hold): LedgerCommand => ({ kind: "redeem", hold, orderId: "ord_1" });

  it("moves its units from held to sold and names the order", () => {
    expect(applyToLedger(STOCK, redeem(OPEN), LATER_MS)).toEqual({
      ok: true,
      value: {
        stock: { ...STOCK, held: 27, sold: 23 },
        hold: { ...OPEN, state: "sold", endedAtMs: LATER_MS, orderId: "ord_1" },
      },
    });
  });

  it("succeeds in the last millisecond before the expiry and is refused as expired at it", () => {
    expect(applyToLedger(STOCK, redeem(OPEN), OPEN.expiresAtMs - 1)).toMatchObject({ ok: true });
    expect(applyToLedger(STOCK, redeem(OPEN), OPEN.expiresAtMs)).toEqual({ ok: false, error: { kind: "expired" } });
  });
});

describe.each(["redeem", "release"] as const)("to %s a hold that ended is refused", (kind) => {
  const command = (hold: Hold): LedgerCommand =>
    kind === "redeem" ? { kind, hold, orderId: "ord_2" } : { kind, hold, returnDelayMs: 1 };

  it.each([
    { ended: { ...OPEN, state: "sold", orderId: "ord_1" }, error: { kind: "spent", orderId: "ord_1" } },
    { ended: { ...OPEN, state: "released" }, error: { kind: "released" } },
    { ended: { ...OPEN, state: "expired" }, error: { kind: "expired" } },
  ] as const)("as $error.kind, at any time", ({ ended, error }) => {
    for (const nowMs of [0, NOW_MS, OPEN.expiresAtMs, OPEN.expiresAtMs + 1]) {
      expect(applyToLedger(STOCK, command(ended), nowMs)).toEqual({ ok: false, error });
    }
  });
});

describe.each([
  { kind: "release", state: "released", nowMs: LATER_MS },
  { kind: "expire", state: "expired", nowMs: OPEN.expiresAtMs },
] as const)("to $kind a hold", ({ kind, state, nowMs }) => {
  it("ends it at once and keeps its units in held, as returning, until their moment", () => {
    expect(applyToLedger(STOCK, { kind, hold: OPEN, returnDelayMs: 1234 }, nowMs)).toEqual({
      ok: true,
      value: {
        stock: { ...STOCK, returning: 10 },
        hold: { ...OPEN, state, endedAtMs: nowMs, returnsAtMs: nowMs + 1234 },
      },
    });
  });
});

describe("releasing a hold", () => {
  it("is refused as expired from the expiry on", () => {
    const command: LedgerCommand = { kind: "release", hold: OPEN, returnDelayMs: 1 };
    expect(applyToLedger(STOCK, command, OPEN.expiresAtMs - 1)).toMatchObject({ ok: true });
    expect(applyToLedger(STOCK, command, OPEN.expiresAtMs)).toEqual({ ok: false, error: { kind: "expired" } });
  });
});

describe("expiring a hold", () => {
  const expire = (hold: Hold): LedgerCommand => ({ kind: "expire", hold, returnDelayMs: 1 });

  it("is not due before the expiry", () => {
    expect(applyToLedger(STOCK, expire(OPEN), OPEN.expiresAtMs - 1)).toEqual({ ok: false, error: { kind: "not-due" } });
  });

  it.each([
    { state: "sold", error: { kind: "spent", orderId: "ord_1" } },
    { state: "released", error: { kind: "released" } },
    { state: "expired", error: { kind: "expired" } },
  ] as const)("never ends one that is $state again", ({ state, error }) => {
    const ended: Hold = { ...OPEN, state, ...(state === "sold" ? { orderId: "ord_1" } : {}) };
    expect(applyToLedger(STOCK, expire(ended), OPEN.expiresAtMs)).toEqual({ ok: false, error });
  });
});

describe("cancelling the order of a sold hold", () => {
  const sold: Hold = { ...OPEN, state: "sold", orderId: "ord_1" };
  const stock = { received: 10, free: 7, held: 0, returning: 0, sold: 3, withdrawn: 0 };
  const cancel = (become: "return" | "withdraw") =>
    applyToLedger(stock, { kind: "cancel", hold: sold, become, returnDelayMs: 2000 }, NOW_MS);
  const { quantity } = sold;

  it("brings its units on their way back, and keeps the token spent", () => {
    const cancelled = cancel("return");
    expect(cancelled).toMatchObject({
      ok: true,
      value: {
        stock: { ...stock, sold: 3 - quantity, held: quantity, returning: quantity },
        hold: { state: "released", endedAtMs: NOW_MS, returnsAtMs: NOW_MS + 2000, orderId: "ord_1" },
      },
    });
    const hold = cancelled.ok ? cancelled.value.hold : undefined;
    expect(hold && applyToLedger(stock, { kind: "redeem", hold, orderId: "ord_2" }, NOW_MS)).toEqual({
      ok: false,
      error: { kind: "spent", orderId: "ord_1" },
    });
  });

  it("withdraws them, and nothing is due", () => {
    const cancelled = cancel("withdraw");
    expect(cancelled).toMatchObject({
      ok: true,
      value: { stock: { ...stock, sold: 3 - quantity, withdrawn: quantity }, hold: { state: "released" } },
    });
    expect(cancelled.ok && cancelled.value.hold?.returnsAtMs).toBeUndefined();
  });
});

describe("returning the units of an ended hold", () => {
  const ended: Hold = { ...OPEN, state: "released", endedAtMs: NOW_MS, returnsAtMs: LATER_MS };

  it("frees them at their moment, once", () => {
    expect(applyToLedger(STOCK, { kind: "return", hold: ended }, LATER_MS)).toEqual({
      ok: true,
      value: {
        stock: { ...STOCK, free: 43, held: 27, returning: 4 },
        hold: { ...ended, returnsAtMs: undefined },
      },
    });
  });

  it("is not due a millisecond before it", () => {
    const early = applyToLedger(STOCK, { kind: "return", hold: ended }, LATER_MS - 1);
    expect(early).toEqual({ ok: false, error: { kind: "not-due" } });
  });

  it("is not due for units that are back", () => {
    const again = applyToLedger(STOCK, { kind: "return", hold: { ...ended, returnsAtMs: undefined } }, LATER_MS);
    expect(again).toEqual({ ok: false, error: { kind: "not-due" } });
  });
});

describe("stock movements", () => {
  it("add received units to the free ones", () => {
    expect(applyToLedger(STOCK, { kind: "add", units: 5 }, NOW_MS)).toEqual({
      ok: true,
      value: { stock: { ...STOCK, received: 105, free: 45 } },
    });
  });

  it("withdraw free units", () => {
    expect(applyToLedger(STOCK, { kind: "withdraw", units: 40 }, NOW_MS)).toEqual({
      ok: true,
      value: { stock: { ...STOCK, free: 0, withdrawn: 50 }, shortfall: 0 },
    });
  });

  it("never withdraw held or sold units: the rest is the shortfall", () => {
    expect(applyToLedger(STOCK, { kind: "withdraw", units: 45 }, NOW_MS)).toEqual({
      ok: true,
      value: { stock: { ...STOCK, free: 0, withdrawn: 50 }, shortfall: 5 },
    });
  });
});

describe("what is no movement of units", () => {
  const WHOLE = "Assertion failed: units move in whole numbers, one at least";

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])("%d units move by no command", (units) => {
    const hold = { ...OPEN, quantity: units };
    const commands: LedgerCommand[] = [
      holdCommand(units),
      { kind: "redeem", hold, orderId: "ord_1" },
      { kind: "release", hold, returnDelayMs: 1 },
      { kind: "add", units },
      { kind: "withdraw", units },
    ];
    for (const command of commands) expect(() => applyToLedger(STOCK, command, NOW_MS)).toThrow(WHOLE);
  });

  it("a hold that was sold for no order is no hold of ours", () => {
    const sold: Hold = { ...OPEN, state: "sold" };
    const redeem = () => applyToLedger(STOCK, { kind: "redeem", hold: sold, orderId: "ord_2" }, NOW_MS);
    expect(redeem).toThrow("Assertion failed: a sold hold names its order");
  });

  it("a hold of more units than the stock holds cannot be redeemed", () => {
    const redeem = () =>
      applyToLedger(STOCK, { kind: "redeem", hold: { ...OPEN, quantity: 31 }, orderId: "ord_1" }, NOW_MS);
    expect(redeem).toThrow("Assertion failed: no figure of the stock is negative");
  });
});

describe("any history of commands", () => {
  /** A step names a kind of command, a hold of those made so far, a count, and the time that passes before it. */
  const history = fc.array(
    fc.record({
      kind: fc.constantFrom("hold", "redeem", "release", "expire", "return", "add", "withdraw"),
      which: fc.nat({ max: 5 }),
      units: fc.integer({ min: 1, max: 4 }),
      passesMs: fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 1500 })),
    }),
    { maxLength: 60 },
  );

  function commandOf(
    { kind, units }: { kind: string; units: number },
    hold: Hold | undefined,
    nowMs: number,
  ): LedgerCommand | undefined {
    if (kind === "hold") return holdCommand(units, nowMs + 1000);
    if (kind === "add" || kind === "withdraw") return { kind, units };
    if (hold === undefined) return undefined;
    if (kind === "redeem") return { kind, hold, orderId: "ord" };
    if (kind === "release" || kind === "expire") return { kind, hold, returnDelayMs: 500 };
    return { kind: "return", hold };
  }

  function play(steps: readonly { kind: string; which: number; units: number; passesMs: number }[]) {
    let stock = openingStock(6);
    let nowMs = NOW_MS;
    const holds: Hold[] = [];
    const ends: { before: Hold; after: Hold; nowMs: number }[] = [];
    for (const step of steps) {
      nowMs += step.passesMs;
      const before = step.kind === "hold" ? undefined : holds[step.which];
      const command = commandOf(step, before, nowMs);
      const moved = command === undefined ? undefined : applyToLedger(stock, command, nowMs);
      if (!moved?.ok) continue;
      stock = moved.value.stock;
      const after = moved.value.hold;
      if (after === undefined) continue;
      if (before === undefined) holds.push({ ...after, holdId: `hold_${holds.length}` });
      else {
        holds[step.which] = after;
        ends.push({ before, after, nowMs });
      }
    }
    return { stock, holds, ends };
  }

  const units = (holds: readonly Hold[]) => holds.reduce((sum, { quantity }) => sum + quantity, 0);

  it("keeps the four figures equal to what was received, and each equal to its holds", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { stock, holds } = play(steps);
        const returning = holds.filter(({ returnsAtMs }) => returnsAtMs !== undefined);
        expect(stock.free + stock.held + stock.sold + stock.withdrawn).toBe(stock.received);
        expect(stock.returning).toBe(units(returning));
        expect(stock.held).toBe(units(holds.filter(({ state }) => state === "held")) + stock.returning);
        expect(stock.sold).toBe(units(holds.filter(({ state }) => state === "sold")));
        expect(Math.min(stock.free, stock.withdrawn)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("ends each hold once, sells none from its expiry on and expires none before", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const ended = new Set<string>();
        for (const { before, after, nowMs } of play(steps).ends) {
          if (before.state !== "held") {
            expect(after).toEqual({ ...before, returnsAtMs: undefined });
            continue;
          }
          expect(ended.has(before.holdId)).toBe(false);
          ended.add(before.holdId);
          expect(nowMs >= before.expiresAtMs).toBe(after.state === "expired");
        }
      }),
    );
  });
});
