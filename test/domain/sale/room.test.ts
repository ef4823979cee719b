import { describe, expect, it } from "vitest";
import {
  ACCOUNT_ATTEMPTS_WRITTEN_MAX,
  STORED_BYTES_FILLING,
  STORED_BYTES_FULL,
  STORED_BYTES_RESERVED,
} from "../../../src/domain/limits.ts";
import { assert, err } from "../../../src/domain/result.ts";
import { roomOf } from "../../../src/domain/room.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { type MapSaleStore, mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { createRandomApart } from "../../rig/shared/random.ts";
import {
  attemptOf,
  type CheckoutCall,
  checkOut,
  DEFINITION,
  NOW_MS,
  policyOf,
  RANDOM_MIDDLE,
  recordedUnder,
  ruleOf,
  SALE,
  VISIT,
} from "./fixtures.ts";

const POLICY = policyOf([ruleOf("farm", "deny")]);

/** An open sale whose rows, and whose archive, are said to take so many bytes. */
function saleOf(bytesUsed = 0, archiveBytes = 0): { store: MapSaleStore; context: SaleContext } {
  const store = mapSaleStore(undefined, {
    size: { bytesUsed: () => bytesUsed, archiveBytes: () => archiveBytes },
  });
  const { shop, saleId, pepperEpoch, createdAtMs } = SALE;
  putSale({ store, nowMs: createdAtMs, random: RANDOM_MIDDLE }, { shop, saleId, definition: DEFINITION, pepperEpoch });
  return { store, context: { store, nowMs: NOW_MS, random: createRandomApart(1).uniform } };
}

/** A refused checkout of one account under a key of its own, and with a device that was not seen before. */
function refused(nth: number, change: Partial<CheckoutCall> = {}): CheckoutCall {
  return attemptOf(1, {
    idempotency: { scope: `call-${nth}`, fingerprint: `request-${nth}`, pepperEpoch: SALE.pepperEpoch },
    keys: { account: "e1.account-1", device: `e1.device-${nth}` },
    withoutVisit: { signals: { farm: true } },
    ...change,
  });
}

function tryAll(context: SaleContext, times: number): string[] {
  return Array.from({ length: times }, (_, nth) => textOf(context, refused(nth)));
}

function textOf(context: SaleContext, call: CheckoutCall): string {
  const answered = checkOut(context, POLICY, call);
  assert(answered.ok, "the sale is open");
  return answered.value.reply.body
    .map((part) => (typeof part === "string" ? part : JSON.stringify(part.payload).slice(1, -1)))
    .join("");
}

/** What makes a checkout one that nothing speaks against. */
const HONEST = { channel: "phone", withoutVisit: attemptOf(1).withoutVisit } as const;

/** Rows by table. */
function rowsOf(store: MapSaleStore): { readonly [table: string]: number } {
  return Object.fromEntries(Object.entries(store.dump()).map(([table, rows]) => [table, rows.length]));
}

describe("an account that is refused again and again", () => {
  it("is answered the same in form, and leaves no more rows than its first attempts did", () => {
    const { store, context } = saleOf();
    const [first = ""] = tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    const before = rowsOf(store);
    const texts = tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX + 200).slice(ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    expect(rowsOf(store)).toEqual({ ...before, unwritten: 1 });
    const { decisionId, ...answer } = JSON.parse(first);
    for (const text of texts) {
      const { decisionId: id, ...told } = JSON.parse(text);
      expect(told).toEqual(answer);
      expect(store.findAttempt(id)).toBeUndefined();
    }
    expect(store.findAttempt(decisionId)).toBeDefined();
  });

  it("is counted each time", () => {
    const { store, context } = saleOf();
    tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX + 5);
    expect(store.verdictTotals().deny).toBe(ACCOUNT_ATTEMPTS_WRITTEN_MAX + 5);
    expect(store.unwrittenTotals()).toEqual({ allow: 0, challenge: 0, review: 0, deny: 5 });
    expect(store.findAccount("e1.account-1")?.attempts).toBe(ACCOUNT_ATTEMPTS_WRITTEN_MAX + 5);
  });

  it("hears what was written again, byte for byte", () => {
    const { context } = saleOf();
    const texts = tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX + 1);
    const again = tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    expect(again).toEqual(texts.slice(0, ACCOUNT_ATTEMPTS_WRITTEN_MAX));
  });

  it("may still hold a unit, and that is written with all that belongs to it", () => {
    const { store, context } = saleOf();
    tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX + 5);
    const honest = refused(1000, { ...HONEST, keys: attemptOf(1).keys });
    const told = JSON.parse(textOf(context, honest));
    expect(told.allocation.status).toBe("held");
    expect(recordedUnder(store, honest)?.decisionId).toBe(told.decisionId);
    expect(store.readLinks(["device:e1.device-1"], "").get("device:e1.device-1")?.units).toBe(1);
  });

  it("tries once with a visit also after that", () => {
    const { context } = saleOf();
    tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX);
    const { signals } = refused(0).withoutVisit;
    const again = (nth: number) => textOf(context, refused(nth, { withVisit: { visit: VISIT, scored: { signals } } }));
    const [first, second] = [again(1000), again(1001)];
    expect([first.includes("VISIT_REPLAYED"), second.includes("VISIT_REPLAYED")]).toEqual([false, true]);
  });

  it("takes nothing from what others may write", () => {
    const { store, context } = saleOf();
    tryAll(context, ACCOUNT_ATTEMPTS_WRITTEN_MAX + 5);
    const other = attemptOf(2, { withoutVisit: { signals: { farm: true } } });
    textOf(context, other);
    expect(recordedUnder(store, other)).toBeDefined();
  });
});

describe("the room of a sale", () => {
  it.each([
    [0, "enough"],
    [STORED_BYTES_FILLING - 1, "enough"],
    [STORED_BYTES_FILLING, "filling"],
    [STORED_BYTES_RESERVED - 1, "filling"],
    [STORED_BYTES_RESERVED, "reserved"],
    [STORED_BYTES_FULL - 1, "reserved"],
    [STORED_BYTES_FULL, "full"],
  ])("at %i bytes is %s", (bytes, room) => {
    expect(roomOf(bytes)).toBe(room);
  });

  it.each([
    ["its object", STORED_BYTES_RESERVED, 0],
    ["the archive of all sales", 0, STORED_BYTES_FULL],
  ])(
    "that gets short in %s is left to what is held: no refusal of anybody is written",
    (_, bytesUsed, archiveBytes) => {
      const { store, context } = saleOf(bytesUsed, archiveBytes);
      const before = rowsOf(store);
      tryAll(context, 3);
      expect(rowsOf(store)).toEqual({ ...before, pressure: 1, seconds: 1, reasons: 1, unwritten: 1 });
      const honest = attemptOf(2, HONEST);
      expect(JSON.parse(textOf(context, honest)).allocation.status).toBe("held");
      expect(recordedUnder(store, honest)).toBeDefined();
    },
  );

  it("that is used up takes no more checkouts", () => {
    const { store, context } = saleOf(STORED_BYTES_FULL);
    const before = store.dump();
    expect(checkOut(context, POLICY, attemptOf(1))).toEqual(err({ kind: "sale-full" }));
    expect(store.dump()).toEqual(before);
  });
});

describe("a refusal by limits", () => {
  it("is a short row: how its score came about is in neither record nor answer", () => {
    const { store, context } = saleOf();
    const score = {
      value: 0.1,
      logit: -2.197225,
      modelVersion: "test-v1.0",
      contributions: [{ feature: "baseline", value: 1, contribution: -2.197225 }],
    };
    const call = attemptOf(1, { channel: "phone", quantity: 100, withoutVisit: { signals: {}, score } });
    const told = JSON.parse(textOf(context, call));
    expect(told).toMatchObject({ verdict: "deny", score: { value: 0.1, contributions: [] } });
    expect(recordedUnder(store, call)?.input.score).toEqual({ ...score, contributions: [] });
  });
});
