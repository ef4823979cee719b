import { describe, expect, it } from "vitest";
import type { Challenge } from "../../../src/domain/sale/rows/challenge-rows.ts";
import { type Hold, openingStock } from "../../../src/domain/stock/stock.ts";
import { describeCallingRows } from "./calling/calling-rows.contract.ts";
import { describeClaimRows } from "./claim-rows.contract.ts";
import { attemptRowOf, HOLD, memberOf, NOW_MS, SALE, VISIT } from "./fixtures.ts";
import { describeOrderRows } from "./order-rows.contract.ts";
import type { WithStore } from "./with-store.ts";

/**
 * What the commands of a sale rely on, whatever keeps its rows. Run over maps in Node and over SQLite in the runtime of the
 * service; only where both pass does a simulation over maps say anything of the service.
 */
export function describeSaleStore(name: string, withStore: WithStore): void {
  const STOCK = { received: 10, free: 4, held: 3, returning: 1, sold: 2, withdrawn: 1 };
  const holdOf = (id: string, change: Partial<Hold> = {}): Hold => ({ ...HOLD, holdId: `hold_${id}`, ...change });
  describeClaimRows(name, withStore);
  describeCallingRows(name, withStore);
  describeOrderRows(name, withStore);

  const idsOf = (holds: readonly Hold[]) => holds.map(({ holdId }) => holdId);

  describe(`the memory of a sale in ${name}`, () => {
    it("has neither sale nor stock before they are written", () =>
      withStore(({ store }) => {
        expect(store.findSale()).toBeUndefined();
        expect(() => store.readStock()).toThrow("Assertion failed: a sale has a stock");
      }));

    it("keeps the latest sale and the latest stock", () =>
      withStore(({ store }) => {
        store.writeSale(SALE);
        store.writeSale({ ...SALE, paused: true });
        store.writeStock({ ...STOCK, free: 5, withdrawn: 0 });
        store.writeStock(STOCK);
        expect(store.findSale()).toEqual({ ...SALE, paused: true });
        expect(store.readStock()).toEqual(STOCK);
      }));

    it("keeps each pool, tells those of partners in the order of their ids, and has no units where none was written", () =>
      withStore(({ store }) => {
        expect(store.readPool("p_1")).toEqual(openingStock(0));
        const named = { pool: "p_1", stock: STOCK };
        store.writePool({ pool: "p_2", stock: openingStock(3) });
        store.writePool({ pool: "p_1", stock: openingStock(2) });
        store.writePool({ pool: "", stock: openingStock(1) });
        store.writePool(named);
        expect(store.readPool("p_1")).toEqual(STOCK);
        expect(store.readPool("")).toEqual(openingStock(1));
        expect(store.partnerPools()).toEqual([named, { pool: "p_2", stock: openingStock(3) }]);
      }));

    it("keeps the latest pressure, and has none before", () =>
      withStore(({ store }) => {
        expect(store.readPressure()).toEqual({ window: [], level: "calm", sinceMs: 0 });
        const besieged = {
          window: [[1, 2, 2, 1, 0, 0, 1]],
          level: "besieged",
          sinceMs: NOW_MS,
          falling: { atMs: NOW_MS + 1, stepMs: 1 },
          cause: { "pressure.attempts_last_minute": 2 },
          pinned: "busy",
        } as const;
        store.writePressure({ window: [], level: "calm", sinceMs: 0 });
        store.writePressure(besieged);
        expect(store.readPressure()).toEqual(besieged);
      }));

    it("gives a hold back as it was written, and as it was written last", () =>
      withStore(({ store }) => {
        const bare = holdOf("bare", { household: undefined });
        const full = holdOf("full", {
          state: "released",
          endedAtMs: NOW_MS + 1,
          returnsAtMs: NOW_MS + 2,
          orderId: "ord_1",
          collectAt: "p_1",
          pool: "p_2",
          holderKey: "thumbprint",
          verifiedAtMs: NOW_MS,
          verifiedUnder: "key",
          turn: { round: 34441012, place: 7 },
        });
        store.writeHold(bare);
        store.writeHold(holdOf("full"));
        store.writeHold(full);
        expect(store.findHold("hold_bare")).toEqual(bare);
        expect(store.findHold("hold_full")).toEqual(full);
        expect(store.findHold("hold_other")).toBeUndefined();
      }));

    it("finds every hold that was sold as an order, by id, and no other", () =>
      withStore(({ store }) => {
        const [second, first] = [
          holdOf("b", { state: "sold", orderId: "ord_1" }),
          holdOf("a", { state: "sold", orderId: "ord_1" }),
        ];
        for (const hold of [second, first, holdOf("c", { state: "sold", orderId: "ord_2" }), HOLD])
          store.writeHold(hold);
        expect(store.holdsOfOrder("ord_1")).toEqual([first, second]);
        expect(store.holdsOfOrder("ord_3")).toEqual([]);
      }));

    it("finds an open hold due at exactly its expiry, and not a millisecond before", () =>
      withStore(({ store }) => {
        store.writeHold(HOLD);
        expect(store.dueHolds(HOLD.expiresAtMs - 1)).toEqual([]);
        expect(store.dueHolds(HOLD.expiresAtMs)).toEqual([HOLD]);
        expect(store.nextDueMs()).toBe(HOLD.expiresAtMs);
      }));

    it.each(["released", "expired"] as const)(
      "finds a hold that %s due at the return of its units, then no more",
      (state) =>
        withStore(({ store }) => {
          const ended = holdOf("ended", { state, returnsAtMs: NOW_MS + 7 });
          store.writeHold(ended);
          expect(store.dueHolds(NOW_MS + 6)).toEqual([]);
          expect(store.dueHolds(NOW_MS + 7)).toEqual([ended]);
          expect(store.nextDueMs()).toBe(NOW_MS + 7);
          store.writeHold({ ...ended, returnsAtMs: undefined });
          expect(store.dueHolds(Number.MAX_SAFE_INTEGER)).toEqual([]);
          expect(store.nextDueMs()).toBeUndefined();
        }),
    );

    it("never finds a sold hold due", () =>
      withStore(({ store }) => {
        store.writeHold(holdOf("sold", { state: "sold" }));
        expect(store.dueHolds(Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect(store.nextDueMs()).toBeUndefined();
      }));

    it("lists due holds by their moment, then by their id", () =>
      withStore(({ store }) => {
        store.writeHold(holdOf("b", { expiresAtMs: NOW_MS + 2 }));
        store.writeHold(holdOf("c", { expiresAtMs: NOW_MS + 1 }));
        store.writeHold(holdOf("a", { expiresAtMs: NOW_MS + 2 }));
        store.writeHold(holdOf("d", { state: "expired", expiresAtMs: NOW_MS - 9, returnsAtMs: NOW_MS }));
        expect(idsOf(store.dueHolds(NOW_MS + 2))).toEqual(["hold_d", "hold_c", "hold_a", "hold_b"]);
        expect(store.nextDueMs()).toBe(NOW_MS);
      }));

    it("comes to every due hold when asked until none is due", () =>
      withStore(({ store }) => {
        for (let n = 0; n < 450; n++) store.writeHold(holdOf(String(n), { expiresAtMs: NOW_MS + n }));
        const seen = new Set<string>();
        for (let due = store.dueHolds(NOW_MS + 449); due.length > 0; due = store.dueHolds(NOW_MS + 449)) {
          for (const hold of due) {
            seen.add(hold.holdId);
            store.writeHold({ ...hold, state: "sold" });
          }
        }
        expect(seen.size).toBe(450);
      }));

    it("keeps an account's latest history", () =>
      withStore(({ store }) => {
        const history = { attempts: 1, attemptsInMinute: 2, minuteStartMs: NOW_MS, unpaidHolds: 3, units: 4 };
        expect(store.findAccount("ann")).toBeUndefined();
        store.writeAccount("ann", { ...history, attempts: 9 });
        store.writeAccount("ann", history);
        expect(store.findAccount("ann")).toEqual(history);
        store.writeAccount("ann", { ...history, lastUnpaidAtMs: NOW_MS });
        expect(store.findAccount("ann")).toEqual({ ...history, lastUnpaidAtMs: NOW_MS });
        expect(store.findAccount("bob")).toBeUndefined();
      }));

    it("keeps the latest node of an account, apart for each grade", () =>
      withStore(({ store }) => {
        const sums = { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 };
        const full = { ...sums, lastUnpaidAtMs: NOW_MS, createdFromHour: 490_000, createdToHour: 490_001 };
        const joined = {
          parent: "bob",
          atMs: NOW_MS,
          between: ["ann", "eve"],
          kinds: ["device"],
          weight: 1.5,
        } as const;
        expect(store.findClusterNode("attempted", "ann")).toBeUndefined();
        store.writeClusterNodes("attempted", new Map([["ann", { sums }]]));
        store.writeClusterNodes("attempted", new Map([["ann", { joined, sums: full }]]));
        store.writeClusterNodes("held", new Map([["ann", { sums }]]));
        expect(store.findClusterNode("attempted", "ann")).toEqual({ joined, sums: full });
        expect(store.findClusterNode("held", "ann")).toEqual({ sums });
        expect(store.findClusterNode("attempted", "bob")).toBeUndefined();
        const place = { parent: joined.parent, sums: full };
        expect(store.findClusterPlaces(["bob", "ann"])).toEqual({
          attempted: new Map([["ann", place]]),
          held: new Map([["ann", { sums }]]),
        });
        expect(store.findClusterPlaces([])).toEqual({ attempted: new Map(), held: new Map() });
      }));

    it("finds the accounts that were put directly under another, and all of a cluster", () =>
      withStore(({ store }) => {
        const sums = { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 };
        const under = (parent: string) => ({
          joined: { parent, atMs: NOW_MS, between: ["a", "b"], kinds: ["device"], weight: 1 } as const,
          sums,
        });
        store.writeClusterNodes("attempted", new Map([["root", { sums }]]));
        store.writeClusterNodes("attempted", new Map([["c", under("root")]]));
        store.writeClusterNodes("attempted", new Map([["b", under("root")]]));
        store.writeClusterNodes("attempted", new Map([["b", under("root")]]));
        store.writeClusterNodes("attempted", new Map([["d", under("b")]]));
        store.writeClusterNodes("held", new Map([["e", under("root")]]));
        expect(store.clusterChildren("attempted", "root")).toEqual(["b", "c"]);
        expect(store.clusterChildren("held", "root")).toEqual(["e"]);
        expect(store.clusterChildren("attempted", "d")).toEqual([]);
        expect([...store.clusterMembers("attempted", "root")].sort()).toEqual(["b", "c", "d", "root"]);
        expect([...store.findClusterPlaces(["d", "c"]).attempted.keys()].sort()).toEqual(["b", "c", "d", "root"]);
        expect(store.clusterMembers("held", "d")).toEqual(["d"]);
      }));

    it("moves an account under another one, and out from under any", () =>
      withStore(({ store }) => {
        const sums = { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 };
        const under = (parent: string) =>
          ({ parent, atMs: NOW_MS, between: ["a", parent], kinds: ["device"], weight: 1 }) as const;
        store.writeClusterNodes("attempted", new Map([["a", { sums, joined: under("b") }]]));
        store.writeClusterNodes("attempted", new Map([["a", { sums, joined: under("c") }]]));
        expect([store.clusterChildren("attempted", "b"), store.clusterChildren("attempted", "c")]).toEqual([[], ["a"]]);
        store.writeClusterNodes("attempted", new Map([["a", { sums }]]));
        expect(store.clusterChildren("attempted", "c")).toEqual([]);
      }));

    it("remembers what staff said last of a pair of accounts, and lists the pairs that are cut", () =>
      withStore(({ store }) => {
        const pair = { account: "a", other: "b" };
        const joined = { parent: "b", atMs: NOW_MS, between: ["a", "b"], kinds: ["device"], weight: 1 } as const;
        expect([store.latestCutSeq(), store.cutsInForce(), store.findCut(pair)]).toEqual([0, [], undefined]);
        store.writeCut({ account: "c", other: "d", seq: 1, inForce: true, removed: {} });
        store.writeCut({ ...pair, seq: 3, inForce: true, removed: { attempted: joined } });
        expect(store.findCut(pair)).toEqual({ ...pair, seq: 3, inForce: true, removed: { attempted: joined } });
        expect(store.cutsInForce()).toEqual([pair, { account: "c", other: "d" }]);
        store.writeCut({ ...pair, seq: 4, inForce: false, removed: {} });
        expect(store.cutsInForce()).toEqual([{ account: "c", other: "d" }]);
        expect(store.latestCutSeq()).toBe(4);
      }));

    it("tells what accounts did by themselves from their holds and members", () =>
      withStore(({ store }) => {
        store.writeHold(holdOf("1", { account: "a", quantity: 2, state: "held" }));
        store.writeHold(holdOf("2", { account: "a", quantity: 3, state: "sold" }));
        store.writeHold(holdOf("3", { account: "a", quantity: 4, state: "expired", endedAtMs: 7 }));
        store.writeHold(holdOf("4", { account: "a", quantity: 5, state: "released", endedAtMs: 9 }));
        store.writeHold(holdOf("5", { account: "b", quantity: 6, state: "sold" }));
        store.writeLinkMembers([{ link: "device:d", member: memberOf("a", { createdHour: 11 }) }]);
        const nobody = { accounts: 1, units: 0, paidHolds: 0, unpaidHolds: 0 };
        expect(store.accountsAlone(["a", "stranger"])).toEqual(
          new Map<string, object>([
            [
              "a",
              {
                accounts: 1,
                units: 5,
                paidHolds: 1,
                unpaidHolds: 2,
                lastUnpaidAtMs: 9,
                createdFromHour: 11,
                createdToHour: 11,
              },
            ],
            ["stranger", nobody],
          ]),
        );
      }));

    it("spends a visit once", () =>
      withStore(({ store, taken }) => {
        expect(store.isVisitSpent("v1")).toBe(false);
        store.spendVisit("v1", NOW_MS);
        expect(store.isVisitSpent("v1")).toBe(true);
        expect(store.isVisitSpent("v2")).toBe(false);
        expect(() => store.spendVisit("v1", NOW_MS)).toThrow(taken);
      }));

    it("keeps the latest figures of each cohort, and leaves out those that no account joined", () =>
      withStore(({ store }) => {
        const first = { accounts: 1, lastAtMs: NOW_MS, meanMs: 0, squaresMs2: 0 };
        const later = { accounts: 3, lastAtMs: NOW_MS + 9, meanMs: 4.5, squaresMs2: 0.125 };
        store.writeCohorts(new Map([["browser", first]]));
        store.writeCohorts(
          new Map([
            ["browser", later],
            ["cadence:c", first],
          ]),
        );
        expect(store.readCohorts(["browser", "direct", "cadence:c"])).toEqual(
          new Map([
            ["browser", later],
            ["cadence:c", first],
          ]),
        );
        expect(store.readCohorts([])).toEqual(new Map());
      }));

    it("keeps a challenge's latest state", () =>
      withStore(({ store }) => {
        const open: Challenge = {
          challengeId: "chl_1",
          account: "ann",
          expiresAtMs: NOW_MS,
          kinds: ["shop_otp", "turnstile"],
          state: "open",
        };
        const settled: Challenge = { ...open, device: "d", visit: VISIT, settledBy: "turnstile", state: "settled" };
        store.writeChallenge(open);
        expect(store.findChallenge("chl_1")).toEqual(open);
        store.writeChallenge(settled);
        expect(store.findChallenge("chl_1")).toEqual(settled);
        expect(store.findChallenge("chl_2")).toBeUndefined();
      }));

    it("names the approvals of an account until, and not at, their expiry", () =>
      withStore(({ store }) => {
        store.writeExemption("ann", { rule: "rule.one", expiresAtMs: NOW_MS });
        store.writeExemption("ann", { rule: "rule.one", expiresAtMs: NOW_MS + 10 });
        store.writeExemption("ann", { rule: "rule.two", expiresAtMs: NOW_MS + 5 });
        store.writeExemption("bob", { rule: "rule.three", expiresAtMs: NOW_MS + 10 });
        expect([...store.exemptionsOf("ann", NOW_MS + 4)].sort()).toEqual(["rule.one", "rule.two"]);
        expect(store.exemptionsOf("ann", NOW_MS + 5)).toEqual(["rule.one"]);
        expect(store.exemptionsOf("ann", NOW_MS + 10)).toEqual([]);
        expect(store.exemptionsOf("eve", NOW_MS)).toEqual([]);
      }));

    it("finds an attempt by decision and by key, with the exact bytes of its reply", () =>
      withStore(({ store }) => {
        const row = attemptRowOf("one");
        store.writeAttempt(row);
        store.writeAttempt(attemptRowOf("two"));
        expect(store.findAttempt(row.record.decisionId)).toEqual(row);
        expect(store.findReply(row.idempotencyScope)).toEqual(row.reply);
        expect(store.findAttempt("dec_other")).toBeUndefined();
        expect(store.findReply("call-other")).toBeUndefined();
      }));

    it("refuses a second attempt under one key or one decision, and keeps the first", () =>
      withStore(({ store, taken }) => {
        const first = attemptRowOf("one");
        const second = attemptRowOf("two");
        store.writeAttempt(first);
        expect(() => store.writeAttempt({ ...second, idempotencyScope: first.idempotencyScope })).toThrow(taken);
        expect(() => store.writeAttempt({ ...second, record: first.record })).toThrow(taken);
        expect(store.findReply(first.idempotencyScope)).toEqual(first.reply);
        expect(store.findAttempt(first.record.decisionId)).toEqual(first);
      }));

    it("totals the verdicts over every second and reason", () =>
      withStore(({ store }) => {
        expect(store.verdictTotals()).toEqual({ allow: 0, challenge: 0, review: 0, deny: 0 });
        store.countVerdict("allow", [], NOW_MS);
        store.countVerdict("allow", [], NOW_MS + 60_000);
        store.countVerdict("deny", ["A", "B", "A"], NOW_MS);
        store.countVerdict("deny", ["A"], NOW_MS);
        store.countVerdict("challenge", ["A"], NOW_MS);
        expect(store.verdictTotals()).toEqual({ allow: 2, challenge: 1, review: 0, deny: 2 });
        store.countUnwritten("deny");
        store.countUnwritten("deny");
        expect(store.unwrittenTotals()).toEqual({ allow: 0, challenge: 0, review: 0, deny: 2 });
      }));

    it("keeps the first reply under a key, with its exact bytes", () =>
      withStore(({ store, taken }) => {
        const { reply } = attemptRowOf("one");
        expect(store.findReply("call-one")).toBeUndefined();
        store.writeReply("call-one", reply);
        expect(store.findReply("call-one")).toEqual(reply);
        expect(store.findReply("call-two")).toBeUndefined();
        expect(() => store.writeReply("call-one", { ...reply, status: 409 })).toThrow(taken);
        expect(store.findReply("call-one")).toEqual(reply);
      }));
  });
}
