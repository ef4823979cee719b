import type { AttemptRecord } from "../decision/attempt-record.ts";
import type { Verdict } from "../decision/decision.ts";
import type { CancelledBy, Order, OrderMove } from "../order/order.ts";
import { type BuyerOrderView, buyerOrderView, type OrderView, orderView } from "../order/order-view.ts";
import type { PressureLevel } from "../pressure/level.ts";
import { fallen, levelInForce } from "../pressure/pressure-state.ts";
import { measure } from "../pressure/window.ts";
import { assert, err, ok, type Result } from "../result.ts";
import { deriveSignals } from "../signals/catalogue.ts";
import { PRESSURE_MEASURES } from "../signals/pressure-measures.ts";
import type { Signals } from "../signals/signal.ts";
import { COMMON_POOL, type PoolFigures, type Pooling, poolFigures } from "../stock/pools.ts";
import type { Hold, Stock } from "../stock/stock.ts";
import type { DrawnPlace } from "./calling/calling.ts";
import type { CallingState } from "./calling/calling-state.ts";
import { placeInForce, type TurnStatus, turnStatusOf } from "./calling/turn-status.ts";
import { findOrder } from "./commands/find-order.ts";
import type { SaleContext } from "./context.ts";
import { mayTouch, type Party } from "./party.ts";
import type { SaleRecord } from "./record.ts";
import type { SaleRefusal } from "./refusal.ts";
import { mayWithdraw, type UnitsGoTo, unitsGoTo } from "./units-go-to.ts";

/** A sale and its stock as they are now, and how far its order is called, where one is. */
export type SaleView = {
  readonly sale: SaleRecord;
  readonly stock: Stock;
  readonly calling?: CallingState | undefined;
};

/** Undefined where there is no such sale. */
export function viewSale({ store }: Pick<SaleContext, "store">): SaleView | undefined {
  const sale = store.findSale();
  if (sale === undefined) return undefined;
  const calling = sale.definition.draw === undefined ? undefined : store.findCalling();
  return { sale, stock: store.readStock(), calling };
}

/** Where a registration stands by its place. */
export function viewTurnStatus({ store, nowMs }: SaleContext, drawn: DrawnPlace | undefined): TurnStatus {
  const sale = store.findSale();
  assert(sale !== undefined, "a registration stands before a sale");
  return turnStatusOf({
    sale,
    stock: store.readStock(),
    calling: store.findCalling(),
    ...placeInForce(store, drawn),
    nowMs,
  });
}

/** How hard a sale is pressed at a moment. */
export type PressureView = {
  /** What decisions go by. */
  readonly level: PressureLevel;
  /** Staff hold it there. */
  readonly pinned: boolean;
  /** What is measured, whatever staff hold it at, and since when. */
  readonly measuredLevel: PressureLevel;
  readonly sinceMs: number;
  /** The last minute. */
  readonly measured: Signals;
  /** What was measured when the level was reached; absent where it is calm. */
  readonly cause?: Signals | undefined;
};

export function viewPressure({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">): PressureView {
  const state = fallen(store.readPressure(), nowMs);
  return {
    level: levelInForce(state),
    pinned: state.pinned !== undefined,
    measuredLevel: state.level,
    sinceMs: state.sinceMs,
    measured: deriveSignals(PRESSURE_MEASURES, measure(state.window, store.readStock().free, nowMs)),
    cause: state.cause,
  };
}

/** Exact figures: `free + held + sold + withdrawn = received`, and `returning` is a part of `held`. */
export type LedgerView = Stock & {
  readonly attempts: number;
  /** Those of them that are counted alone: no record of them was ever kept. */
  readonly unwrittenAttempts: number;
  readonly verdicts: { readonly [verdict in Verdict]: number };
};

export function viewLedger({ store }: SaleContext, reader: Party): Result<LedgerView, SaleRefusal> {
  const sale = store.findSale();
  if (sale === undefined || !mayTouch(reader, sale.shop)) return err({ kind: "sale-unknown" });
  const verdicts = store.verdictTotals();
  return ok({
    ...store.readStock(),
    attempts: sum(verdicts),
    unwrittenAttempts: sum(store.unwrittenTotals()),
    verdicts,
  });
}

/** The figures of each pool, which sum to those of the sale; nothing where a sale has no pools. Reads every pool. */
export type PoolsView = {
  readonly pooling?: Pooling | undefined;
  readonly commonPool?: PoolFigures | undefined;
  readonly pools?: readonly PoolFigures[] | undefined;
};

export function viewPools({ store }: Pick<SaleContext, "store">): PoolsView {
  const pooling = store.findSale()?.pooling;
  if (pooling === undefined) return {};
  return { pooling, commonPool: store.readPool(COMMON_POOL), pools: store.partnerPools().map(poolFigures) };
}

function sum(counts: { readonly [verdict in Verdict]: number }): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** A decision as recorded, and its hold as it is now. */
export type FoundDecision = { readonly record: AttemptRecord; readonly hold?: Hold | undefined };

export function viewDecision(
  { store }: SaleContext,
  reader: Party,
  decisionId: string,
): Result<FoundDecision, SaleRefusal> {
  const record = store.findAttempt(decisionId)?.record;
  if (record === undefined || !mayTouch(reader, record.shop)) return err({ kind: "decision-unknown" });
  const hold = record.allocation.status === "held" ? store.findHold(record.allocation.holdId) : undefined;
  return ok({ record, hold });
}

/** An order as whoever shows its receipt sees it; undefined for every other text. */
export function viewBuyerOrder(
  { store }: Pick<SaleContext, "store">,
  { orderId, receipt }: { readonly orderId: string; readonly receipt: string },
): BuyerOrderView | undefined {
  const [sale, order] = [store.findSale(), store.findOrder(orderId)];
  if (sale === undefined || order === undefined || order.receipt === "" || order.receipt !== receipt) return undefined;
  return buyerOrderView(order, sale.definition);
}

/** An order with all that it went through, as its shop and the staff see it. */
export type OrderRecord = {
  readonly order: Order;
  readonly view: OrderView;
  readonly moves: readonly OrderMove[];
  readonly currency: string;
  /** For whom its units would come back, by who cancels. */
  readonly goTo: { readonly [by in CancelledBy]: UnitsGoTo };
  /** Whether they may leave the sale. */
  readonly mayWithdraw: boolean;
};

export function viewOrder(context: SaleContext, reader: Party, orderId: string): Result<OrderRecord, SaleRefusal> {
  const found = findOrder(context, { by: reader, orderId });
  if (!found.ok) return found;
  const { order, sale } = found.value;
  const goTo = (by: CancelledBy) => unitsGoTo(context, order, by);
  return ok({
    order,
    view: orderView(order, sale.definition, context.nowMs),
    moves: context.store.movesOf(order),
    currency: sale.definition.price.currency,
    goTo: { buyer: goTo("buyer"), shop: goTo("shop"), payment: goTo("payment"), fraud: goTo("fraud") },
    mayWithdraw: mayWithdraw(context, order),
  });
}
