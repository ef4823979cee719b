import { canonicalJson, type Json } from "../../canonical-json.ts";
import { CHALLENGE_KINDS } from "../../challenge/challenge-kind.ts";
import { HASH_BYTES, toHex } from "../../draw/bytes.ts";
import { LOOSENINGS_KEPT_MAX } from "../../limits.ts";
import { err, ok, type Result } from "../../result.ts";
import { openingStock } from "../../stock/stock.ts";
import type { SaleDefinition } from "../../terms/definition.ts";
import { isChartered } from "../../terms/draw.ts";
import { LIMITS } from "../../terms/limits.ts";
import { promisesUnit } from "../../terms/registration.ts";
import type { SaleContext } from "../context.ts";
import { termsRefused } from "../modes/registry.ts";
import type { SaleRecord } from "../record.ts";
import type { SaleRefusal } from "../refusal.ts";
import { tellSale } from "../tell-phase.ts";
import { delayToTell } from "./tell-delays.ts";

export type PutSaleCommand = {
  readonly shop: string;
  readonly saleId: string;
  readonly definition: SaleDefinition;
  /** The epoch that a new sale keeps for all its pseudonyms. */
  readonly pepperEpoch: string;
};

/** What no later call may change: buyers were told it, or units or telephone numbers were counted by it. */
const FIXED = ["units", "sku", "price", "mode", "test", "phoneCountry", "deposit"] as const;

/** Dates by which orders are sent: later ones are said after the sale has closed, too, since that is when a shop is late. */
const DATES = ["shipBy", "shipWithinDays", "waves"] as const;

/** What is fixed once somebody may have registered, and the member by which shops know it. */
const TERMS_OF_REGISTRATION = [
  ["registration", "registration"],
  ["draw", "draw"],
  ["fairWindow", "fairWindowSeconds"],
] as const;

/**
 * Creates a sale, or changes what may still change: title, times, limits, payments and switches. Once the sale is open its
 * opening is fixed, its limits may only become tighter, and other terms that become looser are written down with the sale. What the
 * charter of a draw says is fixed with it. A sale that has
 * closed changes no more but in its dates: it has begun to forget, and opened again it would sell to whoever it forgot.
 */
export function putSale(context: SaleContext, command: PutSaleCommand): Result<SaleRecord, SaleRefusal> {
  const { store, nowMs, random } = context;
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
  if (existing.pooling !== undefined && definition.draw !== undefined) return err({ kind: "draw-undivided" });
  const terms = nowMs < existing.definition.opensAtMs ? [] : loosenedTerms(existing.definition, definition);
  const loosened = terms.length === 0 ? existing.loosened : [...(existing.loosened ?? []), { atMs: nowMs, terms }];
  const delay = delayToTell(existing, definition);
  const changed: SaleRecord = {
    ...existing,
    definition,
    ...(delay === undefined ? {} : { delay }),
    ...(loosened === undefined ? {} : { loosened: loosened.slice(-LOOSENINGS_KEPT_MAX) }),
  };
  const sale = withSecret(changed, random);
  store.writeSale(sale);
  tellSale(context, "sale.changed");
  return ok(sale);
}

/** A sale whose registrations need a secret has one from then on. */
function withSecret(sale: SaleRecord, random: () => number): SaleRecord {
  if (sale.definition.registration === undefined || sale.drawSecret !== undefined) return sale;
  return { ...sale, drawSecret: toHex(new Uint8Array(HASH_BYTES).map(() => Math.floor(random() * 256))) };
}

function changedFixedFields(before: SaleDefinition, after: SaleDefinition, nowMs: number): string[] {
  if (nowMs >= before.closesAtMs) return changedFields(before, after).filter((field) => !isDelay(field, before, after));
  const changed: string[] = FIXED.filter(
    (field) => canonicalJson(before[field] ?? null) !== canonicalJson(after[field] ?? null),
  );
  if (isRegistrationFixed(before, nowMs)) {
    for (const [term, field] of TERMS_OF_REGISTRATION) {
      if (!isSame(before[term], after[term])) changed.push(field);
    }
  }
  // Invites may be out at any time: neither do they turn into promises, nor promises into nothing.
  if (!isSame(inviteTerms(before), inviteTerms(after)) && !changed.includes("registration"))
    changed.push("registration");
  if (!hasSameWaves(before, after)) changed.push("waves");
  const [isOpen, isFixed] = [nowMs >= before.opensAtMs, isChartered(before, nowMs)];
  if (isOpen && after.opensAtMs !== before.opensAtMs) changed.push("opensAt");
  if (isFixed && after.title !== before.title) changed.push("title");
  for (const { name } of LIMITS) {
    const [is, was] = [after.limits[name], before.limits[name]];
    if (isFixed ? is !== was : isOpen && is > was) changed.push(`limits/${name}`);
  }
  return changed;
}

/** Whether who comes has to be invited, and is promised a unit then. */
function inviteTerms(definition: SaleDefinition): readonly boolean[] {
  return [definition.registration?.invite === "required", promisesUnit(definition)];
}

/** Orders stand in a wave by its number and its units. */
function hasSameWaves({ waves: before }: SaleDefinition, { waves: after }: SaleDefinition): boolean {
  const units = (waves: SaleDefinition["waves"]) => waves?.map((wave) => wave.units);
  return isSame(units(before), units(after));
}

/** Whether a field is a date that was there before and is said anew, in as many waves. */
function isDelay(field: string, before: SaleDefinition, after: SaleDefinition): boolean {
  const isDate = DATES.some((date) => date === field && before[date] !== undefined && after[date] !== undefined);
  return isDate && hasSameWaves(before, after);
}

/** Once somebody may have registered, or bought without having to; of a draw, once its charter cannot be stated anew any more. */
function isRegistrationFixed(definition: SaleDefinition, nowMs: number): boolean {
  const { registration, opensAtMs } = definition;
  return isChartered(definition, nowMs) || nowMs >= Math.min(opensAtMs, registration?.opensAtMs ?? opensAtMs);
}

function isSame(before: Json | undefined, after: Json | undefined): boolean {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null);
}

/** Everything that differs, by the names that shops know. */
function changedFields(before: SaleDefinition, after: SaleDefinition): string[] {
  const { opensAtMs, closesAtMs, ...rest } = after;
  const earlier = new Map(Object.entries(before));
  const changed = Object.entries({ ...rest, opensAtMs, closesAtMs }).filter(
    ([field, value]) => canonicalJson(value ?? null) !== canonicalJson(earlier.get(field) ?? null),
  );
  return changed.map(([field]) => field.replace(/Ms$/, "")).toSorted();
}

/** Terms by which more can be bought, by more buyers, for longer or with less proof than buyers were told before. */
function loosenedTerms(before: SaleDefinition, after: SaleDefinition): string[] {
  const kinds = (definition: SaleDefinition) => definition.challengeKinds ?? CHALLENGE_KINDS;
  const looser: { readonly [term: string]: boolean } = {
    closesAt: after.closesAtMs > before.closesAtMs,
    holdTtlSeconds: after.holdTtlSeconds > before.holdTtlSeconds,
    acceptedPayments: after.acceptedPayments.some((method) => !before.acceptedPayments.includes(method)),
    addressLocked: before.addressLocked && !after.addressLocked,
    clientSignals: before.clientSignals === "required" && after.clientSignals === "optional",
    holderProof: before.holderProof === "required" && after.holderProof === "none",
    ...later(before, after),
    challengeKinds: kinds(after).some((kind) => !kinds(before).includes(kind)),
  };
  return Object.keys(looser).filter((term) => looser[term]);
}

/** Dates by which buyers were told that it is sent, and which of them are later now. */
function later(before: SaleDefinition, after: SaleDefinition): { readonly [term: string]: boolean } {
  const isLater = (was: string | undefined, is: string | undefined) => Date.parse(is ?? "") > Date.parse(was ?? "");
  return {
    shipBy: isLater(before.shipBy, after.shipBy),
    shipWithinDays: (after.shipWithinDays ?? 0) > (before.shipWithinDays ?? Number.POSITIVE_INFINITY),
    waves: after.waves?.some((wave, at) => isLater(before.waves?.[at]?.shipBy, wave.shipBy)) ?? false,
  };
}
