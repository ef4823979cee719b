import { ANY_ROLE } from "../../app/roles.ts";
import { readLedger } from "../../app/sale/read-ledger.ts";
import { ledgerAnswer } from "../../wire/sale.ts";
import { depsOf } from "../deps.ts";
import { resultResponse } from "../respond.ts";
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
  return resultResponse(c, await readLedger(depsOf(c), reader, c.req.param("saleId") ?? ""));
}
