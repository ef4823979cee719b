import { isSaleId } from "../../domain/ids.ts";
import { problemOf } from "../../wire/problem.ts";
import { ledgerAnswer } from "../../wire/sale.ts";
import { authenticateReader } from "../caller.ts";
import type { HttpContext } from "../env.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route } from "../route.ts";
import { callSale, orProblem } from "../sale-call.ts";

export const getLedgerRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/ledger",
  operationId: "getLedger",
  summary: "The exact figures of a sale",
  description: "`free + held + sold + withdrawn = received`, always; `returning` is a part of `held`.",
  tag: "Shop",
  caller: "shop or staff",
  answer: ledgerAnswer,
  problems: ["sale-unknown", "overloaded"],
  handle: getLedger,
};

async function getLedger(c: HttpContext): Promise<Response> {
  const reader = await authenticateReader(c);
  if (!reader.ok) return problemResponse(c, reader.error);
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const ledger = orProblem(await callSale(c, saleId, async (sale) => await sale.ledger(reader.value)));
  return ledger.ok ? jsonResponse(ledger.value) : problemResponse(c, ledger.error);
}
