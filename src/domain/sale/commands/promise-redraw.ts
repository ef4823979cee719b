import { REDRAW_UNITS_MAX } from "../../limits.ts";
import type { DrawnPlace } from "../calling/calling.ts";
import { waitingListed } from "../calling/calling-state.ts";
import type { SaleContext } from "../context.ts";

/** What the next redraw is for: units, and the places whose cancelled orders some of them were. */
export type PromisedRedraw = { readonly units: number; readonly vacated: readonly DrawnPlace[] };

/**
 * Fixes the units that the next redraw is for, `REDRAW_UNITS_MAX` at most: from now on they wait for it, and are not withdrawn. A repeat takes in what was brought
 * back since.
 * @returns no units where there are none, or nobody waits who could be drawn
 */
export function promiseRedraw({ store }: Pick<SaleContext, "store">): PromisedRedraw {
  const state = store.findCalling();
  if (state === undefined || state.setAside === 0 || waitingListed(state) === 0) return { units: 0, vacated: [] };
  const { setAside, vacatedPlaces = 0, vacatedNamed = 0 } = state;
  const units = Math.min(setAside, REDRAW_UNITS_MAX);
  // Some of what came back may have been withdrawn again, and what is above the limit waits for the next redraw.
  const vacated = store.vacatedPlaces(vacatedNamed, units);
  const vacatedPromised = units < setAside ? vacated.length : vacatedPlaces - vacatedNamed;
  store.writeCalling({ ...state, promised: units, vacatedPromised });
  return { units, vacated };
}
