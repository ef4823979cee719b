import type { Pepper } from "../domain/identity/pseudonym.ts";
import { saleObjectName } from "../domain/ids.ts";
import { assert, err, type Result } from "../domain/result.ts";
import type { CallRefusal, SaleRefusal } from "../domain/sale/refusal.ts";
import type { SaleObject } from "../objects/sale.object.ts";
import { describeError, log } from "../platform/log.ts";
import { isStorageFault } from "../platform/storage-fault.ts";
import { type Problem, problemOf } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { wakeRefusal } from "./wake-refusal.ts";

const TRIES_MAX = 3;
const BACKOFF_MS = 100;
const BUSY_RETRY_AFTER_SECONDS = 1;
const EPOCHS_REMEMBERED_MAX = 1000;

/** Which pepper a sale uses; a wrong guess costs one more call, and the sale's answer is remembered. */
const epochOfSale = new Map<string, string>();

export type SaleStub = DurableObjectStub<SaleObject>;

/**
 * Calls the object of a sale, which is there or whose maker calls. Every call may be repeated safely, so one that the runtime says can be retried is, with a fresh
 * stub each time (a stub that failed stays broken) and a random pause; an overloaded object is not asked again, and neither is
 * one whose disk failed: whether that call was carried out nobody knows, and the caller finds out by repeating it under its key.
 * @throws what the object itself threw, and what went wrong before the call left: faults of ours
 */
export async function callSale<T>(
  deps: Deps,
  saleId: string,
  call: (sale: SaleStub) => Promise<T>,
): Promise<Result<T, Problem>> {
  const refusal = await wakeRefusal(deps, saleId);
  if (refusal !== undefined) return err(refusal);
  for (let attempt = 1; ; attempt += 1) {
    const answer = call(deps.objects.SALE.getByName(saleObjectName(saleId)));
    try {
      return { ok: true, value: await answer };
    } catch (error) {
      const { retryable, overloaded, remote } = runtimeFlags(error);
      log("object-call-failed", { requestId: deps.requestId, attempt, overloaded, detail: describeError(error) });
      if (overloaded) return err(busy("The sale has more calls than it can take."));
      // The disk's fault, although it is the object's code that hears of it.
      if (remote && !isStorageFault(error)) throw error;
      if (!retryable || attempt === TRIES_MAX) return err(busy("The sale could not be reached."));
      await scheduler.wait(Math.random() * BACKOFF_MS * 2 ** attempt);
    }
  }
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

export function busy(detail: string): Problem {
  return { slug: "overloaded", detail, retryAfterSeconds: BUSY_RETRY_AFTER_SECONDS };
}

function rememberEpoch(saleId: string, epoch: string): void {
  if (epochOfSale.size >= EPOCHS_REMEMBERED_MAX) epochOfSale.clear();
  epochOfSale.set(saleId, epoch);
}

/**
 * The runtime marks its own errors, and as `remote` those that the object's code threw:
 * https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
function runtimeFlags(error: unknown): { retryable: boolean; overloaded: boolean; remote: boolean } {
  if (typeof error !== "object" || error === null) return { retryable: false, overloaded: false, remote: false };
  return {
    retryable: "retryable" in error && error.retryable === true,
    overloaded: "overloaded" in error && error.overloaded === true,
    remote: "remote" in error && error.remote === true,
  };
}
