import type { SaleContext } from "../context.ts";
import { turnsEndMs } from "./call-next.ts";
import { CALLED_RANGES_MAX, type CallingProgress } from "./calling.ts";
import { NOBODY_CALLED, reservedUnits, waitingPlaces } from "./calling-state.ts";

/**
 * What the draw reads of its sale, from one range on: ranges that it has read never change again.
 * @returns undefined where there is no such sale
 */
export function readProgress({ store, nowMs }: SaleContext, fromSeq: number): CallingProgress | undefined {
  const sale = store.findSale();
  if (sale === undefined) return undefined;
  const state = store.findCalling() ?? NOBODY_CALLED;
  const ranges = store.calledRanges(fromSeq, CALLED_RANGES_MAX);
  const readTo = (ranges.at(-1)?.seq ?? -1) + 1;
  if (readTo > state.rangesRead) store.writeCalling({ ...state, rangesRead: readTo });
  const { free, held } = store.readStock();
  const latest = state.orders.at(-1);
  const turnEndsAtMs = turnsEndMs(state);
  const nobodyLeft = waitingPlaces(state) === 0 && reservedUnits(state) === 0;
  const { closesAtMs, fairWindow } = sale.definition;
  // Whoever comes after a fair window stands behind its list, for as long as the sale is open.
  const mayCome = fairWindow !== undefined;
  return {
    ranges,
    calledTo: latest === undefined ? 0 : latest.next - 1,
    ...(turnEndsAtMs === undefined ? {} : { turnEndsAtMs }),
    paused: sale.paused,
    vacatedByOperator: state.setAside,
    isOver: nowMs >= closesAtMs || (latest !== undefined && ((nobodyLeft && !mayCome) || free + held === 0)),
  };
}
