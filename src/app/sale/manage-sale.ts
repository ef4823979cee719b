import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { ManageSaleCommand } from "../../domain/sale/commands/manage-sale.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { forgetPublicSale } from "../public-sale.ts";

type SaleChange = { readonly saleId: string; readonly shop: string; readonly change: ManageSaleCommand["change"] };

/** Moves units, pauses or resumes a sale for its shop. */
export async function manageSale(
  deps: Deps,
  { saleId, shop, change }: SaleChange,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const managed = await runKept(deps, saleId, call, (sale, kept) => sale.manage(kept, { by: { shop }, change }));
  forgetPublicSale(saleId);
  return managed;
}
