import { NO_PRESSURE, type PressureState } from "../../pressure/pressure-state.ts";
import type { Rows } from "../memory/rows.ts";

/** How hard the sale is pressed: one row. */
export interface PressureRows {
  readPressure(): PressureState;
  writePressure(state: PressureState): void;
}

export function pressureRows(pressure: Rows<PressureState>): PressureRows {
  return {
    readPressure: () => pressure.get("pressure") ?? NO_PRESSURE,
    writePressure: (state) => pressure.put("pressure", state),
  };
}
