import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { parseRecordId } from "../domain/ids.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { mayTouch, type Party } from "../domain/sale/party.ts";
import type { FoundDecision } from "../domain/sale/read-sale.ts";
import { findReview } from "../platform/decisions/checkout-reviews.ts";
import { findArchivedDecision } from "../platform/decisions/decision-archive.ts";
import type { ResolvedDecision } from "../wire/decision.ts";
import type { Problem } from "../wire/problem.ts";
import { problemOf } from "../wire/problem-of.ts";
import type { Deps } from "./deps.ts";
import { callSale } from "./sale-call.ts";

const UNKNOWN = err(problemOf({ kind: "decision-unknown" }));

/** A decision from its sale, or from the archive once the sale has let go of it. */
export async function findDecision(
  deps: Deps,
  reader: Party,
  decisionId: string,
): Promise<Result<FoundDecision, Problem>> {
  const saleId = parseRecordId("dec", decisionId)?.saleId;
  if (saleId === undefined) return UNKNOWN;
  const called = await callSale(deps, saleId, async (sale) => await sale.decision(reader, decisionId));
  if (!called.ok) return called.error.slug === "sale-unknown" ? UNKNOWN : called;
  if (called.value.ok) return called.value;
  const record = await findArchivedDecision(deps.db, decisionId);
  if (record === undefined || !mayTouch(reader, record.shop)) return UNKNOWN;
  const { allocation } = record;
  if (allocation.status !== "held") return ok({ record });
  const hold = await callSale(deps, saleId, async (sale) => await sale.hold(allocation.holdId));
  return hold.ok ? ok({ record, hold: hold.value }) : hold;
}

/** What a person said of a decision in review; undefined for every other decision. */
export async function resolvedDecision(
  deps: Deps,
  { decisionId, decision }: AttemptRecord,
): Promise<ResolvedDecision | undefined> {
  if (decision.verdict !== "review") return undefined;
  const review = await findReview(deps.db, decisionId);
  return review && { review, nowMs: deps.nowMs };
}
