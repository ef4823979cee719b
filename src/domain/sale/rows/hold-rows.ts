import { dueAtMs, type Hold } from "../../stock/stock.ts";
import type { SaleBacking } from "../backing.ts";
import type { DueQueue } from "../memory/due-queue.ts";
import type { Rows } from "../memory/rows.ts";

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

/** Holds that a sweep is given at once: it asks again until none is due. */
const DUE_MAX = 200;

export function holdRows({
  holds,
  due,
  fold,
  backing,
}: {
  readonly holds: Rows<Hold>;
  readonly due: DueQueue;
  readonly fold: () => void;
  readonly backing: Pick<SaleBacking, "holdsOfOrder">;
}): HoldRows {
  return {
    findHold: (holdId) => holds.get(holdId),
    // Without an index, which every redeem would have to write: staff ask a few times a day.
    holdsOfOrder(orderId) {
      fold();
      return backing.holdsOfOrder(orderId);
    },
    writeHold(hold) {
      holds.put(hold.holdId, hold);
      due.note({ id: hold.holdId, atMs: dueAtMs(hold) });
    },
    dueHolds(nowMs) {
      const ids = due.due(nowMs, DUE_MAX).map(({ id }) => id);
      const found = ids.length === 0 ? undefined : holds.getAll(ids);
      return ids.flatMap((holdId) => found?.get(holdId) ?? []);
    },
    nextDueMs: () => due.first()?.atMs,
  };
}
