import { isSaleId } from "../../domain/ids.ts";
import { err, type Result } from "../../domain/result.ts";
import type { DivideSaleCommand } from "../../domain/sale/commands/divide-sale.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import { unknownPartners } from "../../resellers/store/partner-registry.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { type RepeatableCall, runKept } from "../kept-call.ts";

type Division = { readonly saleId: string; readonly command: DivideSaleCommand };

/** Divides the units of a sale into pools of partners of the registry, or moves some between them, for its shop. */
export async function divideSale(
  deps: Deps,
  { saleId, command }: Division,
  call: RepeatableCall,
): Promise<Result<Replied, Problem>> {
  if (!isSaleId(saleId)) return err(problemOf({ kind: "sale-unknown" }));
  const named = partnersOf(command);
  const unknown = await unknownPartners(deps.db, [...named.values()]);
  const wrong = [...named].filter(([, partnerId]) => unknown.has(partnerId));
  if (wrong.length > 0) {
    return err(invalid(wrong.map(([pointer]) => ({ pointer, detail: "is no partner of the registry" }))));
  }
  return await runKept(deps, saleId, call, (sale, kept) => sale.divide(kept, command));
}

/** Partners that units are given to, by the place that names them; from whom units are taken may have left the registry. */
function partnersOf(command: DivideSaleCommand): ReadonlyMap<string, string> {
  if ("pools" in command) {
    return new Map(command.pools.map(({ partnerId }, at) => [`/pools/${at}/partnerId`, partnerId]));
  }
  return command.to === undefined ? new Map() : new Map([["/to", command.to]]);
}
