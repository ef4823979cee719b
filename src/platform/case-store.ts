import type { Assessment } from "../domain/reseller/assess.ts";
import type { CaseState } from "../domain/reseller/case/case-state.ts";
import type { ReportKind, ReportSource, SellerReport } from "../domain/reseller/case/report.ts";

/** One case as it stands. */
export type StoredCase = {
  readonly caseId: string;
  /** The host or the marketplace page that it is about. */
  readonly subject: string;
  readonly skeleton: string;
  readonly state: CaseState;
  readonly score: number;
  readonly assessment: Assessment;
  /** Subjects of the people who have confirmed it in this review. */
  readonly confirmedBy: readonly string[];
  readonly confirmedAtMs?: number | undefined;
  /** E-mail of who took it last. */
  readonly assignedTo?: string | undefined;
  readonly reports: number;
  readonly objections: number;
  readonly openedAtMs: number;
  readonly updatedAtMs: number;
};

export type CaseRow = { readonly [column: string]: unknown } & {
  readonly case_id: string;
  readonly subject: string;
  readonly skeleton: string;
  readonly state: CaseState;
  readonly score: number;
  readonly assessment: string;
  readonly confirmed_by: string;
  readonly confirmed_at_ms: number | null;
  readonly assigned_to: string | null;
  readonly reports: number;
  readonly objections: number;
  readonly opened_at_ms: number;
  readonly updated_at_ms: number;
};

export function caseOf(row: CaseRow): StoredCase {
  return {
    caseId: row.case_id,
    subject: row.subject,
    skeleton: row.skeleton,
    state: row.state,
    score: row.score,
    assessment: JSON.parse(row.assessment),
    confirmedBy: JSON.parse(row.confirmed_by),
    confirmedAtMs: row.confirmed_at_ms ?? undefined,
    assignedTo: row.assigned_to ?? undefined,
    reports: row.reports,
    objections: row.objections,
    openedAtMs: row.opened_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}

export async function findCase(db: D1Database, caseId: string): Promise<StoredCase | undefined> {
  const row = await db.prepare("SELECT * FROM reseller_case WHERE case_id = ?").bind(caseId).first<CaseRow>();
  return row === null ? undefined : caseOf(row);
}

/** The case that two people confirmed about one of these subjects; a shop that was taken down may come back. */
export async function findConfirmedCase(
  db: D1Database,
  subjects: readonly string[],
): Promise<{ readonly confirmedAtMs: number } | undefined> {
  const row = await db
    .prepare(
      `SELECT confirmed_at_ms AS confirmedAtMs FROM reseller_case
       WHERE subject IN (SELECT value FROM json_each(?)) AND state IN ('confirmed', 'taken_down')`,
    )
    .bind(JSON.stringify(subjects))
    .first<{ confirmedAtMs: number }>();
  return row ?? undefined;
}

/** Other cases about hosts that look the same, or that share a contact, by score. */
export async function similarCases(db: D1Database, { caseId, skeleton }: StoredCase): Promise<StoredCase[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM reseller_case
       WHERE case_id <> ?2 AND (skeleton = ?1 OR case_id IN (
         SELECT other.case_id FROM case_contact AS own JOIN case_contact AS other USING (kind, pseudonym)
         WHERE own.case_id = ?2))
       ORDER BY score DESC LIMIT 20`,
    )
    .bind(skeleton, caseId)
    .all<CaseRow>();
  return results.map(caseOf);
}

/** Which cases a list shows; all members narrow it. */
export type CaseFilter = {
  /** In one of these states; in any where absent. */
  readonly states?: readonly CaseState[] | undefined;
  readonly brand?: string | undefined;
  /** Where the page before ended, as `nextCursor` gave it; anything else begins at the highest score. */
  readonly after?: string | undefined;
};

const PAGE_ROWS = 25;

/** One page of cases, the highest score first. */
export async function listCases(
  db: D1Database,
  { states, brand, after }: CaseFilter,
): Promise<{ readonly cases: readonly StoredCase[]; readonly nextCursor?: string | undefined }> {
  const [, score, caseId] = /^(\d(?:\.\d{1,4})?)~(case_\w+)$/.exec(after ?? "") ?? [];
  const { results } = await db
    .prepare(
      `SELECT * FROM reseller_case
       WHERE (?1 IS NULL OR state IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR brand = ?2)
         AND (?3 IS NULL OR (score, case_id) < (?3, ?4))
       ORDER BY score DESC, case_id DESC LIMIT ${PAGE_ROWS + 1}`,
    )
    .bind(
      states === undefined ? null : JSON.stringify(states),
      brand ?? null,
      score === undefined ? null : Number(score),
      caseId ?? null,
    )
    .all<CaseRow>();
  const cases = results.slice(0, PAGE_ROWS).map(caseOf);
  const last = cases.at(-1);
  const hasMore = results.length > PAGE_ROWS && last !== undefined;
  return { cases, nextCursor: hasMore ? `${last.score}~${last.caseId}` : undefined };
}

/** How often people agreed with a detector: cases with its evidence that were confirmed or dismissed. */
export type DetectorRecord = { readonly detector: string; readonly confirmed: number; readonly dismissed: number };

/** The record of each detector over all decided cases. */
export async function detectorRecords(db: D1Database): Promise<DetectorRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT detector, SUM(state <> 'dismissed') AS confirmed, SUM(state = 'dismissed') AS dismissed
       FROM (SELECT DISTINCT case_id, state, value ->> 'detector' AS detector
             FROM reseller_case, json_each(assessment, '$.evidence')
             WHERE state IN ('confirmed', 'taken_down', 'dismissed'))
       GROUP BY detector ORDER BY confirmed + dismissed DESC, detector`,
    )
    .all<DetectorRecord>();
  return results;
}

/** A report as it is kept. */
export type StoredReport = {
  readonly reportId: string;
  readonly kind: ReportKind;
  readonly source: ReportSource;
  readonly report: SellerReport;
  readonly atMs: number;
};

/** The latest reports of a case, newest first. */
export async function caseReports(db: D1Database, caseId: string): Promise<StoredReport[]> {
  const { results } = await db
    .prepare(
      `SELECT report_id AS reportId, kind, source, report, at_ms AS atMs FROM case_report
       WHERE case_id = ? ORDER BY at_ms DESC, report_id DESC LIMIT 100`,
    )
    .bind(caseId)
    .all<Omit<StoredReport, "report"> & { readonly report: string }>();
  return results.map((row) => ({ ...row, report: JSON.parse(row.report) }));
}

/** What a report is about, where it is about a case: the case that it opens if there is none yet. */
export type ReportedCase = {
  readonly caseId: string;
  readonly subject: string;
  readonly skeleton: string;
  readonly assessment: Assessment;
};

/**
 * Keeps a report. A suspicion opens a case or joins the one about the same subject, whose assessment becomes the stronger
 * of the two; the state of a case never changes by a report, so what was dismissed or authorised does not return. An
 * objection joins a case and opens none.
 */
export async function recordReport(
  db: D1Database,
  { reportId, kind, source, report, atMs }: StoredReport,
  about: ReportedCase | undefined,
): Promise<void> {
  const isObjection = kind === "objection";
  const keep = db
    .prepare(
      `INSERT INTO case_report (report_id, case_id, kind, source, report, at_ms)
       VALUES (?, (SELECT case_id FROM reseller_case WHERE subject = ?), ?, ?, ?, ?)`,
    )
    .bind(reportId, about?.subject ?? null, kind, source, JSON.stringify(report), atMs);
  if (about === undefined) {
    await keep.run();
    return;
  }
  if (isObjection) {
    const count = "UPDATE reseller_case SET objections = objections + 1, updated_at_ms = ? WHERE subject = ?";
    await db.batch([db.prepare(count).bind(atMs, about.subject), keep]);
    return;
  }
  const { caseId, subject, skeleton, assessment } = about;
  const openOrJoin = db
    .prepare(
      `INSERT INTO reseller_case (case_id, subject, skeleton, brand, state, score, assessment, confirmed_by, reports,
         objections, opened_at_ms, updated_at_ms)
       VALUES (?1, ?2, ?3, ?4, 'new', ?5, ?6, '[]', 1, 0, ?7, ?7)
       ON CONFLICT (subject) DO UPDATE SET
         reports = reports + 1,
         updated_at_ms = excluded.updated_at_ms,
         brand = CASE WHEN excluded.score > score THEN excluded.brand ELSE brand END,
         assessment = CASE WHEN excluded.score > score THEN excluded.assessment ELSE assessment END,
         score = MAX(score, excluded.score)`,
    )
    .bind(caseId, subject, skeleton, assessment.brand ?? null, assessment.score, JSON.stringify(assessment), atMs);
  await db.batch([openOrJoin, keep]);
}
