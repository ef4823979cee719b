import { canonicalJson } from "../../canonical-json.ts";
import { HASH_BYTES, toHex } from "../../draw/bytes.ts";
import { err, ok, type Result } from "../../result.ts";
import { openingStock } from "../../stock/stock.ts";
import type { SaleDefinition } from "../../terms/definition.ts";
import { LIMITS } from "../../terms/limits.ts";
import type { RegistrationTerms } from "../../terms/registration.ts";
import type { SaleContext } from "../context.ts";
import { termsRefused } from "../modes/registry.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";

export type PutSaleCommand = {
  readonly shop: string;
  readonly saleId: string;
  readonly definition: SaleDefinition;
  /** The epoch that a new sale keeps for all its pseudonyms. */
  readonly pepperEpoch: string;
};

/** What no later call may change: buyers were told it, or units were counted by it. */
const FIXED = ["units", "sku", "price", "mode"] as const;

/**
 * Creates a sale, or changes what may still change: title, times, limits, payments and switches. Once the sale is open its
 * opening is fixed and its limits may only become tighter.
 */
export function putSale(
  { store, nowMs, random }: SaleContext,
  command: PutSaleCommand,
): Result<SaleRecord, SaleRefusal> {
  const { shop, saleId, definition, pepperEpoch } = command;
  const existing = store.findSale();
  if (existing === undefined) {
    const refused = termsRefused(definition);
    if (refused !== undefined) return err(refused);
    const sale: SaleRecord = withSecret(
      { saleId, shop, definition, pepperEpoch, paused: false, createdAtMs: nowMs },
      random,
    );
    store.writeSale(sale);
    store.writeStock(openingStock(definition.units));
    return ok(sale);
  }
  if (existing.shop !== shop) return err({ kind: "sale-id-taken" });
  const fields = changedFixedFields(existing.definition, definition, nowMs);
  if (fields.length > 0) return err({ kind: "sale-field-fixed", fields });
  const refused = termsRefused(definition);
  if (refused !== undefined) return err(refused);
  const sale = withSecret({ ...existing, definition }, random);
  store.writeSale(sale);
  return ok(sale);
}

/** A sale whose registrations need a secret has one from then on. */
function withSecret(sale: SaleRecord, random: () => number): SaleRecord {
  if (sale.definition.registration === undefined || sale.drawSecret !== undefined) return sale;
  return { ...sale, drawSecret: toHex(new Uint8Array(HASH_BYTES).map(() => Math.floor(random() * 256))) };
}

function changedFixedFields(before: SaleDefinition, after: SaleDefinition, nowMs: number): string[] {
  const changed: string[] = FIXED.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]));
  if (isRegistrationFixed(before, nowMs) && !isSame(before.registration, after.registration))
    changed.push("registration");
  if (nowMs < before.opensAtMs) return changed;
  if (after.opensAtMs !== before.opensAtMs) changed.push("opensAt");
  for (const { name } of LIMITS) {
    if (after.limits[name] > before.limits[name]) changed.push(`limits/${name}`);
  }
  return changed;
}

/** Once somebody may have registered, or bought without having to. */
function isRegistrationFixed({ registration, opensAtMs }: SaleDefinition, nowMs: number): boolean {
  return nowMs >= Math.min(opensAtMs, registration?.opensAtMs ?? opensAtMs);
}

function isSame(before: RegistrationTerms | undefined, after: RegistrationTerms | undefined): boolean {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null);
}
