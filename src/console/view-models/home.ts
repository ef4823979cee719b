import type { SalePhase } from "../../domain/sale/record.ts";
import type { LedgerFigures } from "./sale.ts";

export type SaleRow = {
  readonly saleId: string;
  readonly title: string;
  readonly phase: SalePhase;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** Absent where the sale could not be asked; the row says so. */
  readonly ledger?: LedgerFigures | undefined;
};

export type HomeView = { readonly sales: readonly SaleRow[] };
