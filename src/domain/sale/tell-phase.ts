import type { EventType, SaleEventData } from "../events/event.ts";
import type { SalePhase } from "../terms/phase.ts";
import type { SaleContext } from "./context.ts";
import { viewSale } from "./read-sale.ts";
import { phaseOf } from "./record.ts";

type SaleEventType = Extract<EventType, `sale.${string}`>;

/** What a sale is told to have come to, by the phase it came from. */
function eventOf(phase: SalePhase, before: SalePhase | undefined): SaleEventType {
  if (phase !== "open") return `sale.${phase}`;
  if (before === "paused") return "sale.resumed";
  return before === "sold_out" ? "sale.restocked" : "sale.opened";
}

/** Tells how the sale stands, where that is not what was told last. Runs last in each transaction. */
export function tellPhase(context: SaleContext): void {
  const { store, nowMs } = context;
  const view = viewSale(context);
  if (view === undefined) return;
  const phase = phaseOf(view.sale, view.stock, nowMs);
  const told = store.findToldPhase()?.phase;
  if (told === phase) return;
  store.writeToldPhase({ phase });
  if (told !== "untold") tellSale(context, eventOf(phase, told));
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

/** When the times of the sale next change how it stands; undefined once it has closed. */
export function nextPhaseMs({ store, nowMs }: Pick<SaleContext, "store" | "nowMs">): number | undefined {
  const { opensAtMs = 0, closesAtMs = 0 } = store.findSale()?.definition ?? {};
  return [opensAtMs, closesAtMs].find((atMs) => atMs > nowMs);
}
