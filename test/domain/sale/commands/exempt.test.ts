import { describe, expect, it } from "vitest";
import { exemptableOf } from "../../../../src/domain/decision/exemptable.ts";
import { EXEMPTION_TTL_MS } from "../../../../src/domain/limits.ts";
import { exempt } from "../../../../src/domain/sale/commands/exempt.ts";
import { mapSaleStore } from "../../../../src/domain/sale/map-store.ts";
import { openingStock } from "../../../../src/domain/stock/stock.ts";
import { attemptOf, checkOut, NOW_MS, policyOf, recordedUnder, ruleOf, SALE, scoreOf } from "../fixtures.ts";

const POLICY = policyOf([ruleOf("queue", "review")]);
const IN_REVIEW = attemptOf(1, { withoutVisit: { signals: { queue: true }, score: scoreOf(-4) } });
const ACCOUNT = IN_REVIEW.keys.account;
/** Goes on for longer than an approval counts. */
const LONG_SALE = { ...SALE, definition: { ...SALE.definition, closesAtMs: NOW_MS + 3 * EXEMPTION_TTL_MS } };

/** A sale with one unit, and what it says at a moment. */
function saleWith(units = 1) {
  const store = mapSaleStore();
  store.writeSale(LONG_SALE);
  store.writeStock(openingStock(units));
  const contextAt = (nowMs: number) => ({ store, nowMs, random: () => 0.5 });
  return {
    store,
    exemptAt: (nowMs: number, rules: readonly string[]) => exempt(contextAt(nowMs), { account: ACCOUNT, rules }),
    /** Each call under a key of its own. */
    checkOut: (nowMs: number, command = IN_REVIEW) => {
      const call = { ...command, idempotency: { ...command.idempotency, scope: `call-${nowMs}` } };
      const done = checkOut(contextAt(nowMs), POLICY, call);
      if (!done.ok) throw new TypeError(done.error.kind);
      const record = recordedUnder(store, call);
      if (record === undefined) throw new TypeError("the attempt left no record");
      return record;
    },
  };
}

describe("exempt", () => {
  it("lets the next checkout of the account skip what brought the last one into review, until it expires", () => {
    const { exemptAt, checkOut } = saleWith(10);
    const reviewed = checkOut(NOW_MS);
    expect([reviewed.decision.verdict, reviewed.allocation.status]).toEqual(["review", "none"]);
    const expiresAtMs = NOW_MS + 1 + EXEMPTION_TTL_MS;
    expect(exemptAt(NOW_MS + 1, exemptableOf(reviewed.decision))).toEqual({ ok: true, value: { expiresAtMs } });
    expect(checkOut(expiresAtMs).decision.verdict).toBe("review");
    const next = checkOut(expiresAtMs - 1);
    expect([next.decision.verdict, next.allocation.status, next.input.exemptRules]).toEqual([
      "allow",
      "held",
      ["queue"],
    ]);
  });

  it("is renewed by a repeat", () => {
    const { exemptAt, checkOut } = saleWith();
    exemptAt(NOW_MS, ["queue"]);
    exemptAt(NOW_MS + 10, ["queue"]);
    expect(checkOut(NOW_MS + EXEMPTION_TTL_MS + 9).decision.verdict).toBe("allow");
  });

  it("is for this account alone", () => {
    const { exemptAt, checkOut } = saleWith();
    exemptAt(NOW_MS, ["queue"]);
    expect(checkOut(NOW_MS + 1, { ...IN_REVIEW, keys: { account: "e1.other" } }).decision.verdict).toBe("review");
  });

  it("lifts no limit and makes no stock", () => {
    const { exemptAt, checkOut } = saleWith(1);
    exemptAt(NOW_MS, ["queue"]);
    expect(checkOut(NOW_MS + 1).allocation.status).toBe("held");
    const { verdict, reasons } = checkOut(NOW_MS + 2).decision;
    expect([verdict, reasons[0]?.code]).toEqual(["deny", "LIMIT_ACCOUNT"]);
    const empty = saleWith(0);
    empty.exemptAt(NOW_MS, ["queue"]);
    expect(empty.checkOut(NOW_MS + 1).allocation).toMatchObject({ status: "sold_out" });
  });

  it("is refused where the sale is over, and where there is none", () => {
    const { exemptAt, store } = saleWith();
    const { closesAtMs, opensAtMs } = LONG_SALE.definition;
    expect(exemptAt(closesAtMs, ["queue"])).toEqual({
      ok: false,
      error: { kind: "sale-not-open", phase: "closed", opensAtMs, serverTimeMs: closesAtMs },
    });
    expect(store.exemptionsOf(ACCOUNT, closesAtMs)).toEqual([]);
    const empty = { store: mapSaleStore(), nowMs: NOW_MS, random: () => 0.5 };
    expect(exempt(empty, { account: ACCOUNT, rules: ["queue"] })).toEqual({
      ok: false,
      error: { kind: "sale-unknown" },
    });
  });
});
