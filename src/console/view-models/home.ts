import type { LedgerView } from "../../domain/sale/read-sale.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";

export type SaleRow = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: SalePhase;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Absent where the sale could not be asked; the row says so. */
  readonly ledger?: LedgerView | undefined;
};

export type HomeView = { readonly sales: readonly SaleRow[] };
