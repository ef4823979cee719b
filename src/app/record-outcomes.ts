import type { OutcomeKind } from "../domain/decision/outcome.ts";
import { err, ok, type Result } from "../domain/result.ts";
import type { Party } from "../domain/sale/party.ts";
import { addOutcomes, findOutcome, knownDecisions } from "../platform/decisions/outcomes.ts";
import { invalid, type Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { findDecision } from "./find-decision.ts";
import { findPublicSale } from "./public-sale.ts";

/** Keyed hashes by which a repeat of a call is known: of who calls what under which key, and of the whole request. */
export type RepeatedCall = { readonly call: string; readonly fingerprint: string };

/** Who says what became of decisions: a shop of its own, staff of all. */
export type OutcomeSource = RepeatedCall & { readonly reader: Party; readonly source: string };

export type NewOutcome = { readonly decisionId: string; readonly outcome: OutcomeKind; readonly at: string };

/** The same key with another body: what was said first stays. */
export const KEY_REUSED = err<Problem>({
  slug: "idempotency-key-reused",
  detail: "This Idempotency-Key belongs to a different request. Use a new key for a new request.",
});

const OF_A_TEST = err<Problem>({
  slug: "decision-unknown",
  detail: "This decision is of a test sale, of which no outcome is kept.",
});

/** Records what became of one decision, now where no moment is given. */
export async function recordOutcome(
  deps: Deps,
  { reader, source, call, fingerprint }: OutcomeSource,
  { decisionId, outcome, at }: Omit<NewOutcome, "at"> & { readonly at?: string | undefined },
): Promise<Result<NewOutcome & { readonly replayed: boolean }, Problem>> {
  const { db, nowMs } = deps;
  const atMs = at === undefined ? nowMs : Date.parse(at);
  if (atMs > nowMs) return err(invalid([{ pointer: "/at", detail: "is in the future" }]));
  const decision = await findDecision(deps, reader, decisionId);
  if (!decision.ok) return decision;
  const sale = await findPublicSale(deps, decision.value.record.saleId, nowMs);
  if (sale.ok && sale.value.sale.definition.test) return OF_A_TEST;
  const added = await addOutcomes(db, [{ call, fingerprint, decisionId, kind: outcome, atMs, source }], nowMs);
  const kept = await findOutcome(db, call);
  if (kept !== undefined && kept.fingerprint !== fingerprint) return KEY_REUSED;
  return ok({ decisionId, outcome, at: new Date(kept?.atMs ?? atMs).toISOString(), replayed: added === 0 });
}

/** Records what became of many decisions; those that are not in the archive, or of another shop, are named and left out. */
export async function recordOutcomes(
  { db, nowMs }: Deps,
  { reader, source, call, fingerprint }: OutcomeSource,
  outcomes: readonly NewOutcome[],
): Promise<Result<{ readonly recorded: number; readonly unknown: readonly string[] }, Problem>> {
  const late = outcomes.findIndex(({ at }) => Date.parse(at) > nowMs);
  if (late !== -1) return err(invalid([{ pointer: `/outcomes/${late}/at`, detail: "is in the future" }]));
  const ids = [...new Set(outcomes.map(({ decisionId }) => decisionId))];
  const known = await knownDecisions(db, ids, reader === "staff" ? undefined : reader.shop);
  const rows = outcomes
    .filter(({ decisionId }) => known.has(decisionId))
    .map(({ decisionId, outcome, at }, index) => ({
      call: index === 0 ? call : `${call}/${index}`,
      fingerprint,
      decisionId,
      kind: outcome,
      atMs: Date.parse(at),
      source,
    }));
  const earlier = await findOutcome(db, call);
  if (earlier !== undefined && earlier.fingerprint !== fingerprint) return KEY_REUSED;
  await addOutcomes(db, rows, nowMs);
  return ok({ recorded: rows.length, unknown: ids.filter((id) => !known.has(id)) });
}
