import type { Config } from "../../config.ts";
import type { PastSales } from "../../domain/identity/across-sales/past-sales.ts";
import { HAD_WEIGHT, type TraitContext, traitsOf } from "../../domain/identity/cluster/trait.ts";
import type { Identity } from "../../domain/identity/identity.ts";
import { keysOf, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { PAST_SALES_PATIENCE_MS } from "../../domain/limits.ts";
import { err, ok } from "../../domain/result.ts";
import { VOUCHERS } from "../../domain/standing/standing.ts";
import { describeError, log } from "../log.ts";
import { withTimeout } from "../with-timeout.ts";
import { type AskingBuyer, findPastSales, hasPastSales } from "./buyers.ts";

/** Who asks, as a checkout shows it. */
export type AskingCheckout = {
  readonly shop: string;
  readonly values: Identity["values"];
  readonly context: TraitContext;
};

/** Whether a shop sold before is asked this often: until its first sale has ended there is nothing to read. */
const KNOWN_MS = 60_000;
/** After so many misses in a row no checkout asks for a while, so that a slow database slows neither itself nor checkouts. */
const MISSES_MAX = 3;
const PAUSE_MS = 5_000;

type Patience = {
  /** What was read of each shop, and when it is asked again. Never a promise: in a Worker no request may wait for another one's. */
  readonly shops: Map<string, { readonly soldBefore: boolean; readonly askAtMs: number }>;
  misses: number;
  pausedUntilMs: number;
};

const patiences = new WeakMap<D1Database, Patience>();

/**
 * The cluster of a buyer in earlier sales. Never rejects and never takes longer than `PAST_SALES_PATIENCE_MS`: a checkout does
 * not wait for what it can do without.
 * @returns undefined where the shop sold nothing before, and on a miss
 */
export async function askPastSales(
  db: D1Database,
  config: Config,
  checkout: AskingCheckout,
): Promise<PastSales | undefined> {
  const nowMs = Date.now();
  const patience = patienceOf(db);
  if (nowMs < patience.pausedUntilMs) return undefined;
  const reading = read(db, config, checkout, patience).then(ok, (error: unknown) => err(describeError(error)));
  const answer = await withTimeout(reading, PAST_SALES_PATIENCE_MS, () => err("too late"));
  if (answer.ok) {
    patience.misses = 0;
    return answer.value;
  }
  patience.misses += 1;
  if (patience.misses % MISSES_MAX === 0) patience.pausedUntilMs = nowMs + PAUSE_MS;
  log("past-sales-missed", { misses: patience.misses, detail: answer.error });
  return undefined;
}

async function read(
  db: D1Database,
  config: Config,
  checkout: AskingCheckout,
  { shops }: Patience,
): Promise<PastSales | undefined> {
  const soldBefore = await didSellBefore(db, checkout.shop, shops);
  return soldBefore ? await findPastSales(db, askingBuyer(config, checkout), Date.now()) : undefined;
}

async function didSellBefore(db: D1Database, shop: string, shops: Patience["shops"]): Promise<boolean> {
  const nowMs = Date.now();
  const known = shops.get(shop);
  if (known !== undefined && nowMs < known.askAtMs) return known.soldBefore;
  // Who comes while one request asks goes on with what was known, and at first without.
  shops.set(shop, { soldBefore: known?.soldBefore ?? false, askAtMs: nowMs + PAUSE_MS });
  try {
    const soldBefore = await hasPastSales(db, shop);
    shops.set(shop, { soldBefore, askAtMs: nowMs + KNOWN_MS });
    return soldBefore;
  } catch (error) {
    shops.delete(shop);
    throw error;
  }
}

/** Its account and what it has, under every pepper: earlier sales may have used an older one. */
function askingBuyer({ peppers }: Config, { shop, values, context }: AskingCheckout): AskingBuyer {
  const keys = peppers.map((pepper) => keysOf({ ...values, near: undefined }, pseudonymsFor(shop, pepper)));
  const traits = keys.flatMap((each) => traitsOf(each, context));
  const had = traits.filter(({ weight }) => weight >= HAD_WEIGHT).map(({ link }) => link);
  const vouchers = traits.map(({ link }) => link).filter((link) => isVoucher(link.slice(0, link.indexOf(":"))));
  return {
    shop,
    accounts: keys.map(({ account }) => account),
    links: [...new Set(had)],
    vouchers: [...new Set(vouchers)],
  };
}

function isVoucher(kind: string): boolean {
  return VOUCHERS.some((voucher) => voucher === kind);
}

function patienceOf(db: D1Database): Patience {
  const known = patiences.get(db);
  if (known !== undefined) return known;
  const patience: Patience = { shops: new Map(), misses: 0, pausedUntilMs: 0 };
  patiences.set(db, patience);
  return patience;
}
