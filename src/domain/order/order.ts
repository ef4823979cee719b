import { COLLECTION_END_TOLD_MS } from "../limits.ts";

/**
 * What becomes of sold units. `paid` in full or `booked` by a deposit at first; sent orders end `dispatched`, those that wait at a
 * partner become `ready` and end `collected` or, where nobody comes in time, `lapsed`; each may end `cancelled` before it is handed over.
 */
export const ORDER_STATES = ["paid", "booked", "ready", "dispatched", "collected", "lapsed", "cancelled"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** Who has an order cancelled, and in the buyer's words why. */
export const CANCELLED_BY = ["buyer", "shop", "payment", "fraud"] as const;
export type CancelledBy = (typeof CANCELLED_BY)[number];

/** What becomes of units whose order ends: somebody else may have them, or nobody. */
export const ORDER_UNITS = ["return", "withdraw"] as const;
export type OrderUnits = (typeof ORDER_UNITS)[number];

/** Units that were redeemed as one order of the shop. Times are milliseconds since the epoch, money is in the sale's currency. */
export type Order = {
  /** The shop's own number. */
  readonly orderId: string;
  readonly state: OrderState;
  /** Holds that it was made of; never empty. */
  readonly holds: readonly string[];
  /** Units of them all. */
  readonly units: number;
  readonly placedAtMs: number;
  /** The wave that it is sent in, counted from 0; absent where the sale has none. */
  readonly wave?: number | undefined;
  /** By when the buyer was promised that it is sent. */
  readonly shipByMs?: number | undefined;
  /** Where and until when it waits to be collected; absent where it is sent. */
  readonly collect?: Collection | undefined;
  /** What the shop said was paid so far; absent where it said nothing. */
  readonly paidMinor?: number | undefined;
  /** What its buyer shows to see how it stands: known to them and their shop alone. */
  readonly receipt: string;
  readonly cancelled?: Cancellation | undefined;
  /** Wrong codes since a moment. */
  readonly tries?: { readonly sinceMs: number; readonly count: number } | undefined;
  /** That it is overdue was told. */
  readonly overdueTold?: boolean | undefined;
  /** How many movements it has made. */
  readonly moves: number;
};

export type Collection = {
  readonly partnerId: string;
  /** Six digits. */
  readonly code: string;
  /** Absent while the goods are not there, and where the sale says nothing of it. */
  readonly untilMs?: number | undefined;
  /** That its time ends soon was told. */
  readonly endTold?: boolean | undefined;
};

export type Cancellation = {
  readonly by: CancelledBy;
  readonly cause: CancelCause;
  /** The decision or the case that a cancellation for fraud rests on. */
  readonly cites?: string | undefined;
  /** The person of the staff who cancelled it: somebody else looks at it again. */
  readonly staff?: string | undefined;
  /** How the appeal was decided that a cancellation for fraud opens. */
  readonly appeal?: Appeal | undefined;
};

/** A decision of a person of the staff who did not cancel the order. */
export type Appeal = {
  readonly outcome: AppealOutcome;
  readonly reason: string;
  readonly staff: string;
  readonly atMs: number;
};

/** What becomes of an appeal: somebody agrees with the buyer, or does not. */
export const APPEAL_OUTCOMES = ["upheld", "rejected"] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];
export type AppealState = "open" | AppealOutcome;

/** How the appeal of an order stands; undefined of one that was not cancelled for fraud. */
export function appealOf({ cancelled }: Pick<Order, "cancelled">): AppealState | undefined {
  return cancelled?.by === "fraud" ? (cancelled.appeal?.outcome ?? "open") : undefined;
}

/** One movement of an order. The movements of an order, replayed, give its state and its units. */
export type OrderMove = {
  readonly orderId: string;
  /** Counted from 1 within its order. */
  readonly n: number;
  readonly atMs: number;
  /** Absent where it was placed. */
  readonly from?: OrderState | undefined;
  readonly to: OrderState;
  /** Units that it sold, or below 0 gave back. */
  readonly units: number;
  /** Who moved it: the shop, who has it cancelled, or the sale itself when a time was over. */
  readonly by: CancelledBy | "sale";
  /** In the words of the shop or the person of the staff. */
  readonly reason?: string | undefined;
};

/** Causes by who cancels, the usual one first: the buyer reads the words of one. */
export const CANCEL_CAUSES = {
  buyer: ["changed_mind", "delayed"],
  shop: ["not_available", "not_deliverable", "delayed", "mistake"],
  payment: ["payment_failed", "payment_reversed"],
  fraud: ["unfair"],
} as const satisfies { readonly [by in CancelledBy]: readonly [string, ...string[]] };
export type CancelCause = (typeof CANCEL_CAUSES)[CancelledBy][number];

const NEXT: { readonly [state in OrderState]: readonly OrderState[] } = {
  paid: ["ready", "dispatched", "collected", "lapsed", "cancelled"],
  booked: ["ready", "collected", "lapsed", "cancelled"],
  ready: ["collected", "lapsed", "cancelled"],
  dispatched: [],
  collected: [],
  lapsed: [],
  cancelled: [],
};

/** Whether an order may go from one state into another. */
export function mayMove(from: OrderState, to: OrderState): boolean {
  return NEXT[from].includes(to);
}

/** Whether an order is still to be handed over: then it may be cancelled, and be overdue. */
export function isOpen(state: OrderState): boolean {
  return NEXT[state].length > 0;
}

/** Whether the units of an order count as sold. */
export function isSold(state: OrderState): boolean {
  return state !== "cancelled" && state !== "lapsed";
}

/** Whether an order was promised to be sent before now and was not. A delay that the shop announced changes nothing of that. */
export function isOverdue({ state, shipByMs }: Pick<Order, "state" | "shipByMs">, nowMs: number): boolean {
  return isOpen(state) && state !== "ready" && shipByMs !== undefined && shipByMs <= nowMs;
}

/** When it is told of an order that its time to be collected ends soon; infinity where it was, or nothing ends. */
export function endToldAtMs({ state, collect }: Pick<Order, "state" | "collect">): number {
  return collect?.endTold ? Number.POSITIVE_INFINITY : lapsesAtMs({ state, collect }) - COLLECTION_END_TOLD_MS;
}

/** When an order ends because nobody came for it; infinity for one that waits for nobody. */
export function lapsesAtMs({ state, collect }: Pick<Order, "state" | "collect">): number {
  return (isOpen(state) ? collect?.untilMs : undefined) ?? Number.POSITIVE_INFINITY;
}

/** Whether nothing has happened to an order since it was placed: another hold may still join it. */
export function isPlaced(state: OrderState): boolean {
  return state === "paid" || state === "booked";
}

/** State and units of an order as its movements give them; undefined where one does not follow from those before. */
export function replayMoves(moves: readonly OrderMove[]): { state: OrderState; units: number } | undefined {
  let state: OrderState | undefined;
  let units = 0;
  for (const [at, move] of moves.entries()) {
    if (move.n !== at + 1 || move.from !== state) return undefined;
    const isFirst = state === undefined && isPlaced(move.to);
    const joins = state !== undefined && isPlaced(state) && isPlaced(move.to);
    const isPlacing = isFirst || joins;
    if (!isPlacing && (state === undefined || !mayMove(state, move.to))) return undefined;
    state = move.to;
    units += move.units;
    if (isPlacing !== move.units > 0 || (isSold(state) ? move.units < 0 : units !== 0)) return undefined;
  }
  return state === undefined ? undefined : { state, units };
}
