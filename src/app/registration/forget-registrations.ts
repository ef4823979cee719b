import { ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callRegister, findRegisteredSale } from "./registered-sale.ts";

/** Forgets the registrations of accounts in a sale. @returns how many there were */
export async function forgetRegistrations(
  deps: Deps,
  saleId: string,
  accounts: readonly string[],
): Promise<Result<number, Problem>> {
  const sale = await findRegisteredSale(deps, saleId, undefined);
  // A sale without registration, or that was never made, has none to forget.
  if (!sale.ok) return ["registration-not-open", "sale-unknown"].includes(sale.error.slug) ? ok(0) : sale;
  let deleted = 0;
  for (let shard = 0; shard < sale.value.terms.shards; shard += 1) {
    const forgotten = await callRegister(deps, sale.value, shard, (register) => register.forget(accounts));
    if (!forgotten.ok) return forgotten;
    deleted += forgotten.value;
  }
  return ok(deleted);
}
