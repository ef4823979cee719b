import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { Party } from "../../domain/sale/party.ts";
import type { SaleLedger } from "../../objects/sale.losses.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale, orProblem } from "../sale-call.ts";

/** The exact figures of a sale and of its pools. */
export async function readLedger(deps: Deps, reader: Party, saleId: string): Promise<Result<SaleLedger, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  return orProblem(await callSale(deps, saleId, async (sale) => await sale.ledger(reader)));
}
