import type { EventType, SaleEventData } from "../events/event.ts";
import { RESTOCK_TOLD_AFTER_SECONDS } from "../limits.ts";
import type { SalePhase } from "../terms/phase.ts";
import type { SaleContext } from "./context.ts";
import { viewSale } from "./read-sale.ts";
import { phaseOf } from "./record.ts";
import type { ToldPhase } from "./rows/event-rows.ts";

type SaleEventType = Extract<EventType, `sale.${string}`>;

/** What a sale is told to have come to, by the phase it came from. */
function eventOf(phase: SalePhase, before: SalePhase | undefined): SaleEventType {
  if (phase !== "open") return `sale.${phase}`;
  if (before === "paused") return "sale.resumed";
  return before === "sold_out" ? "sale.restocked" : "sale.opened";
}

/** When units that came back are told at the earliest: near the end of a sale each hold that ends would be two events. */
function restockToldFromMs({ atMs }: ToldPhase): number {
  return atMs + RESTOCK_TOLD_AFTER_SECONDS * 1000;
}

/**
 * Tells how the sale stands, where that is not what was told last. Runs last in each transaction. That units are gone is told at
 * once, that some are back only after a while; a clock that was put back does not hold that up.
 */
export function tellPhase(context: SaleContext): void {
  const { store, nowMs } = context;
  const view = viewSale(context);
  if (view === undefined) return;
  const phase = phaseOf(view.sale, view.stock, nowMs);
  const told = store.findToldPhase();
  if (told?.phase === phase) return;
  const isRestock = told?.phase === "sold_out" && phase === "open";
  if (isRestock && nowMs >= told.atMs && nowMs < restockToldFromMs(told)) return;
  store.writeToldPhase({ phase, atMs: nowMs });
  if (told?.phase !== "untold") tellSale(context, eventOf(phase, told?.phase));
}

/** Tells of a change of the sale, with how it stands now. */
export function tellSale(context: SaleContext, type: SaleEventType): void {
  const { store, nowMs } = context;
  const view = viewSale(context);
  if (view === undefined) return;
  const { received, free, held, sold, withdrawn } = view.stock;
  const data: SaleEventData = {
    saleId: view.sale.saleId,
    phase: phaseOf(view.sale, view.stock, nowMs),
    stock: { received, free, held, sold, withdrawn },
  };
  store.emit({ type, atMs: nowMs, data });
}

/** When it is next to be told how the sale stands, though nothing else happens; undefined once it has closed. */
export function nextPhaseMs({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">): number | undefined {
  const { opensAtMs = 0, closesAtMs = 0 } = store.findSale()?.definition ?? {};
  const told = store.findToldPhase();
  const isUntoldRestock = told?.phase === "sold_out" && store.readStock().free > 0;
  const restockMs = isUntoldRestock ? [restockToldFromMs(told)] : [];
  const next = Math.min(...[opensAtMs, closesAtMs, ...restockMs].filter((atMs) => atMs > nowMs));
  return Number.isFinite(next) ? next : undefined;
}
