import { type Acknowledged, type Call, holdIdIn, send } from "./call.ts";
import type { ShopClient } from "./shop-client.ts";
import type { SurvivingRows } from "./surviving-rows.ts";

/** Everything that the rows of a crashed sale contradict: the figures of the stock, and what was ever acknowledged. */
export function lossesOnDisk(rows: SurvivingRows, acknowledged: readonly Acknowledged[]): string[] {
  const losses: string[] = [];
  const { received = 0, free = 0, held = 0, sold = 0, withdrawn = 0 } = rows.stock;
  if (free + held + sold + withdrawn !== received) losses.push(`stock: ${JSON.stringify(rows.stock)}`);
  if (Math.min(free, held, sold, withdrawn) < 0) losses.push(`stock below zero: ${JSON.stringify(rows.stock)}`);
  if (held !== rows.unitsHeld || sold !== rows.unitsSold) {
    losses.push(`stock says ${held} held and ${sold} sold, the holds ${rows.unitsHeld} and ${rows.unitsSold}`);
  }
  losses.push(...lossesOfPools(rows));
  for (const { call, holdId } of acknowledged) {
    const hold = rows.holds.get(holdId);
    if (hold === undefined) losses.push(`acknowledged hold ${holdId} is gone`);
    else if (call.kind === "redeem" && (hold.state !== "sold" || hold.orderId !== call.orderId)) {
      losses.push(`acknowledged sale of ${holdId} is ${hold.state} for ${hold.orderId ?? "no order"}`);
    }
  }
  return losses;
}

/** Every pool has what its holds keep, and all of them sum to the sale. */
function lossesOfPools({ stock, pools }: SurvivingRows): string[] {
  if (pools.length === 0) return [];
  const wrong = pools.filter(({ held, sold, unitsHeld, unitsSold }) => held !== unitsHeld || sold !== unitsSold);
  const sums = Object.entries(stock).filter(
    ([figure, units]) => units !== pools.reduce((sum, pool) => sum + (pool[figure] ?? 0), 0),
  );
  return [
    ...wrong.map((pool) => `a pool has other units than its holds: ${JSON.stringify(pool)}`),
    ...sums.map(([figure]) => `the pools do not sum to the sale's ${figure} units`),
  ];
}

/** Holds that no acknowledged call made: what was asked once and is there twice. All calls must have been answered by now. */
export function strayHolds(rows: SurvivingRows, acknowledged: readonly Acknowledged[]): string[] {
  const made = new Set(acknowledged.filter(({ call }) => call.kind === "checkout").map(({ holdId }) => holdId));
  return [...rows.holds.keys()].filter((holdId) => !made.has(holdId)).map((holdId) => `nobody was told of ${holdId}`);
}

/** What became of the calls that a crash left unanswered, and what was wrong with that. */
export type Settled = {
  readonly applied: number;
  readonly absent: number;
  readonly losses: readonly string[];
  /** The repeated calls, answered at last. */
  readonly acknowledged: readonly Acknowledged[];
};

/**
 * Repeats each unanswered call under its key, twice. Its rows tell whether it was applied before the crash: if so the first
 * repeat must be a replay, if not it must run now, and in both cases the second repeat brings the same bytes.
 */
export async function settleUnanswered(
  shop: ShopClient,
  unanswered: readonly Call[],
  rows: SurvivingRows,
): Promise<Settled> {
  const losses: string[] = [];
  const acknowledged: Acknowledged[] = [];
  let [applied, absent] = [0, 0];
  for (const call of unanswered) {
    const first = await send(shop, call);
    const second = await send(shop, call);
    const replayed = first.header("idempotent-replayed") === "true";
    const holdId = holdIdIn(first.text);
    if (first.status !== 200 || holdId === undefined) {
      losses.push(`a repeated ${call.kind} was answered ${first.status}: ${first.text}`);
      continue;
    }
    if (replayed) applied += 1;
    else absent += 1;
    const hold = rows.holds.get(holdId);
    const onDisk = call.kind === "checkout" ? hold !== undefined : hold?.state === "sold";
    if (onDisk !== replayed)
      losses.push(`a ${call.kind} of ${holdId} was half there: on disk ${onDisk}, replayed ${replayed}`);
    if (second.header("idempotent-replayed") !== "true" || second.text !== first.text) {
      losses.push(`a ${call.kind} of ${holdId} has two answers`);
    }
    acknowledged.push({ call, text: first.text, holdId });
  }
  return { applied, absent, losses, acknowledged };
}

/** Repeats calls that were answered before the crash: the same bytes again, and no token buys for another order. */
export async function lossesOnRepeat(shop: ShopClient, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const losses: string[] = [];
  for (const { call, text, holdId } of acknowledged) {
    const again = await send(shop, call);
    if (again.text !== text) losses.push(`the answer to a ${call.kind} of ${holdId} changed`);
    if (call.kind === "checkout") continue;
    const other = await send(shop, { ...call, key: `${call.key} again`, orderId: `${call.orderId}_again` });
    if (other.status !== 409 || !other.text.includes(call.orderId)) {
      losses.push(`the token of ${holdId} was spent and gave ${other.status}: ${other.text}`);
    }
  }
  return losses;
}
