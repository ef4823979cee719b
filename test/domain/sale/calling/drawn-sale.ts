import { assert } from "../../../../src/domain/result.ts";
import type { DrawnPlace, OpenCalling } from "../../../../src/domain/sale/calling/calling.ts";
import { reservedUnits } from "../../../../src/domain/sale/calling/calling-state.ts";
import { placeInForce, type TurnStatus, turnStatusOf } from "../../../../src/domain/sale/calling/turn-status.ts";
import { cancelOrder } from "../../../../src/domain/sale/commands/cancel-order.ts";
import { type Declined, declineTurn } from "../../../../src/domain/sale/commands/decline-turn.ts";
import { manageSale } from "../../../../src/domain/sale/commands/manage-sale.ts";
import { openCalling } from "../../../../src/domain/sale/commands/open-calling.ts";
import { redeem } from "../../../../src/domain/sale/commands/redeem.ts";
import { release } from "../../../../src/domain/sale/commands/release.ts";
import { sweep } from "../../../../src/domain/sale/commands/sweep.ts";
import type { CallRefusal, SaleRefusal } from "../../../../src/domain/sale/refusal.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import {
  attemptOf,
  type CheckoutCall,
  checkOut,
  DEFINITION,
  NOW_MS,
  policyOf,
  SALE,
  saleInMemory,
} from "../fixtures.ts";

export const ROUND = 34441012;
export const TURN_SECONDS = 640;
/** Turns end on whole tens of seconds, and a second that begins a minute is one. */
export const TURN_MS = TURN_SECONDS * 1000;

export const DRAWN: Partial<SaleDefinition> = {
  mode: "draw",
  units: 3,
  closesAtMs: NOW_MS + 10 * TURN_MS,
  limits: { ...DEFINITION.limits, perAccount: 2 },
  registration: { opensAtMs: NOW_MS - 7_000_000, closesAtMs: NOW_MS - 3_700_000, shards: 1 },
  draw: { drawAtMs: NOW_MS - 3_600_000, leadSeconds: 60, turnSeconds: TURN_SECONDS, weightMax: 1 },
};

/** A sale whose order was drawn, and what its people do; the buyer of a place has its number. */
export function drawnSale(change: Partial<SaleDefinition> = {}) {
  const definition = { ...DRAWN, ...change };
  const { store, at } = saleInMemory(definition);
  let calls = 0;
  return {
    store,
    /** As an alarm does, or any command before it begins. */
    sweepAt: (nowMs: number) => sweep(at(nowMs)),
    open(command: Partial<OpenCalling> = {}, nowMs = NOW_MS) {
      const places = command.places ?? 10;
      const callAtOnce = Math.min(store.readStock().free, places);
      return openCalling(at(nowMs), { round: ROUND, fromPlace: 1, places, callAtOnce, ...command });
    },
    /** @returns what is allocated, or why the checkout is not decided */
    buy(place: number | DrawnPlace | undefined, nowMs = NOW_MS, by: Partial<CheckoutCall> = {}) {
      sweep(at(nowMs));
      const drawn = typeof place === "number" ? { round: ROUND, place } : place;
      const call = attemptOf(drawn?.place ?? 99, {
        registered: { registrationId: `reg_${drawn?.place}`, ...(drawn === undefined ? {} : { place: drawn }) },
        ...by,
      });
      calls += 1;
      const outcome = checkOut(at(nowMs), policyOf([]), {
        ...call,
        idempotency: { ...call.idempotency, scope: `call ${calls}` },
      });
      if (!outcome.ok) return outcome.error;
      return allocationOf(outcome.value.reply.body);
    },
    pay(holdId: string, nowMs = NOW_MS) {
      sweep(at(nowMs));
      return redeem(at(nowMs), { shop: SALE.shop, holdId, orderId: `order of ${holdId}`, proofSent: false });
    },
    /** The shop cannot deliver what was bought in some turns. */
    cancel(places: readonly number[], nowMs = NOW_MS) {
      for (const place of places) {
        const holdId = store.findTurn({ round: ROUND, place })?.holdId;
        const command = {
          asker: "staff",
          by: "shop",
          cause: "not_available",
          reason: "Broken.",
          units: "return",
        } as const;
        assert(
          cancelOrder(at(nowMs), { ...command, orderId: `order of ${holdId}` }).ok,
          "an order that was paid is cancelled",
        );
      }
    },
    letGo: (holdId: string, nowMs = NOW_MS) => release(at(nowMs), { shop: SALE.shop, holdId, reason: "cancelled" }),
    decline: (place: number, nowMs = NOW_MS): { ok: true; value: Declined } | { ok: false; error: SaleRefusal } =>
      declineTurn(at(nowMs), { shop: SALE.shop, place: { round: ROUND, place } }),
    manage(changed: Parameters<typeof manageSale>[1]["change"], nowMs = NOW_MS) {
      sweep(at(nowMs));
      return manageSale(at(nowMs), { by: "staff", change: changed });
    },
    turnStatus(place: number | DrawnPlace, nowMs = NOW_MS): TurnStatus {
      const drawn = typeof place === "number" ? { round: ROUND, place } : place;
      const sale = store.findSale();
      assert(sale !== undefined, "a sale in memory is there");
      const calling = store.findCalling();
      return turnStatusOf({ sale, stock: store.readStock(), calling, ...placeInForce(store, drawn), nowMs });
    },
    /** Places that were called, from and to, with the vacancies that they were called for. */
    called: () =>
      store
        .calledRanges(0, 500)
        .map(({ fromPlace, toPlace, vacancies }) => [fromPlace, toPlace, vacancies.unpaid, vacancies.declined]),
    /** Units that wait for who is called, and units that wait for nobody. */
    units() {
      const calling = store.findCalling();
      assert(calling !== undefined, "the order is there");
      const reserved = reservedUnits(calling);
      return { reserved, spare: store.readStock().free - reserved - calling.setAside };
    },
  };
}

type Allocated = { readonly status: string; readonly holdId: string } | CallRefusal;

function allocationOf(body: readonly unknown[]): Allocated {
  const text = body.map((part) => (typeof part === "string" ? part : "token")).join("");
  return JSON.parse(text).allocation;
}

export function holdOf(allocated: Allocated): string {
  assert("holdId" in allocated, JSON.stringify(allocated));
  return allocated.holdId;
}
