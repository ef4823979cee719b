import { UNLISTED_ASKS_PER_MINUTE_MAX } from "../domain/limits.ts";
import { describeError, log } from "../platform/log.ts";
import { shopOfSale } from "../platform/sales/known-sales.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";

const MINUTE_MS = 60_000;

let minute = 0;
let asksInMinute = 0;

/**
 * Why a call may not wake the object of a sale, if it may not. An object that is asked anything leaves files behind, whatever its
 * name, so without a shop's key only sales that some shop made are asked. While the list of them cannot be read an isolate asks for
 * a few names that it does not know: a database that is gone keeps no buyer out.
 */
export async function wakeRefusal(deps: Deps, saleId: string): Promise<Problem | undefined> {
  if (deps.ofShop) return undefined;
  try {
    const shop = await shopOfSale(deps.db, saleId);
    return shop === undefined ? problemOf({ kind: "sale-unknown" }) : undefined;
  } catch (error) {
    log("sale-list-unavailable", { requestId: deps.requestId, detail: describeError(error) });
    if (isWithinBudget(deps.nowMs)) return undefined;
    return { slug: "overloaded", detail: "The list of sales cannot be read just now.", retryAfterSeconds: 5 };
  }
}

function isWithinBudget(nowMs: number): boolean {
  const now = Math.floor(nowMs / MINUTE_MS);
  asksInMinute = now === minute ? asksInMinute + 1 : 1;
  minute = now;
  return asksInMinute <= UNLISTED_ASKS_PER_MINUTE_MAX;
}
