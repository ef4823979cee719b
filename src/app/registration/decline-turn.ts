import { err, ok, type Result } from "../../domain/result.ts";
import type { Declined } from "../../domain/sale/commands/decline-turn.ts";
import type { SaleRefusal } from "../../domain/sale/refusal.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callSale } from "../sale-call.ts";
import { findRegistration, type RegistrationReference } from "./find-registration.ts";

/** Gives up the turn of who is called, so that the next of the order has the unit at once. A repeat changes nothing. */
export async function declineOwnTurn(deps: Deps, reference: RegistrationReference): Promise<Result<Declined, Problem>> {
  const found = await findRegistration(deps, reference);
  if (!found.ok) return found;
  const { sale, registration } = found.value;
  const place = registration.withdrawn === undefined ? registration.outcome?.place : undefined;
  if (place === undefined) return err(problemOf({ kind: "not-your-turn", serverTimeMs: deps.nowMs }));
  const declined = await callSale(
    deps,
    sale.saleId,
    async (object): Promise<Result<Declined, SaleRefusal>> => await object.declineTurn({ shop: sale.shop, place }),
  );
  if (!declined.ok) return declined;
  return declined.value.ok ? ok(declined.value.value) : err(problemOf(declined.value.error));
}
