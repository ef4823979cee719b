import type { Pepper } from "../domain/identity/pseudonym.ts";
import { saleObjectName } from "../domain/ids.ts";
import { assert, err, type Result } from "../domain/result.ts";
import type { CallRefusal, SaleRefusal } from "../domain/sale/refusal.ts";
import type { SaleObject } from "../objects/sale.object.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { callObject } from "./object-call.ts";
import { wakeRefusal } from "./wake-refusal.ts";

const EPOCHS_REMEMBERED_MAX = 1000;

/** Which pepper a sale uses; a wrong guess costs one more call, and the sale's answer is remembered. */
const epochOfSale = new Map<string, string>();

export type SaleStub = DurableObjectStub<SaleObject>;

/**
 * Calls the object of a sale, which is there or whose maker calls, as `callObject` does.
 */
export async function callSale<T>(
  deps: Deps,
  saleId: string,
  call: (sale: SaleStub) => Promise<T>,
): Promise<Result<T, Problem>> {
  const refusal = await wakeRefusal(deps, saleId);
  if (refusal !== undefined) return err(refusal);
  return await callObject(deps, "sale", () => call(deps.objects.SALE.getByName(saleObjectName(saleId))));
}

/**
 * Calls the object of a sale with pseudonyms made under the sale's own pepper.
 * @param call is run again with another pepper if the sale says that it uses one
 */
export async function callSaleWithPepper<T>(
  deps: Deps,
  saleId: string,
  call: (sale: SaleStub, pepper: Pepper) => Promise<Result<T, CallRefusal>>,
): Promise<Result<T, Problem>> {
  const { peppers } = deps.config;
  for (;;) {
    const epoch = epochOfSale.get(saleId);
    const pepper = peppers.find((known) => known.epoch === epoch) ?? peppers[0];
    assert(pepper !== undefined, "a checked configuration has a pepper");
    const called = await callSale(deps, saleId, (sale) => call(sale, pepper));
    if (!called.ok) return called;
    const outcome = called.value;
    if (outcome.ok) return outcome;
    if (outcome.error.kind !== "pepper-epoch") return err(problemOf(outcome.error));
    if (!peppers.some((known) => known.epoch === (outcome.error.kind === "pepper-epoch" ? outcome.error.epoch : ""))) {
      return err({ slug: "not-configured", detail: "The pepper of this sale is not configured any more." });
    }
    rememberEpoch(saleId, outcome.error.epoch);
  }
}

/** A refusal of a sale as the problem that the caller hears. */
export function orProblem<T>(called: Result<Result<T, SaleRefusal>, Problem>): Result<T, Problem> {
  if (!called.ok) return called;
  return called.value.ok ? called.value : err(problemOf(called.value.error));
}

/** A sale that is made takes the pepper of its campaign, by which its buyers are known; one that is there says which it uses. */
export function expectEpoch(saleId: string, epoch: string): void {
  if (!epochOfSale.has(saleId)) rememberEpoch(saleId, epoch);
}

function rememberEpoch(saleId: string, epoch: string): void {
  if (epochOfSale.size >= EPOCHS_REMEMBERED_MAX) epochOfSale.clear();
  epochOfSale.set(saleId, epoch);
}
