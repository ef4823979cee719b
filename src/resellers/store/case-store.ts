import type { Assessment } from "../domain/assess.ts";
import type { CaseStanding } from "../domain/case/case-entry.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { ReportKind, ReportSource, SellerReport } from "../domain/case/report.ts";
import type { ContactKind } from "../domain/subject.ts";

/** One case as it stands. */
export type StoredCase = CaseStanding & {
  readonly caseId: string;
  /** The host or the marketplace page that it is about. */
  readonly subject: string;
  readonly skeleton: string;
  readonly score: number;
  readonly assessment: Assessment;
  readonly reports: number;
  readonly objections: number;
  /** Cases that look alike or share a contact, this one included, directly or over others. */
  readonly group: { readonly id: string; readonly cases: number };
  /** Days on which the addresses of the group were reported; many reports of one address on one day count once. */
  readonly reach: number;
  readonly openedAtMs: number;
  readonly updatedAtMs: number;
};

export type CaseRow = {
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
  readonly group_id: string;
  readonly group_cases: number;
  readonly reach: number;
  readonly waiting_since_ms: number;
  readonly opened_at_ms: number;
  readonly updated_at_ms: number;
};

/** Every case with the size of its group. */
export const CASES = `(SELECT *, (SELECT COUNT(*) FROM reseller_case AS alike WHERE alike.group_id = one.group_id) AS group_cases
  FROM reseller_case AS one)`;

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
    group: { id: row.group_id, cases: row.group_cases },
    reach: row.reach,
    waitingSinceMs: row.waiting_since_ms,
    openedAtMs: row.opened_at_ms,
    updatedAtMs: row.updated_at_ms,
  };
}

export async function findCase(db: D1Database, caseId: string): Promise<StoredCase | undefined> {
  const row = await db.prepare(`SELECT * FROM ${CASES} WHERE case_id = ?`).bind(caseId).first<CaseRow>();
  return row === null ? undefined : caseOf(row);
}

/** The case that two people confirmed about one of these subjects; a shop that was taken down may come back. */
export async function findConfirmedCase(
  db: D1Database,
  subjects: readonly string[],
): Promise<{ readonly subject: string; readonly confirmedAtMs: number } | undefined> {
  const row = await db
    .prepare(
      `SELECT subject, confirmed_at_ms AS confirmedAtMs FROM reseller_case
       WHERE subject IN (SELECT value FROM json_each(?)) AND state IN ('confirmed', 'taken_down')
       ORDER BY LENGTH(subject) DESC`,
    )
    .bind(JSON.stringify(subjects))
    .first<{ subject: string; confirmedAtMs: number }>();
  return row ?? undefined;
}

/** What two cases have in common: the look of the name, or a contact of this kind. */
export type SharedTrait = "name" | ContactKind;
export type SimilarCase = StoredCase & { readonly shares: readonly SharedTrait[] };

/** Other cases about hosts that look the same, or that share a contact, by score. */
export async function similarCases(db: D1Database, { caseId, skeleton }: StoredCase): Promise<SimilarCase[]> {
  const { results } = await db
    .prepare(
      `SELECT found.*, found.skeleton = ?1 AS same_name,
         (SELECT json_group_array(DISTINCT shared.kind) FROM case_contact AS own
          JOIN case_contact AS shared USING (kind, pseudonym)
          WHERE own.case_id = ?2 AND shared.case_id = found.case_id) AS kinds
       FROM ${CASES} AS found
       WHERE case_id <> ?2 AND (skeleton = ?1 OR case_id IN (
         SELECT other.case_id FROM case_contact AS own JOIN case_contact AS other USING (kind, pseudonym)
         WHERE own.case_id = ?2))
       ORDER BY score DESC LIMIT 20`,
    )
    .bind(skeleton, caseId)
    .all<CaseRow & { readonly same_name: number; readonly kinds: string }>();
  return results.map((row) => ({
    ...caseOf(row),
    shares: [...(row.same_name === 1 ? (["name"] as const) : []), ...JSON.parse(row.kinds)],
  }));
}

/** How a list is ordered: the highest score, the widest reach, or the longest wait first. */
export const CASE_ORDERS = ["score", "reach", "age"] as const;
export type CaseOrder = (typeof CASE_ORDERS)[number];

const ORDERS: { readonly [order in CaseOrder]: { readonly column: string; readonly direction: "ASC" | "DESC" } } = {
  score: { column: "score", direction: "DESC" },
  reach: { column: "reach", direction: "DESC" },
  age: { column: "waiting_since_ms", direction: "ASC" },
};

/** Which cases a list shows; all members narrow it. */
export type CaseFilter = {
  /** In one of these states; in any where absent. */
  readonly states?: readonly CaseState[] | undefined;
  readonly brand?: string | undefined;
  /** E-mail of who works on them; null for cases that nobody works on. */
  readonly assignedTo?: string | null | undefined;
  /** Id of a group. */
  readonly group?: string | undefined;
  /** Letters that the host or page contains. */
  readonly contains?: string | undefined;
  readonly order?: CaseOrder | undefined;
  /** Where the page before ended, as `nextCursor` gave it; anything else begins at the top. */
  readonly after?: string | undefined;
};

export const CASES_PER_PAGE = 25;

/** One page of cases in their order. */
export async function listCases(
  db: D1Database,
  { states, brand, assignedTo, group, contains, order = "score", after }: CaseFilter,
  pageRows = CASES_PER_PAGE,
): Promise<{ readonly cases: readonly StoredCase[]; readonly nextCursor?: string | undefined }> {
  const { column, direction } = ORDERS[order];
  const [, place, caseId] = /^(\d{1,16}(?:\.\d{1,4})?)~(case_\w+)$/.exec(after ?? "") ?? [];
  const { results } = await db
    .prepare(
      `SELECT * FROM ${CASES}
       WHERE (?1 IS NULL OR state IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR brand = ?2)
         AND (?3 IS NULL OR assigned_to IS NULLIF(?3, '')) AND (?4 IS NULL OR group_id = ?4)
         AND (?5 IS NULL OR instr(subject, ?5) > 0)
         AND (?6 IS NULL OR (${column}, case_id) ${direction === "ASC" ? ">" : "<"} (?6, ?7))
       ORDER BY ${column} ${direction}, case_id ${direction} LIMIT ${pageRows + 1}`,
    )
    .bind(
      states === undefined ? null : JSON.stringify(states),
      brand ?? null,
      assignedTo === null ? "" : (assignedTo ?? null),
      group ?? null,
      contains?.toLowerCase() ?? null,
      place === undefined ? null : Number(place),
      caseId ?? null,
    )
    .all<CaseRow & { readonly [column: string]: unknown }>();
  const cases = results.slice(0, pageRows).map(caseOf);
  const last = results[pageRows - 1];
  return { cases, nextCursor: results.length > pageRows ? `${last?.[column]}~${last?.case_id}` : undefined };
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
