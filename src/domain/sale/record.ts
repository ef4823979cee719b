import { LOW_STOCK_RATIO } from "../limits.ts";
import type { Pooling } from "../stock/pools.ts";
import type { Stock } from "../stock/stock.ts";
import type { SaleDefinition } from "../terms/definition.ts";
import type { ShippingTerms } from "../terms/fulfilment.ts";
import type { SalePhase } from "../terms/phase.ts";
import type { Due } from "./memory/stored-rows.ts";

/** A sale as its object keeps it. */
export type SaleRecord = {
  readonly saleId: string;
  /** The shop that first created the sale and owns it. */
  readonly shop: string;
  readonly definition: SaleDefinition;
  /** Epoch of the pepper under which every pseudonym of this sale is made. */
  readonly pepperEpoch: string;
  /** 32 random bytes in hexadecimal, from which the entries of its registrations are made; absent where it has none. */
  readonly drawSecret?: string | undefined;
  readonly paused: boolean;
  /** What buyers are told of why it is paused; absent where it is not, or nothing was said. */
  readonly pauseReason?: string | undefined;
  /** Present where the units are divided into pools. */
  readonly pooling?: Pooling | undefined;
  readonly createdAtMs: number;
  /** Units that are kept for who is invited: so many were received and not withdrawn, and stay so. Absent where nobody was promised one. */
  readonly promisedUnits?: number | undefined;
  /** Which orders are still to be told of that dates were changed; absent where all were. */
  readonly delay?: DelayToTell | undefined;
  /** When terms were loosened while the sale was open, and which; absent where none were. */
  readonly loosened?: readonly { readonly atMs: number; readonly terms: readonly string[] }[] | undefined;
};

/** `before` is what was said until then; orders up to `after`, by the date that they were promised, were told. */
export type DelayToTell = { readonly before: ShippingTerms; readonly after: Due };

/** The phase of a sale at a moment: its times first, then a pause by the shop, then what is left. */
export function phaseOf({ definition, paused }: SaleRecord, stock: Stock, nowMs: number): SalePhase {
  const phase = phaseByTimes(definition, nowMs);
  if (paused && phase !== "closed") return "paused";
  return phase === "open" && stock.free === 0 ? "sold_out" : phase;
}

/** The phase as far as the sale's times say it. */
export function phaseByTimes(
  { opensAtMs, closesAtMs }: Pick<SaleDefinition, "opensAtMs" | "closesAtMs">,
  nowMs: number,
): "scheduled" | "open" | "closed" {
  if (nowMs >= closesAtMs) return "closed";
  return nowMs < opensAtMs ? "scheduled" : "open";
}

/** What the public may know of the stock: never the figure. */
export function stockLevel(stock: Stock): "available" | "low" | "none" {
  if (stock.free === 0) return "none";
  return stock.free < stock.received * LOW_STOCK_RATIO ? "low" : "available";
}
