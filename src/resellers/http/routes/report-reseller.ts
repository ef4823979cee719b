import { depsOf } from "../../../http/deps.ts";
import type { HttpContext } from "../../../http/env.ts";
import { clientAddress, exceedsDearLimit } from "../../../http/public-limit.ts";
import { readBody } from "../../../http/read-body.ts";
import { jsonResponse, problemResponse } from "../../../http/respond.ts";
import type { Route } from "../../../http/route.ts";
import { blockOf } from "../../../platform/callers/network-address.ts";
import { fileReport } from "../../app/file-report.ts";
import { reportAnswer, reportBody } from "../../wire/case.ts";

export const reportResellerRoute: Route = {
  method: "post",
  path: "/v1/resellers/reports",
  operationId: "reportReseller",
  summary: "Report a shop that poses as the brand, or object to being called one",
  description:
    "People of the brand look at every report. The receipt is the same whatever is known of the seller. The address is never fetched.",
  tag: "Public",
  caller: "anybody",
  body: reportBody,
  answer: reportAnswer,
  problems: ["rate-limited"],
  handle: reportReseller,
};

async function reportReseller(c: HttpContext): Promise<Response> {
  const limited = await exceedsDearLimit(c, "report");
  if (limited !== undefined) return problemResponse(c, limited);
  const body = await readBody(c, reportBody);
  if (!body.ok) return problemResponse(c, body.error);
  const reporter = { source: "public", block: blockOf(clientAddress(c)) } as const;
  const receipt = await fileReport(depsOf(c), body.value.value, reporter);
  return receipt.ok ? jsonResponse(receipt.value) : problemResponse(c, receipt.error);
}
