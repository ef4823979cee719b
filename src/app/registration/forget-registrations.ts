import type { IdentifierKind } from "../../domain/identity/identifier.ts";
import type { NamedAccount } from "../../domain/registration/registration.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callRegister, findRegisteredSale, type RegisterStub } from "./registered-sale.ts";

/** Accounts that registered for a sale with one of some pseudonyms of a kind. */
export async function findRegistrationsOf(
  deps: Deps,
  saleId: string,
  { kind, pseudonyms }: { readonly kind: IdentifierKind; readonly pseudonyms: readonly string[] },
): Promise<Result<readonly NamedAccount[], Problem>> {
  const named = await inEachShard(deps, saleId, (register) => register.named(kind, pseudonyms));
  return named.ok ? ok(named.value.flat()) : named;
}

/** Forgets the registrations of accounts in a sale. @returns how many there were */
export async function forgetRegistrations(
  deps: Deps,
  saleId: string,
  accounts: readonly string[],
): Promise<Result<number, Problem>> {
  const deleted = await inEachShard(deps, saleId, (register) => register.forget(accounts));
  return deleted.ok ? ok(deleted.value.reduce((sum, rows) => sum + rows, 0)) : deleted;
}

/** Asks every register of a sale in turn; a sale without registration, or that was never made, has none. */
async function inEachShard<T>(
  deps: Deps,
  saleId: string,
  ask: (register: RegisterStub) => Promise<T>,
): Promise<Result<readonly T[], Problem>> {
  const sale = await findRegisteredSale(deps, saleId, undefined);
  if (!sale.ok) return ["registration-not-open", "sale-unknown"].includes(sale.error.slug) ? ok([]) : sale;
  const answers: T[] = [];
  for (let shard = 0; shard < sale.value.terms.shards; shard += 1) {
    const answer = await callRegister(deps, sale.value, shard, ask);
    if (!answer.ok) return answer;
    answers.push(answer.value);
  }
  return ok(answers);
}
