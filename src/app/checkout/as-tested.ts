import { err, type Result } from "../../domain/result.ts";
import type { Replied } from "../../domain/sale/commands/once.ts";
import type { CheckoutRequest } from "../../domain/sale/commands/prepare-attempt.ts";
import { testOutcomeOf, testValueIn } from "../../domain/test-mode/test-values.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { busy } from "../object-call.ts";
import { findPublicSale } from "../public-sale.ts";

/**
 * Runs a checkout as its test value says, where it has one and its sale is a test: the sale hears of the value, is not asked at all,
 * or its first answer is kept back. Whether a sale is a test never changes, so that it may be read where the public reads the sale.
 * @param attempt the checkout, with its test value; undefined on every real sale
 */
export async function asTested(
  deps: Deps,
  { saleId, checkout: { account } }: Pick<CheckoutRequest, "saleId" | "checkout">,
  attempt: (testValue: string | undefined) => Promise<Result<Replied, Problem>>,
): Promise<Result<Replied, Problem>> {
  const value = testValueIn(account);
  const sale = value === undefined ? undefined : await findPublicSale(deps, saleId, deps.nowMs);
  const outcome = sale?.ok ? testOutcomeOf(sale.value.sale.definition, value) : undefined;
  if (outcome === undefined) return await attempt(undefined);
  if (outcome.isBusy) return err(busy("This is the test value of a service that has more checkouts than it can take."));
  const replied = await attempt(value);
  if (outcome.answerAfterMs !== undefined && replied.ok && !replied.value.replayed) {
    await scheduler.wait(outcome.answerAfterMs);
  }
  return replied;
}
