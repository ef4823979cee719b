import { visitsObjectName } from "../../domain/ids.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ReadinessFacts } from "../../domain/sale/readiness.ts";
import { listWebhooks } from "../../platform/webhooks/webhooks.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Deps } from "../deps.ts";
import { callPolicy } from "../policy-call.ts";
import { watchSale } from "./watch-sale.ts";

export type SaleReadiness = { readonly title: string; readonly facts: ReadinessFacts };

/** What is known of a sale before it opens. What cannot be asked in time is left out, and the rest is still true. */
export async function saleReadiness(deps: Deps, saleId: string): Promise<Result<SaleReadiness, Problem>> {
  const watched = await watchSale(deps, saleId);
  if (!watched.ok) return watched;
  const { sale, stock } = watched.value.view;
  const { config, nowMs } = deps;
  const shop = config.shops.get(sale.shop);
  const [visits, policy, webhooks, clockAheadMs] = await Promise.all([
    visitsOf(deps, saleId),
    policyOf(deps),
    webhooksOf(deps, sale.shop),
    clockAhead(deps),
  ]);
  const facts: ReadinessFacts = {
    nowMs,
    opensAtMs: sale.definition.opensAtMs,
    free: stock.free,
    clientSignals: sale.definition.clientSignals,
    visits,
    shop: shop && { keys: shop.keyHashes.length, accountKeys: shop.accountKeys.length },
    signingKeys: config.signingKeys.length,
    policy,
    webhooks,
    clockAheadMs,
  };
  return ok({ title: sale.definition.title, facts });
}

/** A reading that may fail: it says nothing then. */
async function orUnknown<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await withTimeout(reading);
  } catch {
    return undefined;
  }
}

async function visitsOf({ objects: { VISITS } }: Deps, saleId: string): Promise<number | undefined> {
  return await orUnknown(
    VISITS.getByName(visitsObjectName(saleId))
      .counts()
      .then(({ total }) => total),
  );
}

async function policyOf(deps: Deps): Promise<ReadinessFacts["policy"]> {
  const overview = await callPolicy(deps, (policy) => policy.overview());
  if (!overview.ok) return undefined;
  const { liveHash, shippedHash, proposals, history } = overview.value;
  const replayed = history
    .toReversed()
    .map(({ body }) => body)
    .find((event) => event.kind === "published" && event.hash === liveHash);
  return {
    isShipped: liveHash === shippedHash,
    replayed: replayed?.kind === "published" ? replayed.effect?.decisions : undefined,
    proposals: proposals.length,
  };
}

async function webhooksOf({ db }: Deps, shop: string): Promise<ReadinessFacts["webhooks"]> {
  const webhooks = await orUnknown(listWebhooks(db, shop));
  if (webhooks === undefined) return undefined;
  const enabled = webhooks.filter(({ state }) => state === "enabled");
  return {
    enabled: enabled.length,
    disabled: webhooks.length - enabled.length,
    silent: enabled.filter(({ timeouts }) => timeouts > 0).length,
  };
}

/** The clock of a Worker stands still while it computes, and moves on with each answer that it waits for. */
async function clockAhead({ db }: Deps): Promise<number | undefined> {
  const ofDatabase = await orUnknown(
    db.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS at_ms").first<number>("at_ms"),
  );
  return typeof ofDatabase === "number" ? ofDatabase - Date.now() : undefined;
}
