import { auditLedger } from "../../app/audit-ledger.ts";
import { ANY_ROLE } from "../../app/roles.ts";
import { isSaleId } from "../../domain/ids.ts";
import { problemOf } from "../../wire/problem-of.ts";
import { auditAnswer } from "../../wire/sale.ts";
import { depsOf } from "../deps.ts";
import { problemResponse, resultResponse } from "../respond.ts";
import type { Route } from "../route.ts";

export const auditLedgerRoute: Route = {
  method: "get",
  path: "/v1/sales/{saleId}/ledger/audit",
  operationId: "auditLedger",
  summary: "Recompute a sale from its rows and compare it with the archive",
  description: "Reads every row of the sale; call it after a sale, or when a figure is in doubt.",
  tag: "Shop",
  caller: "shop or staff",
  roles: ANY_ROLE,
  answer: auditAnswer,
  problems: ["sale-unknown", "overloaded"],
  handle: async ({ c, reader }) => {
    const saleId = c.req.param("saleId") ?? "";
    if (!isSaleId(saleId)) return problemResponse(c, problemOf({ kind: "sale-unknown" }));
    return resultResponse(c, await auditLedger(depsOf(c), reader, saleId));
  },
};
