import { LOW_STOCK_RATIO } from "../limits.ts";
import type { Stock } from "../stock/stock.ts";
import type { SaleDefinition } from "./definition.ts";

/** A sale as its object keeps it. */
export type SaleRecord = {
  readonly saleId: string;
  /** The shop that first created the sale and owns it. */
  readonly shop: string;
  readonly definition: SaleDefinition;
  /** Epoch of the pepper under which every pseudonym of this sale is made. */
  readonly pepperEpoch: string;
  readonly paused: boolean;
  readonly createdAtMs: number;
};

export const SALE_PHASES = ["scheduled", "open", "paused", "sold_out", "closed"] as const;
export type SalePhase = (typeof SALE_PHASES)[number];

/** The phase of a sale at a moment: its times first, then a pause by the shop, then what is left. */
export function phaseOf(sale: SaleRecord, stock: Stock, nowMs: number): SalePhase {
  if (nowMs >= sale.definition.closesAtMs) return "closed";
  if (sale.paused) return "paused";
  if (nowMs < sale.definition.opensAtMs) return "scheduled";
  return stock.free === 0 ? "sold_out" : "open";
}

/** What the public may know of the stock: never the figure. */
export function stockLevel(stock: Stock): "available" | "low" | "none" {
  if (stock.free === 0) return "none";
  return stock.free < stock.received * LOW_STOCK_RATIO ? "low" : "available";
}
