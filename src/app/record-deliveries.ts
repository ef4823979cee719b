import type * as z from "zod";
import { clueValue } from "../domain/clue-value.ts";
import { ok, type Result } from "../domain/result.ts";
import { type Clue, clueKeysOf } from "../platform/decisions/clue-keys.ts";
import { recordDeliveries } from "../platform/decisions/deliveries.ts";
import { knownDecisions } from "../platform/decisions/outcomes.ts";
import type { deliveriesBody } from "../wire/delivery.ts";
import type { Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { KEY_REUSED, type RepeatedCall } from "./record-outcomes.ts";

export type NewDeliveries = z.infer<typeof deliveriesBody>["deliveries"];

/**
 * Keeps which order and serial numbers a shop delivered by which decisions, as keyed hashes. Decisions that are not in the
 * archive, or of another shop, are named and left out.
 */
export async function deliver(
  { db, config, nowMs }: Deps,
  { shop, call, fingerprint }: RepeatedCall & { readonly shop: string },
  deliveries: NewDeliveries,
): Promise<Result<{ readonly recorded: number; readonly unknown: readonly string[] }, Problem>> {
  const ids = [...new Set(deliveries.map(({ decisionId }) => decisionId))];
  const known = await knownDecisions(db, ids, shop);
  const taken = deliveries.filter(({ decisionId }) => known.has(decisionId));
  const clueKey = clueKeysOf(config, shop);
  const delivered = taken.flatMap(({ decisionId, orderId, serials }) =>
    cluesOf(orderId, serials).map((clue) => ({ pseudonym: clueKey(clue), decisionId })),
  );
  const first = await recordDeliveries(db, { call, fingerprint, delivered }, nowMs);
  if (first !== fingerprint) return KEY_REUSED;
  return ok({ recorded: taken.length, unknown: ids.filter((decisionId) => !known.has(decisionId)) });
}

function cluesOf(orderId: string | undefined, serials: readonly string[]): Clue[] {
  const numbers = [
    ...(orderId === undefined ? [] : [{ kind: "order" as const, text: orderId }]),
    ...serials.map((text) => ({ kind: "serial" as const, text })),
  ];
  return numbers.flatMap(({ kind, text }) => {
    const value = clueValue(kind, text);
    return value === undefined ? [] : [{ kind, value }];
  });
}
