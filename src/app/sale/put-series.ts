import { type Series, salesOfSeries } from "../../domain/campaign/series.ts";
import type { Json } from "../../domain/canonical-json.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { parseJson } from "../../wire/json.ts";
import { keptRefusal } from "../../wire/kept-refusal.ts";
import type { Problem } from "../../wire/problem.ts";
import { campaignIdProblem } from "../campaign/put-campaign.ts";
import type { Deps } from "../deps.ts";
import type { RepeatableCall } from "../kept-call.ts";
import { putSale } from "./put-sale.ts";

/**
 * Puts the sales of a series one after the other, as `<campaign>-1` and so on, each as if the shop had put it. Where one is refused those
 * before it stay, and a repeat of the call gives their answers again and goes on.
 */
export async function putSeries(
  deps: Deps,
  { campaignId, shop, series }: { readonly campaignId: string; readonly shop: string; readonly series: Series },
  call: RepeatableCall,
): Promise<Result<{ readonly sales: readonly Json[]; readonly replayed: boolean }, Problem>> {
  const sales = salesOfSeries(series).map((definition, at) => ({ saleId: `${campaignId}-${at + 1}`, definition }));
  const refusal = campaignIdProblem(campaignId);
  if (refusal !== undefined) return err(refusal);
  const made: Json[] = [];
  let replayed = true;
  for (const { saleId, definition } of sales) {
    const put = await putSale(deps, { saleId, shop, definition }, { ...call, path: `${call.path}/${saleId}` });
    const refused = put.ok ? keptRefusal(put.value.reply) : put.error;
    if (refused !== undefined) return err({ ...refused, detail: `Sale ${saleId}: ${refused.detail}` });
    assert(put.ok, "what was refused has a problem");
    const told = parseJson(put.value.reply.body.filter((part) => typeof part === "string").join(""));
    assert(told.ok, "a sale is told as JSON");
    made.push(told.value);
    replayed &&= put.value.replayed;
  }
  return ok({ sales: made, replayed });
}
