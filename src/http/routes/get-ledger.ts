import { ANY_ROLE } from "../../app/roles.ts";
import { callSale, orProblem } from "../../app/sale-call.ts";
import { isSaleId } from "../../domain/ids.ts";
import { problemOf } from "../../wire/problem-of.ts";
import { ledgerAnswer } from "../../wire/sale.ts";
import { depsOf } from "../deps.ts";
import { jsonResponse, problemResponse } from "../respond.ts";
import type { Route, ShopOrStaffCall } from "../route.ts";

export const getLedgerRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/ledger",
  operationId: "getLedger",
  summary: "The exact figures of a sale",
  description: "`free + held + sold + withdrawn = received`, always; `returning` is a part of `held`.",
  tag: "Shop",
  caller: "shop or staff",
  roles: ANY_ROLE,
  answer: ledgerAnswer,
  problems: ["sale-unknown", "overloaded"],
  handle: getLedger,
};

async function getLedger({ c, reader }: ShopOrStaffCall): Promise<Response> {
  const saleId = c.req.param("saleId") ?? "";
  if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
  const ledger = orProblem(await callSale(depsOf(c), saleId, async (sale) => await sale.ledger(reader)));
  return ledger.ok ? jsonResponse(ledger.value) : problemResponse(c, ledger.error);
}
