import type { SaleDefinition } from "../terms/definition.ts";
import { termsOfFairWindow } from "../terms/draw.ts";
import { daysLater } from "../terms/local-time.ts";

export type Series = {
  /** The first sale. */
  readonly first: SaleDefinition;
  /** Days from one sale to the next. */
  readonly days: number;
  /** Units of each, in their order; as many sales. */
  readonly units: readonly number[];
};

/**
 * The sales of a series: the terms of the first one, with every time so many days later by the clocks of its zone. "Every Friday at
 * noon" stays noon when clocks are set; days are counted in UTC where the sale names no zone.
 */
export function salesOfSeries({ first, days, units }: Series): readonly SaleDefinition[] {
  return units.map((each, at) => ({ ...laterSale(first, at * days), units: each }));
}

/** @returns the first sale that is still open when the next one opens, counted from 0; undefined where none is */
export function firstOverlap(sales: readonly SaleDefinition[]): number | undefined {
  const at = sales.findIndex(({ closesAtMs }, index) => closesAtMs > (sales[index + 1]?.opensAtMs ?? closesAtMs));
  return at < 0 ? undefined : at;
}

function laterSale(sale: SaleDefinition, days: number): SaleDefinition {
  const later = (atMs: number) => daysLater(atMs, days, sale.timeZone ?? "UTC");
  const laterText = (text: string) => new Date(later(Date.parse(text))).toISOString();
  const { registration, draw, fairWindow, shipBy, waves } = sale;
  const moved: SaleDefinition = {
    ...sale,
    opensAtMs: later(sale.opensAtMs),
    closesAtMs: later(sale.closesAtMs),
    ...(shipBy === undefined ? {} : { shipBy: laterText(shipBy) }),
    ...(waves === undefined ? {} : { waves: waves.map((wave) => ({ ...wave, shipBy: laterText(wave.shipBy) })) }),
  };
  if (fairWindow !== undefined && registration !== undefined) {
    return { ...moved, ...termsOfFairWindow(moved.opensAtMs, fairWindow, registration.shards) };
  }
  return {
    ...moved,
    ...(registration === undefined
      ? {}
      : {
          registration: {
            ...registration,
            opensAtMs: later(registration.opensAtMs),
            closesAtMs: later(registration.closesAtMs),
          },
        }),
    ...(draw === undefined ? {} : { draw: { ...draw, drawAtMs: later(draw.drawAtMs) } }),
  };
}
