import { describe, expect, it } from "vitest";
import { mapSaleStore, type SaleDump } from "../../../../src/domain/sale/map-store.ts";
import { HOLD, NOW_MS } from "../fixtures.ts";

const EMPTY = mapSaleStore().stored();
const HOLD_KEY = "hold_s-1_01ARZ3NDEKTSV4RRFFQ69G5FAV";

/** An image of each table, as this release and earlier ones wrote them. Releases read each other's, so these stay as they are. */
const KEPT = `[
  ["accounts","e1.ann",{"attempts":2,"attemptsInMinute":1,"minuteStartMs":0,"unpaidHolds":1,"lastUnpaidAtMs":7,"units":1}],
  ["exemptions","e1.ann",[{"rule":"r","expiresAtMs":9}]],
  ["holds","${HOLD_KEY}",{"holdId":"${HOLD_KEY}","decisionId":"dec_1","account":"e1.ann","links":["device:e1.d"],"quantity":1,
    "state":"held","createdAtMs":1,"expiresAtMs":300001,"household":"e1.h"}],
  ["linkMembers","device:e1.d e1.ann",{"account":"e1.ann","weight":1,"units":1,"claimed":true,"compared":true,"proved":false,"unpaidHolds":0}],
  ["nodes","e1.ann",{"attempted":{"sums":{"accounts":1,"units":1,"paidHolds":0,"unpaidHolds":0}}}],
  ["cuts","e1.ann e1.bob",{"account":"e1.ann","other":"e1.bob","seq":3,"inForce":true,"removed":{}}],
  ["turns","7 1",{"round":7,"place":1,"state":"held","holdId":"${HOLD_KEY}"}],
  ["calledRanges","0",{"seq":0,"round":7,"fromPlace":1,"toPlace":2,"calledAtMs":1,"untilMs":9,"vacancies":{"unpaid":0,"declined":0}}],
  ["orders","ord_1",{"orderId":"ord_1","state":"paid","holds":["${HOLD_KEY}"],"units":1,"placedAtMs":1,"wave":2,"receipt":"r","moves":0}],
  ["calling","calling",{"rangesCalled":1}],
  ["cohorts","browser",{"accounts":1,"lastAtMs":1,"meanMs":0,"squaresMs2":0}],
  ["visits","v",9],
  ["challenges","c",{"challengeId":"c","account":"e1.ann","expiresAtMs":9,"kinds":["shop_otp"],"state":"open"}],
  ["replies","shop POST key",{"fingerprint":"f","atMs":1,"status":200,"body":["{}"]}],
  ["pressure","pressure",{"window":[],"level":"busy","sinceMs":5}],["seconds","1 allow",1],["reasons","R deny",2],["unwritten","deny",3]
]`;

describe("a redo log", () => {
  it("of a release before is taken up at the start, sums of its rows too", () => {
    const store = mapSaleStore({ ...EMPTY, redo: [[4, KEPT]] });
    expect(store.findAccount("e1.ann")).toMatchObject({ attempts: 2, lastUnpaidAtMs: 7 });
    expect(store.findHold(HOLD_KEY)).toMatchObject({ state: "held", household: "e1.h" });
    expect(store.readLinks(["device:e1.d"], "e1.bob").get("device:e1.d")).toMatchObject({ units: 1 });
    expect(store.findClusterNode("attempted", "e1.ann")?.sums.units).toBe(1);
    expect(store.cutsInForce()).toEqual([{ account: "e1.ann", other: "e1.bob" }]);
    expect(store.findTurn({ round: 7, place: 1 })?.state).toBe("held");
    expect(store.calledRanges(0, 9)).toHaveLength(1);
    expect([store.findOrder("ord_1")?.state, store.soldInWave(2)]).toEqual(["paid", 1]);
    expect(store.findCalling()?.rangesCalled).toBe(1);
    expect(store.isVisitSpent("v")).toBe(true);
    expect(store.findChallenge("c")?.state).toBe("open");
    expect(store.findReply("shop POST key")?.status).toBe(200);
    expect([store.verdictTotals().allow, store.unwrittenTotals().deny]).toEqual([1, 3]);
    expect(store.readPressure().level).toBe("busy");
    expect(store.nextDueMs()).toBe(300_001);
    expect(store.stored().redo).toEqual([]);
  });

  it("counts the last image of a row, and applied twice changes nothing", () => {
    const image = (state: string) => JSON.stringify([["holds", HOLD.holdId, { ...HOLD, state }]]);
    const redo = [
      [2, image("held")],
      [3, image("sold")],
    ] as const;
    const once = mapSaleStore({ ...EMPTY, redo }).dump();
    expect(once.holds).toMatchObject([[HOLD.holdId, { state: "sold" }]]);
    expect(mapSaleStore({ ...once, redo }).dump()).toEqual(once);
  });

  it("that names a table which this release does not have stops the sale, and loses nothing", () => {
    const redo: SaleDump["redo"] = [[1, '[["later","key",{}]]']];
    expect(() => mapSaleStore({ ...EMPTY, redo })).toThrow("Assertion failed: the log names tables of this sale");
  });

  it("keeps a batch in entries that a row of the database holds", () => {
    const store = mapSaleStore();
    const reply = { fingerprint: "f", atMs: NOW_MS, status: 200, body: ["x".repeat(150_000)] };
    for (const scope of ["a", "b", "c", "d", "e"]) store.writeReply(scope, reply);
    const { redo } = store.stored();
    expect(redo.map(([, text]) => Math.round(text.length / 150_000))).toEqual([2, 2, 1]);
    expect(mapSaleStore({ ...EMPTY, redo }).findReply("e")).toEqual(reply);
  });

  it.each([1, 400, 5000])(
    "of at most %i characters is folded in parts, by which nothing changes that can be read",
    (logCharsMax) => {
      const [folding, kept] = [mapSaleStore(undefined, { logCharsMax }), mapSaleStore()];
      const attempts = Array.from({ length: 60 }, (_, n) => n);
      for (const n of attempts)
        for (const store of [folding, kept]) {
          store.transaction(() => {
            store.writeHold({ ...HOLD, holdId: `hold_${n % 13}`, quantity: n + 1 });
            store.countVerdict(n % 3 === 0 ? "allow" : "deny", ["R"], NOW_MS + n * 100);
          });
        }
      expect(folding.stored().holds.length, "rows were folded by the batches themselves").toBeGreaterThan(0);
      expect(kept.stored().holds).toEqual([]);
      expect(folding.verdictTotals()).toEqual(kept.verdictTotals());
      const sorted = ({ holds, seconds, reasons }: SaleDump) =>
        [holds, seconds, reasons].map((table) => [...table].sort(([a], [b]) => (a < b ? -1 : 1)));
      expect(sorted(mapSaleStore(folding.stored()).dump())).toEqual(sorted(kept.dump()));
    },
  );
});
