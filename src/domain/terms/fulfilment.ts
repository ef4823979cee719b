import type { SaleDefinition } from "./definition.ts";
import { endOfDayAfter } from "./local-time.ts";

/** What a sale says of when its orders are sent. */
export type ShippingTerms = Pick<SaleDefinition, "shipBy" | "shipWithinDays" | "waves" | "timeZone">;

/** Which promise an order is sent under. */
export type Placed = {
  readonly placedAtMs: number;
  /** The wave that it is in, counted from 0; absent where the sale has none. */
  readonly wave?: number | undefined;
};

/**
 * By when the terms of a sale say that an order is sent. Days are counted from the day of payment, by the clocks of the sale's zone.
 * @returns undefined where the terms say nothing of it
 */
export function shipByMs(
  { shipBy, shipWithinDays, waves, timeZone }: ShippingTerms,
  { placedAtMs, wave }: Placed,
): number | undefined {
  if (shipWithinDays !== undefined) return endOfDayAfter(placedAtMs, shipWithinDays, timeZone ?? "UTC");
  const date = waves === undefined ? shipBy : waves[Math.min(wave ?? 0, waves.length - 1)]?.shipBy;
  return date === undefined ? undefined : Date.parse(date);
}

/** The first wave that has room for some units; the last one takes what the shop added. */
export function waveFor(
  { waves }: SaleDefinition,
  units: number,
  soldIn: (wave: number) => number,
): number | undefined {
  if (waves === undefined) return undefined;
  const first = waves.findIndex((wave, at) => soldIn(at) + units <= wave.units);
  return first < 0 ? waves.length - 1 : first;
}

/** Until when an order waits at its partner, from a moment on; undefined where it waits for ever. */
export function collectUntilMs({ collectWithinDays, timeZone }: SaleDefinition, fromMs: number): number | undefined {
  return collectWithinDays === undefined ? undefined : endOfDayAfter(fromMs, collectWithinDays, timeZone ?? "UTC");
}

/** Whether goods have to come before they can be collected: then nobody's time to collect runs before they are there. */
export function shipsFirst({ shipBy, shipWithinDays, waves }: SaleDefinition): boolean {
  return shipBy !== undefined || shipWithinDays !== undefined || waves !== undefined;
}
