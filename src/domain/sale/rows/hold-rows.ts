import { dueAtMs, type Hold } from "../../stock/stock.ts";
import type { Journal } from "./journal.ts";

/** Holds by their ids. */
export interface HoldRows {
  findHold(holdId: string): Hold | undefined;
  /** Holds that were sold as an order, in the order of their ids. For staff: it may read every hold. */
  holdsOfOrder(orderId: string): readonly Hold[];
  writeHold(hold: Hold): void;
  /** Open holds whose time is over, and ended holds whose units are due back. */
  dueHolds(nowMs: number): readonly Hold[];
  /** The earliest moment at which some hold is due; undefined when there is nothing to wait for. */
  nextDueMs(): number | undefined;
}

export type HoldsTables = { readonly holds: Map<string, Hold> };

export function memoryHolds({ holds }: HoldsTables, journal: Journal): HoldRows {
  return {
    findHold: (holdId) => holds.get(holdId),
    holdsOfOrder: (orderId) =>
      [...holds.values()].filter((hold) => hold.orderId === orderId).sort((a, b) => (a.holdId < b.holdId ? -1 : 1)),
    writeHold: (hold) => journal.write(holds, hold.holdId, hold),
    dueHolds: (nowMs) =>
      [...holds.values()]
        .filter((hold) => dueAtMs(hold) <= nowMs)
        .sort((a, b) => dueAtMs(a) - dueAtMs(b) || (a.holdId < b.holdId ? -1 : 1)),
    nextDueMs() {
      let next = Number.POSITIVE_INFINITY;
      for (const hold of holds.values()) next = Math.min(next, dueAtMs(hold));
      return Number.isFinite(next) ? next : undefined;
    },
  };
}
