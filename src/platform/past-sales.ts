import type { Config } from "../config.ts";
import type { PastSales } from "../domain/identity/across-sales/past-sales.ts";
import { HAD_WEIGHT, type TraitContext, traitsOf } from "../domain/identity/cluster/trait.ts";
import type { Identity } from "../domain/identity/identity.ts";
import { keysOf, pseudonymsFor } from "../domain/identity/pseudonym.ts";
import { PAST_SALES_PATIENCE_MS } from "../domain/limits.ts";
import { type AskingBuyer, findPastSales, hasPastSales } from "./buyers.ts";
import { describeError, log } from "./log.ts";

/** Who asks, as a checkout shows it. */
export type AskingCheckout = {
  readonly shop: string;
  readonly values: Identity["values"];
  readonly context: TraitContext;
};

/** Whether a shop sold before is asked this often: until its first sale has ended there is nothing to read. */
const KNOWN_MS = 60_000;
/** After so many misses in a row nobody asks for a while: a database that is slow is not made slower, nor any checkout. */
const MISSES_MAX = 3;
const PAUSE_MS = 5_000;

type Standing = {
  readonly shops: Map<string, { readonly has: boolean; readonly askAtMs: number }>;
  misses: number;
  pausedUntilMs: number;
};

const standings = new WeakMap<D1Database, Standing>();

/**
 * The company of a buyer in earlier sales. Never rejects and never takes longer than `PAST_SALES_PATIENCE_MS`: a checkout does
 * not wait for what it can do without.
 * @returns undefined where the shop sold nothing before, and on a miss
 */
export async function askPastSales(
  db: D1Database,
  config: Config,
  checkout: AskingCheckout,
): Promise<PastSales | undefined> {
  const nowMs = Date.now();
  const standing = standingOf(db);
  if (nowMs < standing.pausedUntilMs || !soldBefore(db, standing, checkout.shop, nowMs)) return undefined;
  const found = await inTime(findPastSales(db, askingBuyer(config, checkout)));
  if (found !== undefined) {
    standing.misses = 0;
    return found;
  }
  standing.misses += 1;
  if (standing.misses % MISSES_MAX === 0) {
    standing.pausedUntilMs = nowMs + PAUSE_MS;
    log("past-sales-missed", { misses: standing.misses });
  }
  return undefined;
}

async function inTime(reading: Promise<PastSales>): Promise<PastSales | undefined> {
  const read = reading.catch((error: unknown) => {
    log("past-sales-missed", { detail: describeError(error) });
    return undefined;
  });
  return await Promise.race([read, scheduler.wait(PAST_SALES_PATIENCE_MS).then(() => undefined)]);
}

/** What is known already; what is not is asked beside the checkout, for those that come later. */
function soldBefore(db: D1Database, { shops }: Standing, shop: string, nowMs: number): boolean {
  const known = shops.get(shop);
  if (known === undefined || nowMs >= known.askAtMs) {
    shops.set(shop, { has: known?.has ?? false, askAtMs: nowMs + KNOWN_MS });
    hasPastSales(db, shop).then(
      (has) => shops.set(shop, { has, askAtMs: nowMs + KNOWN_MS }),
      (error: unknown) => log("past-sales-missed", { detail: describeError(error) }),
    );
  }
  return known?.has === true;
}

/** Its account and what it has, under every pepper: earlier sales may have used an older one. */
function askingBuyer({ peppers }: Config, { shop, values, context }: AskingCheckout): AskingBuyer {
  const keys = peppers.map((pepper) => keysOf({ ...values, near: undefined }, pseudonymsFor(shop, pepper)));
  const links = keys.flatMap((each) =>
    traitsOf(each, context)
      .filter(({ weight }) => weight >= HAD_WEIGHT)
      .map(({ link }) => link),
  );
  return { accounts: keys.map(({ account }) => account), links: [...new Set(links)] };
}

function standingOf(db: D1Database): Standing {
  const known = standings.get(db);
  if (known !== undefined) return known;
  const fresh: Standing = { shops: new Map(), misses: 0, pausedUntilMs: 0 };
  standings.set(db, fresh);
  return fresh;
}
