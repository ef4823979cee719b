import type { UsedInvite } from "../../invite/use-invite.ts";

/**
 * What a draw and its sale say to each other. The draw knows the order, and gives each eligible entry a place, counted from 1 in the
 * drawn order; shared and excluded entries have none. The sale knows the units and the turns, and calls one range of places after
 * another; it needs to know nobody's name for that. Both calls may be repeated.
 */

/** A place in an order. The round names the order: a redraw makes another one, of few places. */
export type DrawnPlace = { readonly round: number; readonly place: number };

/** What a register knows of an account whose checkout comes. */
export type RegisteredBuyer = {
  readonly registrationId: string;
  /** Absent until the order is drawn, and for whoever shares a household's chances or is excluded. */
  readonly place?: DrawnPlace | undefined;
  /** What the whole population showed of its address, where that is more than nothing. */
  readonly sharers?: AddressSharers | undefined;
  /** The invite that it registered with, where one was needed. */
  readonly invite?: UsedInvite | undefined;
};

/** Other registrations of a draw with the same address, and with nearly the same. */
export type AddressSharers = { readonly household: number; readonly near: number };

/** The draw to its sale, once the order is there and every register knows its places: begin to call. */
export type OpenCalling = {
  /** Of the beacon. An order is opened once; a repeat changes nothing. */
  readonly round: number;
  /** The first place of this order. */
  readonly fromPlace: number;
  /** The last place there is. Who comes later stands behind it, so that it may grow when it is said again. */
  readonly places: number;
  /** How many of them, at the end, are of who came after a fair window. */
  readonly late?: number | undefined;
  /**
   * Places of this order that are called at once, whatever happened since to the units: the published result says so. Of a draw as
   * many as the charter has units, and never more than there are places; of a redraw as many as there are units for it.
   */
  readonly callAtOnce: number;
  readonly redraws?: Redraws | undefined;
};

/** Whom a redraw calls. It is drawn among who was not called, so that the sale takes it only where it has called nobody since. */
export type Redraws = {
  /**
   * The places that its entries have in the first order, in the order of the redraw: they are its places from 1 on, and their registers
   * go on to say where they stand in the first order.
   */
  readonly places: readonly number[];
  /** How many ranges the draw has read: it knows whom these called. */
  readonly afterRanges: number;
};

/** What a sale makes of an order. `called-meanwhile`: it has called places that the redraw did not know of, and opens nothing. */
export type Opened = "opened" | "called-meanwhile";

/**
 * Places that were called together. The first ones of an order, without vacancies, are its `callAtOnce`: one range, or of a fair
 * window one for each second. Each further one is a wave, and calls exactly as many as there are vacancies, or all that are left. A
 * vacancy that nobody is left for makes no range.
 */
export type CalledRange = {
  /** Counted from 0 over all orders of the sale. */
  readonly seq: number;
  readonly round: number;
  readonly fromPlace: number;
  /** Inclusive. */
  readonly toPlace: number;
  /** Turns begin when the sale is open, so it may be later than the order was opened. */
  readonly calledAtMs: number;
  /** Half-open: at this moment the turn is over. Never after the sale's close. */
  readonly untilMs: number;
  /** Of a wave, the turns that it follows; both zero for the first range of an order. */
  readonly vacancies: { readonly unpaid: number; readonly declined: number };
};

/** The sale to its draw, who asks for the ranges from one `seq` on. */
export type CallingProgress = {
  /** Ascending by `seq`, a bounded number: who got some asks again from the next one. */
  readonly ranges: readonly CalledRange[];
  /** The last place of the latest order that was called; 0 before any was. */
  readonly calledTo: number;
  /** When the next turn ends; absent where nobody has one. */
  readonly turnEndsAtMs?: number | undefined;
  readonly paused: boolean;
  /** Units that the operator brought back: only a redraw calls somebody for them. */
  readonly vacatedByOperator: number;
  /** Nothing can come any more: the sale has closed, or nobody has a turn and nobody is left to be called. */
  readonly isOver: boolean;
};

/** Ranges that one answer holds at most. */
export const CALLED_RANGES_MAX = 500;
