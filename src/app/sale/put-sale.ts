import { kindsLeft } from "../../domain/challenge/challenge-kind.ts";
import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { SaleView } from "../../domain/sale/read-sale.ts";
import type { SaleDefinition } from "../../domain/terms/definition.ts";
import { listSale } from "../../platform/sales/sale-list.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { campaignForSale } from "../campaign/put-campaign.ts";
import { verifiableKinds } from "../challenge/verifiable-kinds.ts";
import type { Deps } from "../deps.ts";
import { takeUpDraw } from "../draw/find-draw.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";
import { forgetPublicSale } from "../public-sale.ts";
import { callSale, expectEpoch } from "../sale-call.ts";

const NOT_AN_ID = "A sale id is 1 to 63 characters of a-z, 0-9 and hyphen, and does not begin with a hyphen.";
const NOT_VERIFIABLE =
  "names turnstile alone, for which this deployment has no site key and secret: name another kind as well";

type SaleTerms = { readonly saleId: string; readonly shop: string; readonly definition: SaleDefinition };

/** Creates a sale, or changes what may still change; then it is listed, and its draw is planned. */
export async function putSale(
  deps: Deps,
  { saleId, shop, definition }: SaleTerms,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err({ ...invalid([]), detail: NOT_AN_ID });
  const { challengeKinds } = definition;
  if (challengeKinds !== undefined && kindsLeft(challengeKinds, verifiableKinds(deps.config)).length === 0) {
    return err(invalid([{ pointer: "/challengeKinds", detail: NOT_VERIFIABLE }]));
  }
  const campaign = await campaignForSale(deps, { saleId, shop, definition });
  if (!campaign.ok) return campaign;
  if (campaign.value !== undefined) expectEpoch(saleId, campaign.value.pepperEpoch);
  const put = await runKept(deps, saleId, call, (sale, kept, pepper) =>
    sale.put(kept, { shop, saleId, definition, pepperEpoch: pepper.epoch }),
  );
  if (!put.ok || put.value.reply.status !== 200) return put;
  forgetPublicSale(saleId);
  if (definition.draw !== undefined) await takeUpDraw(deps, saleId);
  // A repeat of an old call is answered as it was then, and the sale may say something else by now.
  const now = await callSale(deps, saleId, async (sale): Promise<SaleView | undefined> => await sale.view());
  const listed = (now.ok ? now.value?.sale.definition : undefined) ?? definition;
  const { jurisdiction } = deps.config;
  await listSale(deps.db, { saleId, shop, definition: listed, nowMs: deps.nowMs, jurisdiction });
  return put;
}
