import type { PressureLevel } from "../../pressure/level.ts";
import { fallen } from "../../pressure/pressure-state.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";

/** @param pinned the level that staff hold the sale at; absent where it follows what is measured again */
export type PinPressureCommand = { readonly pinned?: PressureLevel | undefined };

/** Holds the sale's pressure at a level, or lets it go. It goes on measuring all the while, and may be said again. */
export function pinPressure(
  { store, nowMs }: SaleContext,
  { pinned }: PinPressureCommand,
): Result<PinPressureCommand, SaleRefusal> {
  if (store.findSale() === undefined) return err({ kind: "sale-unknown" });
  store.writePressure({ ...fallen(store.readPressure(), nowMs), pinned });
  return ok({ pinned });
}
