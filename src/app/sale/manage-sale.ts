import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { ManageSaleCommand } from "../../domain/sale/commands/manage-sale.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { takeUpDraw } from "../draw/find-draw.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { findPublicSale, forgetPublicSale } from "../public-sale.ts";

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
  if (managed.ok && managed.value.reply.status === 200 && !("paused" in change)) await tellDraw(deps, saleId);
  return managed;
}

/** The charter of a draw promises as many units as there are when registration opens. */
async function tellDraw(deps: Deps, saleId: string): Promise<void> {
  const view = await findPublicSale(deps, saleId, deps.nowMs);
  if (view.ok && view.value.sale.definition.draw !== undefined) await takeUpDraw(deps, saleId);
}
