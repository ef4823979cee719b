import { ok, type Result } from "../../domain/result.ts";
import type { DrawnPlace } from "../../domain/sale/calling/calling.ts";
import { type TurnStatus, turnStatusFrom } from "../../domain/sale/calling/turn-status.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { findPublicSale } from "../public-sale.ts";
import { callSale } from "../sale-call.ts";

/**
 * Where a registration stands by its place. Who waits is answered from how far the order was called within the last second, so that
 * the sale is not asked for each of the many who look again and again; who is called is told exactly.
 */
export async function findTurnStatus(
  deps: Deps,
  saleId: string,
  place: DrawnPlace | undefined,
): Promise<Result<TurnStatus | undefined, Problem>> {
  const { nowMs } = deps;
  const view = await findPublicSale(deps, saleId, nowMs);
  if (!view.ok) return view;
  const waiting = turnStatusFrom({ calling: undefined, ...view.value, place, nowMs });
  if (waiting !== undefined) return ok(waiting);
  return await callSale(
    deps,
    saleId,
    async (object): Promise<TurnStatus | undefined> => await object.turnStatus(place),
  );
}
