import { describe, expect, it } from "vitest";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { attemptRowOf, HOLD, NOW_MS, SALE, writeHeld } from "./fixtures.ts";
import { describeSaleStore } from "./store.contract.ts";

describeSaleStore("maps", (test) => test({ store: mapSaleStore(), taken: /there is no row under .* yet/ }));

describe("the maps", () => {
  function filled() {
    const store = mapSaleStore();
    store.writeSale(SALE);
    store.writeStock({ received: 1, free: 1, held: 0, returning: 0, sold: 0, withdrawn: 0 });
    writeHeld(store, HOLD);
    store.spendVisit("v", NOW_MS);
    store.writeAttempt(attemptRowOf("one"));
    store.writeReply("call", attemptRowOf("one").reply);
    return store;
  }

  it("take back every write of a transaction that throws, and pass the error on", () => {
    const store = filled();
    const before = store.dump();
    const failure = new Error("crash");
    const run = () =>
      store.transaction(() => {
        store.writeSale({ ...SALE, paused: true });
        store.writeStock({ received: 1, free: 0, held: 1, returning: 0, sold: 0, withdrawn: 0 });
        store.writeHold({ ...HOLD, state: "sold" });
        store.writeHold({ ...HOLD, holdId: "hold_new" });
        store.freeClaims(HOLD, NOW_MS);
        store.spendVisit("w", NOW_MS);
        store.writeAccount("a", { attempts: 1, attemptsInMinute: 1, minuteStartMs: 0, unpaidHolds: 0, units: 0 });
        store.writeClusterNodes(
          "attempted",
          new Map([["a", { sums: { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 } }]]),
        );
        store.writeLinkMembers([
          {
            link: "device:d",
            member: {
              account: "a",
              weight: 1,
              units: 0,
              claimed: false,
              proved: false,
              unpaidHolds: 0,
              compared: true,
            },
          },
        ]);
        store.writeChallenge({
          challengeId: "c",
          account: "a",
          expiresAtMs: NOW_MS,
          kinds: ["shop_otp"],
          state: "open",
        });
        store.writeAttempt(attemptRowOf("two"));
        store.countVerdict("allow", [], NOW_MS);
        store.writeReply("other", attemptRowOf("two").reply);
        throw failure;
      });
    expect(run).toThrow(failure);
    expect(store.dump()).toEqual(before);
  });

  it("keep what a transaction wrote that returns, whatever throws after it", () => {
    const store = filled();
    const value = store.transaction(() => {
      store.writeHold({ ...HOLD, state: "sold" });
      return 7;
    });
    expect(value).toBe(7);
    expect(() =>
      store.transaction(() => {
        throw new Error("crash");
      }),
    ).toThrow("crash");
    expect(store.findHold(HOLD.holdId)?.state).toBe("sold");
  });

  it("are the same again when made from their dump as JSON", () => {
    const store = filled();
    expect(mapSaleStore(JSON.parse(JSON.stringify(store.dump()))).dump()).toEqual(store.dump());
  });
});
