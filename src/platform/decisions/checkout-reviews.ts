import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import type { Resolution } from "../../domain/decision/resolution.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { CaseEntry } from "../../resellers/domain/case/case-entry.ts";
import { CASE_CHAIN } from "../../resellers/store/case-history.ts";
import { type Append, appendDecided } from "../chain.ts";
import { type ArchivedRow, unpackRows } from "./record-words.ts";

/** What was said of one checkout, and who said it why. */
export type StoredReview = Resolution & { readonly reason: string; readonly email: string };

type ReviewRow = {
  readonly status: Resolution["status"];
  readonly rules: string;
  readonly reason: string;
  readonly email: string;
  readonly atMs: number;
  readonly expiresAtMs: number | null;
};

const COLUMNS = "resolution AS status, rules, reason, email, decided_at_ms AS atMs, expires_at_ms AS expiresAtMs";

export async function findReview(db: D1Database, decisionId: string): Promise<StoredReview | undefined> {
  const row = await db
    .prepare(`SELECT ${COLUMNS} FROM checkout_review WHERE decision_id = ?`)
    .bind(decisionId)
    .first<ReviewRow>();
  return row === null ? undefined : reviewOf(row);
}

function reviewOf({ expiresAtMs, rules, ...row }: ReviewRow): StoredReview {
  return { ...row, rules: JSON.parse(rules), expiresAtMs: expiresAtMs ?? undefined };
}

/** A checkout's entry in the chain of everything that staff did with cases. */
export type ReviewEntry = Extract<CaseEntry, { readonly kind: "reviewed" }>;

/**
 * Records a disposition of a checkout in the history of all cases and for lists, both or neither.
 * @returns `resolved-before` where another person was quicker, `busy` where the history always moved on
 */
export async function resolveReview(
  db: D1Database,
  entry: ReviewEntry,
): Promise<"resolved" | "resolved-before" | "busy"> {
  const { caseId, by, atMs, resolution, rules, reason } = entry;
  const before = db.prepare("SELECT decision_id FROM checkout_review WHERE decision_id = ?").bind(caseId);
  const review = db
    .prepare(
      `INSERT INTO checkout_review (decision_id, resolution, rules, reason, email, decided_at_ms)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .bind(caseId, resolution, JSON.stringify(rules), reason, by.email, atMs);
  const appended = await appendDecided(db, CASE_CHAIN, {
    reads: [before],
    decide: ([known]): Result<Append<CaseEntry>, { readonly kind: "resolved-before" }> =>
      known?.results.length === 0 ? ok({ bodies: [entry], also: () => [review] }) : err({ kind: "resolved-before" }),
  });
  return appended.ok ? "resolved" : appended.error.kind;
}

/** Remembers that the sale knows of an approval, and until when it counts there. */
export async function markApproved(db: D1Database, decisionId: string, expiresAtMs: number): Promise<void> {
  await db
    .prepare("UPDATE checkout_review SET expires_at_ms = ? WHERE decision_id = ?")
    .bind(expiresAtMs, decisionId)
    .run();
}

/** A checkout in review, and what was said of it. */
export type ListedReview = { readonly record: AttemptRecord; readonly review?: StoredReview | undefined };

export type ReviewFilter = {
  readonly saleId?: string | undefined;
  /** Where the page before ended, as `nextCursor` gave it; anything else begins with the oldest. */
  readonly after?: string | undefined;
  readonly nowMs: number;
};

const PAGE_ROWS = 25;

/** Checkouts that wait for a person in sales that have not closed, those that have waited longest first. */
export async function listReviews(
  db: D1Database,
  { saleId, after, nowMs }: ReviewFilter,
): Promise<{ readonly reviews: readonly ListedReview[]; readonly nextCursor?: string | undefined }> {
  const [, atMs, decisionId] = /^(\d{1,15})\.(dec_[\w-]+)$/.exec(after ?? "") ?? [];
  const { results } = await db
    .prepare(
      `SELECT decision.decision_id AS id, decision.at_ms AS placeMs, decision.sale_id, record, ${COLUMNS}
       FROM decision LEFT JOIN checkout_review USING (decision_id) LEFT JOIN sale USING (sale_id)
       WHERE decision.verdict = 'review' AND (?1 IS NULL OR decision.sale_id = ?1)
         AND (resolution IS NULL OR (resolution = 'approved' AND expires_at_ms IS NULL))
         AND (closes_at_ms IS NULL OR closes_at_ms > ?2)
         AND (?3 IS NULL OR (decision.at_ms, decision.decision_id) > (?3, ?4))
       ORDER BY decision.at_ms, decision.decision_id LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(saleId ?? null, nowMs, atMs === undefined ? null : Number(atMs), decisionId ?? null)
    .all<
      Omit<ReviewRow, "status"> & ArchivedRow & { status: ReviewRow["status"] | null; id: string; placeMs: number }
    >();
  const rows = results.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  const records = await unpackRows(db, rows);
  return {
    reviews: rows.flatMap(({ status, ...row }, at): readonly ListedReview[] => {
      const record = records[at];
      return record === undefined
        ? []
        : [{ record, review: status === null ? undefined : reviewOf({ ...row, status }) }];
    }),
    nextCursor: results.length > PAGE_ROWS && last !== undefined ? `${last.placeMs}.${last.id}` : undefined,
  };
}
