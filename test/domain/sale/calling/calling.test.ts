import { describe, expect, it } from "vitest";
import { REDRAW_UNITS_MAX } from "../../../../src/domain/limits.ts";
import { assert } from "../../../../src/domain/result.ts";
import { nextCallingDueMs } from "../../../../src/domain/sale/calling/call-next.ts";
import { readProgress } from "../../../../src/domain/sale/calling/progress.ts";
import { promiseRedraw } from "../../../../src/domain/sale/commands/promise-redraw.ts";
import { termsOfFairWindow } from "../../../../src/domain/terms/draw.ts";
import { NOW_MS } from "../fixtures.ts";
import { DRAWN, drawnSale, holdOf, ROUND, TURN_MS } from "./drawn-sale.ts";

const NO_ROOM = { kind: "not-your-turn", serverTimeMs: NOW_MS };
const EARLY_MS = NOW_MS - 3_600_001;

describe("who is called", () => {
  it("is as many as there are units, the first of the order, in one range", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.called()).toEqual([[1, 3, 0, 0]]);
    expect(sale.turnStatus(3)).toEqual({ kind: "turn", state: "open", fromMs: NOW_MS, untilMs: NOW_MS + TURN_MS });
    expect(sale.units()).toEqual({ reserved: 3, spare: 0 });
  });

  it("is everybody where there are more units than entries, and nobody where there are no entries", () => {
    const sale = drawnSale();
    sale.open({ places: 2 });
    expect(sale.called()).toEqual([[1, 2, 0, 0]]);
    const empty = drawnSale();
    empty.open({ places: 0 });
    expect(empty.called()).toEqual([]);
    expect(empty.units()).toEqual({ reserved: 0, spare: 3 });
  });

  it("is nobody where the stock was withdrawn to nothing", () => {
    const sale = drawnSale({ units: 3 });
    sale.store.writeStock({ ...sale.store.readStock(), free: 0, withdrawn: 3 });
    sale.open();
    expect(sale.called()).toEqual([]);
    expect(sale.turnStatus(1)).toEqual({ kind: "waiting", ahead: 0, outlook: "none" });
  });

  it("has a unit until the turn ends, whoever else comes, and may hold again after a payment that failed", () => {
    const sale = drawnSale();
    sale.open();
    const first = holdOf(sale.buy(1));
    expect(holdOf(sale.buy(3))).toBeTruthy();
    sale.letGo(first, NOW_MS + 1000);
    expect(sale.units()).toEqual({ reserved: 2, spare: 0 });
    expect(sale.buy(1, NOW_MS + 1000)).toMatchObject({ status: "held" });
    expect(sale.buy(2, NOW_MS + TURN_MS - 1)).toMatchObject({ status: "held" });
  });

  it("may pay for what was held in the turn after it", () => {
    const sale = drawnSale();
    sale.open();
    const holdId = holdOf(sale.buy(1, NOW_MS + TURN_MS - 1));
    expect(sale.pay(holdId, NOW_MS + TURN_MS + 1000)).toMatchObject({ ok: true });
    expect(sale.turnStatus(1, NOW_MS + TURN_MS + 1000)).toEqual({ kind: "over", state: "sold" });
  });

  it("buys one unit, whatever an account may buy otherwise", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.buy(1, NOW_MS, { quantity: 2 })).toMatchObject({ status: "none" });
    sale.buy(1);
    expect(sale.buy(1)).toMatchObject({ status: "none" });
  });

  it("is not called again when the draw says again that the order is there", () => {
    const sale = drawnSale();
    sale.open();
    const before = sale.store.dump();
    sale.open();
    expect(sale.store.dump()).toEqual(before);
  });
});

describe("a checkout of a drawn sale", () => {
  it("is refused before the order is drawn, and to who has no place in it", () => {
    const sale = drawnSale();
    expect(sale.buy(1)).toEqual(NO_ROOM);
    sale.open();
    expect(sale.buy(undefined)).toEqual(NO_ROOM);
  });

  it("is refused to who waits, and says how many are called before", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.buy(5)).toEqual({ ...NO_ROOM, ahead: 1, outlook: "unlikely" });
  });

  it("is refused after the turn, from its very end on", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.buy(1, NOW_MS + TURN_MS)).toEqual({ kind: "turn-over", because: "ended" });
  });

  it("is refused to another account that comes by a place whose unit is held or bought", () => {
    const sale = drawnSale();
    sale.open();
    const holdId = holdOf(sale.buy(1));
    const other = { keys: { account: "e1.of-the-same-household" } };
    expect(sale.buy(1, NOW_MS, other)).toEqual({ kind: "turn-over", because: "shared" });
    sale.pay(holdId);
    expect(sale.buy(1, NOW_MS, other)).toEqual({ kind: "turn-over", because: "shared" });
    expect(sale.store.readStock()).toMatchObject({ sold: 1, held: 0 });
  });

  it("is refused to who registered, where it is another sale's registration that names a place of another round", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.buy({ round: ROUND + 1, place: 1 })).toEqual(NO_ROOM);
  });
});

describe("a unit that nobody took", () => {
  it("calls the next when a turn ends unused, at a sweep, however late", () => {
    const sale = drawnSale();
    sale.open();
    sale.pay(holdOf(sale.buy(2)));
    sale.sweepAt(NOW_MS + TURN_MS - 1);
    expect(sale.called()).toEqual([[1, 3, 0, 0]]);
    sale.sweepAt(NOW_MS + 3 * TURN_MS);
    expect(sale.called()).toEqual([
      [1, 3, 0, 0],
      [4, 5, 2, 0],
    ]);
    expect(sale.turnStatus(4, NOW_MS + 3 * TURN_MS)).toMatchObject({ kind: "turn", fromMs: NOW_MS + 3 * TURN_MS });
  });

  it("calls the next when a hold ends after its turn", () => {
    const sale = drawnSale();
    sale.open();
    for (const place of [1, 2, 3]) sale.buy(place, NOW_MS + TURN_MS - 1000);
    sale.sweepAt(NOW_MS + TURN_MS);
    expect(sale.called()).toHaveLength(1);
    sale.sweepAt(NOW_MS + TURN_MS - 1000 + 300_000);
    expect(sale.called().at(-1)).toEqual([4, 6, 3, 0]);
  });

  it("calls the next at once when it is given up, held or not", () => {
    const sale = drawnSale();
    sale.open();
    sale.buy(1);
    expect(sale.decline(1)).toEqual({ ok: true, value: { status: "declined" } });
    expect(sale.decline(2)).toMatchObject({ ok: true });
    expect(sale.called().slice(1)).toEqual([[4, 5, 0, 2]]);
    expect(sale.buy(1)).toEqual({ kind: "turn-over", because: "ended" });
    expect(sale.decline(1)).toMatchObject({ ok: true });
    expect(sale.units()).toEqual({ reserved: 3, spare: 0 });
  });

  it("is not given up before it comes", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.decline(4)).toMatchObject({ ok: false, error: { kind: "not-your-turn", ahead: 0 } });
    expect(sale.turnStatus(4)).toMatchObject({ kind: "waiting", ahead: 0 });
  });

  it("is not given up by who bought, or whose turn was over", () => {
    const sale = drawnSale();
    sale.open();
    sale.pay(holdOf(sale.buy(1)));
    expect(sale.decline(1)).toEqual({ ok: false, error: { kind: "turn-over", because: "ended" } });
    sale.sweepAt(NOW_MS + TURN_MS);
    expect(sale.decline(2, NOW_MS + TURN_MS)).toEqual({ ok: false, error: { kind: "turn-over", because: "ended" } });
  });

  it("stays free where nobody is left", () => {
    const sale = drawnSale();
    sale.open({ places: 3 });
    sale.sweepAt(NOW_MS + TURN_MS);
    expect(sale.units()).toEqual({ reserved: 0, spare: 3 });
    expect(sale.called()).toHaveLength(1);
  });
});

describe("ahead", () => {
  it("is how many are called before, and falls as they are", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.turnStatus(10)).toMatchObject({ kind: "waiting", ahead: 6, outlook: "unlikely" });
    sale.decline(1);
    expect(sale.turnStatus(10)).toMatchObject({ ahead: 5 });
  });

  it("comes with none as soon as every unit is sold", () => {
    const sale = drawnSale();
    sale.open();
    for (const place of [1, 2, 3]) sale.pay(holdOf(sale.buy(place)));
    expect(sale.turnStatus(4)).toEqual({ kind: "waiting", ahead: 0, outlook: "none" });
  });

  it("is likely up to 1.2 people before for each unit", () => {
    const sale = drawnSale({ units: 10 });
    sale.open({ places: 100 });
    expect([13, 14].map((place) => sale.turnStatus(place))).toMatchObject([
      { ahead: 2, outlook: "likely" },
      { ahead: 3, outlook: "unlikely" },
    ]);
  });
});

describe("a pause", () => {
  it("stops turns and calls, and gives the time back", () => {
    const sale = drawnSale();
    sale.open();
    sale.manage({ paused: true }, NOW_MS + 1000);
    sale.sweepAt(NOW_MS + 2 * TURN_MS);
    expect(sale.buy(1, NOW_MS + 2 * TURN_MS)).toMatchObject({ kind: "sale-not-open", phase: "paused" });
    sale.manage({ paused: false }, NOW_MS + 2 * TURN_MS);
    expect(sale.called()).toHaveLength(1);
    expect(sale.turnStatus(1, NOW_MS + 2 * TURN_MS)).toMatchObject({ untilMs: NOW_MS + 3 * TURN_MS - 1000 });
    expect(sale.buy(1, NOW_MS + 3 * TURN_MS - 1001)).toMatchObject({ status: "held" });
  });

  it("during which the draw opens the order calls nobody until it is over", () => {
    const sale = drawnSale();
    sale.manage({ paused: true });
    sale.open();
    expect(sale.called()).toEqual([]);
    sale.manage({ paused: false }, NOW_MS + 5000);
    expect(sale.called()).toEqual([[1, 3, 0, 0]]);
  });
});

describe("stock", () => {
  it("that waits for who is called is not withdrawn", () => {
    const sale = drawnSale();
    sale.open();
    expect(sale.manage({ withdraw: 2 })).toMatchObject({ value: { shortfall: 2, stock: { withdrawn: 0 } } });
  });

  it("that the operator brings back calls nobody until it is redrawn, and then who the redraw names", () => {
    const sale = drawnSale();
    sale.open();
    sale.manage({ add: 2 });
    expect(sale.units()).toEqual({ reserved: 3, spare: 0 });
    expect(sale.turnStatus(4)).toMatchObject({ kind: "waiting", ahead: 0 });
    const redraw = { round: ROUND + 40, places: 2, callAtOnce: 2, redraws: { places: [9, 5], afterRanges: 1 } };
    expect(sale.open(redraw)).toEqual({ ok: true, value: "opened" });
    expect(sale.called().slice(1)).toEqual([[1, 2, 0, 0]]);
    expect(sale.buy(9)).toMatchObject({ status: "held" });
    expect(sale.turnStatus(5)).toMatchObject({ kind: "turn" });
    const before = sale.store.dump();
    expect(sale.open(redraw)).toEqual({ ok: true, value: "opened" });
    expect(sale.store.dump()).toEqual(before);
    sale.decline(1);
    expect(sale.called().at(-1)).toEqual([4, 4, 0, 1]);
    expect(sale.decline(5)).toMatchObject({ ok: true });
    expect(sale.called().at(-1)).toEqual([6, 6, 0, 1]);
    expect(sale.turnStatus(7)).toMatchObject({ kind: "waiting", ahead: 0 });
  });

  it("opens no redraw that does not know of everybody who is called", () => {
    const sale = drawnSale();
    sale.open();
    sale.manage({ add: 1 });
    sale.decline(1);
    const redraws = { places: [4], afterRanges: 1 };
    const before = sale.store.dump();
    expect(sale.open({ round: ROUND + 40, places: 1, redraws })).toEqual({ ok: true, value: "called-meanwhile" });
    expect(sale.store.dump()).toEqual(before);
    expect(sale.turnStatus(4)).toMatchObject({ kind: "turn" });
  });

  it("that the operator brings back is withdrawn again until a redraw is promised for it", () => {
    const sale = drawnSale();
    sale.open();
    expect(promiseRedraw(sale)).toEqual({ units: 0, vacated: [] });
    sale.manage({ add: 2 });
    expect(sale.manage({ withdraw: 1 })).toMatchObject({ value: { shortfall: 0, stock: { withdrawn: 1 } } });
    expect(promiseRedraw(sale)).toEqual({ units: 1, vacated: [] });
    expect(sale.manage({ withdraw: 2 })).toMatchObject({ value: { shortfall: 2, stock: { withdrawn: 1 } } });
    sale.manage({ add: 1 });
    expect(sale.manage({ withdraw: 2 })).toMatchObject({ value: { shortfall: 1, stock: { withdrawn: 2 } } });
    expect(sale.units()).toEqual({ reserved: 3, spare: 0 });
  });

  it("is redrawn in parts, where more is brought back than one statement names", () => {
    const sale = drawnSale();
    const more = 7;
    sale.open({ places: 2 * REDRAW_UNITS_MAX });
    sale.manage({ add: REDRAW_UNITS_MAX + more });
    expect(promiseRedraw(sale).units).toBe(REDRAW_UNITS_MAX);
    const places = Array.from({ length: REDRAW_UNITS_MAX }, (_, index) => 4 + index);
    const redraws = { places, afterRanges: 1 };
    sale.open({ round: ROUND + 40, places: places.length, callAtOnce: REDRAW_UNITS_MAX, redraws });
    expect(promiseRedraw(sale).units).toBe(more);
  });

  it("of cancelled orders is named once, in the order in which they were, and in as small a state however many they are", () => {
    const units = 40;
    const sale = drawnSale({ units });
    sale.open({ places: 2 * units });
    const bought = Array.from({ length: units }, (_, at) => at + 1);
    for (const place of bought) sale.pay(holdOf(sale.buy(place)));
    const placesOf = (places: readonly number[]) => places.map((place) => ({ round: ROUND, place }));
    const stateChars = () => JSON.stringify(sale.store.findCalling()).length;
    sale.cancel([7, 3]);
    const charsOfTwo = stateChars();
    expect(promiseRedraw(sale)).toEqual({ units: 2, vacated: placesOf([7, 3]) });
    sale.cancel([5]);
    const redraw = (round: number, places: readonly number[]) =>
      sale.open({
        round,
        places: places.length,
        callAtOnce: places.length,
        redraws: { places, afterRanges: round - ROUND },
      });
    redraw(ROUND + 1, [50, 51]);
    expect(promiseRedraw(sale)).toEqual({ units: 1, vacated: placesOf([5]) });
    redraw(ROUND + 2, [52]);
    const rest = bought.filter((place) => ![3, 5, 7].includes(place));
    sale.cancel(rest);
    expect(promiseRedraw(sale)).toEqual({ units: rest.length, vacated: placesOf(rest) });
    expect(stateChars() - charsOfTwo).toBeLessThan(500);
  });

  it("of orders that were cancelled under a release before, which kept them in one row, is named by their turns", () => {
    const sale = drawnSale();
    sale.open();
    for (const place of [1, 2, 3]) sale.pay(holdOf(sale.buy(place)));
    sale.cancel([2, 1]);
    const calling = sale.store.findCalling();
    assert(calling !== undefined, "the order is there");
    const { vacatedPlaces: _, vacatedNamed: __, ...before } = calling;
    const vacated = [2, 1].map((place) => ({ round: ROUND, place }));
    sale.store.writeCalling({ ...before, vacated });
    for (const place of vacated) sale.store.writeTurn({ ...place, state: "declined" });
    sale.sweepAt(NOW_MS);
    expect(sale.store.findCalling()).toMatchObject({ vacated: [], vacatedPlaces: 2 });
    sale.cancel([3]);
    expect(promiseRedraw(sale)).toEqual({ units: 3, vacated: [...vacated, { round: ROUND, place: 3 }] });
  });

  it("is fixed between the charter and the call", () => {
    expect(drawnSale().manage({ add: 1 })).toEqual({
      ok: false,
      error: { kind: "sale-field-fixed", fields: ["units"] },
    });
  });
});

describe("a sale that opens after its draw", () => {
  it("calls at its opening, and says so before", () => {
    const opensAtMs = NOW_MS + 60_000;
    const sale = drawnSale({ opensAtMs });
    sale.open();
    expect(sale.called()).toEqual([]);
    expect(sale.turnStatus(3)).toMatchObject({ kind: "waiting", ahead: 2, turnFromMs: opensAtMs });
    expect(sale.turnStatus(4)).toEqual({ kind: "waiting", ahead: 3, outlook: "likely" });
    expect(nextCallingDueMs({ store: sale.store, nowMs: NOW_MS })).toBe(opensAtMs);
    sale.sweepAt(opensAtMs);
    expect(sale.turnStatus(3, opensAtMs)).toMatchObject({ kind: "turn", fromMs: opensAtMs });
  });

  it("calls nobody once it has closed", () => {
    const sale = drawnSale();
    sale.open({}, EARLY_MS);
    const { closesAtMs = 0 } = DRAWN;
    sale.sweepAt(closesAtMs);
    expect(sale.called()).toEqual([]);
    expect(nextCallingDueMs({ store: sale.store, nowMs: closesAtMs })).toBeUndefined();
  });
});

describe("a fair window", () => {
  const fairWindow = { seconds: 10, admitPerSecond: 2 };
  const fair = () =>
    drawnSale({ mode: "flash", units: 5, fairWindow, ...termsOfFairWindow(NOW_MS - 60_000, fairWindow, 1) });

  it("calls so many places in a second, the next ones in the next, and says when", () => {
    const sale = fair();
    sale.open();
    expect(sale.called()).toEqual([[1, 2, 0, 0]]);
    expect([3, 4, 5, 6].map((place) => sale.turnStatus(place))).toMatchObject([
      { ahead: 0, turnFromMs: NOW_MS + 1000 },
      { ahead: 1, turnFromMs: NOW_MS + 1000 },
      { ahead: 2, turnFromMs: NOW_MS + 2000 },
      { ahead: 3, outlook: "likely" },
    ]);
    expect(nextCallingDueMs({ store: sale.store, nowMs: NOW_MS })).toBe(NOW_MS + 1000);
    sale.sweepAt(NOW_MS + 1000);
    sale.sweepAt(NOW_MS + 1999);
    expect(sale.turnStatus(5, NOW_MS + 1999)).toMatchObject({ kind: "waiting", turnFromMs: NOW_MS + 2000 });
    sale.sweepAt(NOW_MS + 2000);
    expect(sale.units()).toEqual({ reserved: 5, spare: 0 });
  });

  it("makes up for no second in which nobody looked", () => {
    const sale = fair();
    sale.open();
    sale.sweepAt(NOW_MS + 60_000);
    expect(sale.units()).toEqual({ reserved: 4, spare: 1 });
  });

  it("calls who comes later behind all others", () => {
    const sale = fair();
    sale.open({ places: 1 });
    sale.open({ places: 3 });
    expect(sale.called()).toEqual([[1, 2, 0, 0]]);
    expect(sale.turnStatus(3)).toMatchObject({ kind: "waiting", ahead: 0, turnFromMs: NOW_MS + 1000 });
  });
});

describe("who comes after a fair window", () => {
  const fair = () => drawnSale({ mode: "flash", units: 2, fairWindow: { seconds: 10, admitPerSecond: 250 } });

  it("has what the operator brings back once nobody of the list waits, and before that a redraw has it", () => {
    const sale = fair();
    sale.open({ places: 3 });
    sale.open({ places: 5, late: 2 });
    sale.manage({ add: 1 });
    expect(sale.turnStatus(3)).toMatchObject({ kind: "waiting", ahead: 0 });
    sale.decline(1);
    expect([3, 4].map((place) => sale.turnStatus(place).kind)).toEqual(["turn", "waiting"]);
    sale.sweepAt(NOW_MS + 1000);
    expect([4, 5].map((place) => sale.turnStatus(place, NOW_MS + 1000).kind)).toEqual(["turn", "waiting"]);
    sale.manage({ add: 1 }, NOW_MS + 1000);
    expect(sale.turnStatus(5, NOW_MS + 1000).kind).toBe("turn");
  });

  it("may still come while there are units: calling is over when they are sold, or the sale has closed", () => {
    const sale = fair();
    sale.open({ places: 1 });
    const isOver = (nowMs = NOW_MS) => readProgress({ store: sale.store, nowMs, random: Math.random }, 0)?.isOver;
    sale.pay(holdOf(sale.buy(1)));
    expect(isOver()).toBe(false);
    sale.open({ places: 2, late: 1 });
    sale.pay(holdOf(sale.buy(2)));
    expect(isOver()).toBe(true);
  });
});

describe("what the draw reads", () => {
  it("is each range once, complete from the first reading on", () => {
    const sale = drawnSale();
    const read = (from: number, nowMs = NOW_MS) =>
      readProgress({ store: sale.store, nowMs, random: Math.random }, from);
    expect(read(0)).toMatchObject({ ranges: [], calledTo: 0, isOver: false });
    sale.open();
    sale.decline(1);
    sale.decline(2);
    expect(read(0)?.ranges.map(({ toPlace }) => toPlace)).toEqual([3, 5]);
    sale.decline(3);
    expect(read(2)).toMatchObject({
      ranges: [{ seq: 2, fromPlace: 6, toPlace: 6, vacancies: { unpaid: 0, declined: 1 } }],
      calledTo: 6,
      turnEndsAtMs: NOW_MS + TURN_MS,
      paused: false,
      isOver: false,
    });
  });

  it("is over when nothing can come any more: closed, everything sold, or nobody left", () => {
    const sold = drawnSale();
    sold.open();
    for (const place of [1, 2, 3]) sold.pay(holdOf(sold.buy(place)));
    expect(readProgress({ store: sold.store, nowMs: NOW_MS, random: Math.random }, 0)?.isOver).toBe(true);
    const left = drawnSale();
    left.open({ places: 1 });
    expect(readProgress({ store: left.store, nowMs: NOW_MS, random: Math.random }, 0)?.isOver).toBe(false);
    left.sweepAt(NOW_MS + TURN_MS);
    expect(readProgress({ store: left.store, nowMs: NOW_MS, random: Math.random }, 0)?.isOver).toBe(true);
    const { closesAtMs = 0 } = DRAWN;
    expect(readProgress({ store: sold.store, nowMs: closesAtMs, random: Math.random }, 0)?.isOver).toBe(true);
  });
});

describe("the state of a calling", () => {
  it("stays as small as the ends that turns may have, however many are called one by one", () => {
    const sale = drawnSale({ units: 1000, closesAtMs: NOW_MS + 1000 * TURN_MS });
    sale.open({ places: 1_000_000 });
    let longest = 0;
    for (let place = 1; place <= 3000; place += 1) {
      const nowMs = NOW_MS + place * 1000;
      sale.sweepAt(nowMs);
      sale.decline(place, nowMs);
      longest = Math.max(longest, JSON.stringify(sale.store.findCalling()).length);
    }
    expect(longest).toBeLessThan(12_000);
    expect(sale.units()).toEqual({ reserved: 1000, spare: 0 });
  });
});
