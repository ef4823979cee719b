import { startVisit } from "../../app/visit/start-visit.ts";
import { visitAnswer, visitBody } from "../../wire/checkout.ts";
import { browserRequest } from "../browser-request.ts";
import { depsOf } from "../deps.ts";
import { clientAddress, exceedsPublicLimit } from "../public-limit.ts";
import { readBody } from "../read-body.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const startVisitRoute: Route = {
  method: "post",
  path: "/v1/sales/{saleId}/visits",
  operationId: "startVisit",
  summary: "Begin a visit: from here on the server measures time",
  description: "Called by the buyer's browser when it shows the sale. The token counts for one checkout.",
  tag: "Public",
  caller: "anybody",
  body: visitBody,
  answer: visitAnswer,
  problems: ["sale-unknown", "rate-limited", "overloaded"],
  handle: async (c) => {
    const limited = await exceedsPublicLimit(c);
    if (limited !== undefined) return problemResponse(c, limited);
    const body = await readBody(c, visitBody);
    if (!body.ok) return problemResponse(c, body.error);
    const saleId = c.req.param("saleId") ?? "";
    const deps = depsOf(c);
    const { facts: edge } = await browserRequest(c, deps.nowMs);
    const start = { ...body.value.value, saleId, address: clientAddress(c), edge };
    const afterwards = (work: Promise<void>) => c.executionCtx.waitUntil(work);
    return resultResponse(c, await startVisit(deps, { ...start, afterwards }));
  },
};
