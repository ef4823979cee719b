import { putSeries } from "../../app/sale/put-series.ts";
import { madeSeriesAnswer, saleSeriesBody, seriesOf } from "../../wire/sale-series.ts";
import { depsOf } from "../deps.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route, ShopCall } from "../route.ts";
import { readShopCommand } from "../shop-command.ts";

export const putSeriesRoute: Route = {
  method: "post",
  path: "/v1/campaigns/{campaignId}/sales",
  operationId: "putSaleSeries",
  summary: "Create a series of sales, such as one every Friday at noon",
  description:
    "Each as if it were put by itself, as `<campaign>-1` and so on, with every time so many days after the one before by the clocks of its `timeZone`. Where one is refused those before it stay; the same call again goes on.",
  tag: "Shop",
  caller: "shop",
  keyed: true,
  body: saleSeriesBody,
  answer: madeSeriesAnswer,
  problems: ["mode-not-supported", "sale-id-taken", "sale-field-fixed", "campaign-sales-clash"],
  handle: handlePut,
};

async function handlePut(call: ShopCall): Promise<Response> {
  const { c, shop } = call;
  const command = await readShopCommand(call, saleSeriesBody);
  if (!command.ok) return problemResponse(c, command.error);
  const campaignId = c.req.param("campaignId") ?? "";
  const series = seriesOf(command.value.body, campaignId);
  const made = await putSeries(depsOf(c), { campaignId, shop: shop.id, series }, command.value.call);
  if (!made.ok) return problemResponse(c, made.error);
  const { sales, replayed } = made.value;
  const headers = { "Cache-Control": "no-store", ...(replayed ? { "Idempotent-Replayed": "true" } : {}) };
  return jsonResponse({ sales }, headers);
}
