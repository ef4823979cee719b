import type { Stock } from "../../stock/stock.ts";
import type { SaleRecord } from "../record.ts";
import type { CallingRows } from "../rows/calling-rows.ts";
import { paceLeft } from "./call-next.ts";
import type { DrawnPlace } from "./calling.ts";
import { type CallingState, reservedUnits, runningTurn, spareUnits, type Turn } from "./calling-state.ts";

/** How likely somebody who waits is to be called: `none` once no unit can come any more. */
export type Outlook = "likely" | "unlikely" | "none";

/** Where a registration stands in the order. */
export type TurnStatus =
  | {
      readonly kind: "waiting";
      /** People who are called before; absent until the order is drawn, and where it has no place. It never rises. */
      readonly ahead?: number | undefined;
      readonly outlook?: Outlook | undefined;
      /** When its turn begins, where that can be said. */
      readonly turnFromMs?: number | undefined;
    }
  | {
      readonly kind: "turn";
      readonly fromMs: number;
      readonly untilMs: number;
      readonly state: "open" | "held" | "sold";
    }
  | { readonly kind: "over"; readonly state: "unused" | "held" | "sold" | "declined" };

/** With more people before them than this many for each unit, somebody who waits is told that it is unlikely. */
const BEFORE_PER_UNIT_MAX = 1.2;

/** The place by which a registration is called, which is another one than its register knows where it was redrawn. */
export function placeInForce(
  store: CallingRows,
  place: DrawnPlace | undefined,
): Pick<StandingParts, "place" | "turn" | "redrawnFrom"> {
  const turn = place === undefined ? undefined : store.findTurn(place);
  if (turn?.redrawn === undefined) return { place, turn };
  return { place: turn.redrawn, turn: store.findTurn(turn.redrawn), redrawnFrom: place };
}

export type StandingParts = {
  readonly sale: SaleRecord;
  readonly stock: Stock;
  /** Undefined until an order is there. */
  readonly calling: CallingState | undefined;
  readonly place: DrawnPlace | undefined;
  /** What became of the place. */
  readonly turn: Turn | undefined;
  /** Its place in the first order, where a redraw has given it another one. */
  readonly redrawnFrom?: DrawnPlace | undefined;
  readonly nowMs: number;
};

/** Where a registration stands by its place, at a moment. One without a place waits, as everybody does until the order is drawn. */
export function turnStatusOf(parts: StandingParts): TurnStatus {
  const { calling, place: drawn, turn, redrawnFrom, nowMs } = parts;
  const order = calling?.orders.find(({ round }) => round === drawn?.round);
  if (calling === undefined || drawn === undefined || order === undefined) return { kind: "waiting" };
  if (turn?.state === "declined") return { kind: "over", state: "declined" };
  if (drawn.place >= order.next) {
    // Who is redrawn while the sale is paused may stand further down there than they stood before.
    const before = redrawnFrom === undefined ? undefined : aheadIn(calling, redrawnFrom);
    const ahead = drawn.place - order.next;
    return waiting(parts, calling, Math.min(ahead, before ?? ahead));
  }
  const turns = runningTurn(calling, drawn);
  const used = turn?.state === "held" || turn?.state === "sold" ? turn.state : undefined;
  if (turns === undefined || (calling.pausedAtMs === undefined && nowMs >= turns.untilMs)) {
    return { kind: "over", state: used ?? "unused" };
  }
  return { kind: "turn", fromMs: turns.calledAtMs, untilMs: turns.untilMs, state: used ?? "open" };
}

/**
 * Where a registration stands, as far as it follows from how far the order is called: so one look at the sale answers all who wait.
 * @returns undefined where the sale has to be asked: the place was called, or a redraw may have given it another one
 */
export function turnStatusFrom(view: Omit<StandingParts, "turn" | "redrawnFrom">): TurnStatus | undefined {
  const { calling, place } = view;
  const [order, ...redraws] = calling?.orders ?? [];
  const mayBeCalled = order !== undefined && place !== undefined && place.place < order.next;
  return mayBeCalled || redraws.length > 0 ? undefined : turnStatusOf({ ...view, turn: undefined });
}

function aheadIn({ orders }: CallingState, { round, place }: DrawnPlace): number | undefined {
  const order = orders.find((each) => each.round === round);
  return order === undefined ? undefined : Math.max(0, place - order.next);
}

function waiting({ sale, stock, nowMs }: StandingParts, calling: CallingState, ahead: number): TurnStatus {
  const { opensAtMs, fairWindow } = sale.definition;
  const outlook = outlookOf(calling, stock, ahead);
  // So many are certain to be called: they wait for the opening, or for their second.
  if (sale.paused || ahead >= spareUnits(calling, stock)) return { kind: "waiting", ahead, outlook };
  const isOpen = nowMs >= opensAtMs;
  const begunMs = isOpen ? (Math.floor(nowMs / 1000) + 1) * 1000 : opensAtMs;
  const behind = isOpen ? Math.max(0, ahead - paceLeft(sale, calling, nowMs)) : ahead;
  const seconds = fairWindow === undefined ? 0 : Math.floor(behind / fairWindow.admitPerSecond);
  return { kind: "waiting", ahead, outlook, turnFromMs: begunMs + seconds * 1000 };
}

/** Everybody who may still take a unit before them, against the units that nobody has bought. */
function outlookOf(calling: CallingState, { free, held }: Stock, ahead: number): Outlook {
  const units = free + held;
  if (units === 0) return "none";
  const before = ahead + reservedUnits(calling) + held;
  return before > units * BEFORE_PER_UNIT_MAX ? "unlikely" : "likely";
}
