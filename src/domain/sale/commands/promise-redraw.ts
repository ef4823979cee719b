import { waitingPlaces } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";

/**
 * Fixes the units that the next redraw is for: from now on they wait for it, and are not withdrawn. A repeat takes in what was brought
 * back since.
 * @returns how many; 0 where there are none, or nobody waits who could be drawn
 */
export function promiseRedraw({ store }: Pick<SaleContext, "store">): number {
  const state = store.findCalling();
  if (state === undefined || state.setAside === 0 || waitingPlaces(state) === 0) return 0;
  store.writeCalling({ ...state, promised: state.setAside });
  return state.setAside;
}
