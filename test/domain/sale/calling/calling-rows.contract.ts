import { describe, expect, it } from "vitest";
import type { CalledRange } from "../../../../src/domain/sale/calling/calling.ts";
import { NOBODY_CALLED } from "../../../../src/domain/sale/calling/calling-state.ts";
import { NOW_MS } from "../fixtures.ts";
import type { WithStore } from "../with-store.ts";

/** What the commands of a sale rely on where it calls a drawn order. */
export function describeCallingRows(name: string, withStore: WithStore): void {
  describe(`the calling of a sale in ${name}`, () => {
    it("keeps how far an order was called as it was written last", () =>
      withStore(({ store }) => {
        expect(store.findCalling()).toBeUndefined();
        store.writeCalling(NOBODY_CALLED);
        const order = { round: 34441012, fromPlace: 1, places: 1_000_000, next: 8, callAtOnce: 7 };
        const turns = { round: 34441012, fromPlace: 1, toPlace: 7, calledAtMs: NOW_MS, untilMs: NOW_MS + 1, open: 6 };
        const state = { ...NOBODY_CALLED, orders: [order], running: [turns], pausedAtMs: NOW_MS };
        store.writeCalling(state);
        expect(store.findCalling()).toEqual(state);
      }));

    it("keeps what became of each place, and counts a range of them by it", () =>
      withStore(({ store }) => {
        store.writeTurn({ round: 1, place: 1, state: "held", holdId: "hold_1" });
        store.writeTurn({ round: 1, place: 1, state: "sold", holdId: "hold_1" });
        for (const place of [2, 5, 6])
          store.writeTurn({ round: 1, place, state: "redrawn", redrawn: { round: 3, place } });
        store.writeTurn({ round: 1, place: 4, state: "declined" });
        store.writeTurn({ round: 2, place: 2, state: "redrawn" });
        expect(store.findTurn({ round: 1, place: 1 })).toEqual({ round: 1, place: 1, state: "sold", holdId: "hold_1" });
        expect(store.findTurn({ round: 1, place: 2 })).toEqual({
          round: 1,
          place: 2,
          state: "redrawn",
          redrawn: { round: 3, place: 2 },
        });
        expect(store.findTurn({ round: 2, place: 1 })).toBeUndefined();
        expect(store.countTurns({ round: 1, fromPlace: 2, toPlace: 5 }, "redrawn")).toBe(2);
        expect(store.countTurns({ round: 1, fromPlace: 3, toPlace: 4 }, "redrawn")).toBe(0);
      }));

    it("names the places whose orders the operator cancelled in the order of their numbers, so many at a time", () =>
      withStore(({ store }) => {
        const drawn = [9, 4, 7, 2].map((place, at) => ({ round: at === 2 ? 3 : 1, place }));
        for (const [vacated, place] of drawn.entries()) store.writeTurn({ ...place, state: "declined", vacated });
        store.writeTurn({ round: 1, place: 5, state: "declined" });
        expect(store.findTurn({ round: 1, place: 9 })?.vacated).toBe(0);
        expect(store.vacatedPlaces(0, 9)).toEqual(drawn);
        expect(store.vacatedPlaces(1, 2)).toEqual(drawn.slice(1, 3));
        expect(store.vacatedPlaces(4, 9)).toEqual([]);
      }));

    it("gives the ranges that were called from a number on, in order, and each as it was written last", () =>
      withStore(({ store }) => {
        const rangeOf = (seq: number, toPlace: number): CalledRange => ({
          seq,
          round: 34441012,
          fromPlace: 1,
          toPlace,
          calledAtMs: NOW_MS,
          untilMs: NOW_MS + 1,
          vacancies: { unpaid: 2, declined: 1 },
        });
        for (const seq of [0, 1, 2, 3]) store.writeCalledRange(rangeOf(seq, 5));
        store.writeCalledRange(rangeOf(2, 9));
        expect(store.calledRanges(1, 2)).toEqual([rangeOf(1, 5), rangeOf(2, 9)]);
        expect(store.calledRanges(4, 2)).toEqual([]);
      }));
  });
}
