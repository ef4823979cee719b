import { openedSales, ownPool } from "../../app/partner/own-pool.ts";
import { ownPoolAnswer, partnerAnswer } from "../../wire/partner.ts";
import { depsOf } from "../deps.ts";
import { jsonResponse, resultResponse } from "../respond.ts";
import type { PartnerCall, Route } from "../route.ts";

export const getPartnerRoute: Route = {
  method: "get",
  path: "/v1/partner",
  operationId: "getPartner",
  summary: "Whose key it is, and the sales that have opened",
  description: "For the page of a store, which asks for the key of its partner first.",
  tag: "Partner",
  caller: "partner",
  answer: partnerAnswer,
  problems: ["rate-limited"],
  handle: getPartner,
};

export const getOwnPoolRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/pool",
  operationId: "getOwnPool",
  summary: "What is left of a sale at the store",
  description:
    "`stock` is what buyers of this partner may still find; the figures are those of the units that are its own.",
  tag: "Partner",
  caller: "partner",
  answer: ownPoolAnswer,
  problems: ["sale-unknown", "rate-limited", "overloaded"],
  handle: async ({ c, partner }) =>
    resultResponse(c, await ownPool(depsOf(c), c.req.param("saleId") ?? "", partner.id)),
};

async function getPartner({ c, partner }: PartnerCall): Promise<Response> {
  const sales = await openedSales(depsOf(c));
  return jsonResponse({
    partnerId: partner.id,
    name: partner.storefrontNames[0] ?? partner.legalName,
    sales: sales.map(({ saleId, title, opensAtMs, closesAtMs }) => ({
      saleId,
      title,
      opensAt: new Date(opensAtMs).toISOString(),
      closesAt: new Date(closesAtMs).toISOString(),
    })),
  });
}
