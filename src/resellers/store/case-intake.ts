import type { Assessment } from "../domain/assess.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { ContactKey } from "./case-contacts.ts";
import { tellOpened } from "./case-events.ts";
import { joinGroups } from "./case-groups.ts";
import type { StoredReport } from "./case-store.ts";
import { type WaitingPlace, waitingStatements } from "./waiting-reports.ts";

/** What a report is about, where it is about a case: the case that it opens if there is none yet. */
export type ReportedCase = {
  readonly caseId: string;
  readonly subject: string;
  readonly skeleton: string;
  readonly assessment: Assessment;
  /** When the case opens, where this report opens it: later than the report where that waited. */
  readonly atMs: number;
};

/** A report with the case that it is about, and the contacts that it names. */
export type IntakeEntry = StoredReport & {
  readonly about?: ReportedCase | undefined;
  readonly contacts: readonly ContactKey[];
  /** Where it waits for its turn to open a case; until then nothing else is written of it. */
  readonly waits?: WaitingPlace | undefined;
};

/** The cases about these subjects, by subject. */
export async function casesBySubject(
  db: D1Database,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, { readonly caseId: string; readonly state: CaseState }>> {
  const { results } = await db
    .prepare(
      `SELECT subject, case_id AS caseId, state FROM reseller_case WHERE subject IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(subjects))
    .all<{ subject: string; caseId: string; state: CaseState }>();
  return new Map(results.map(({ subject, caseId, state }) => [subject, { caseId, state }]));
}

/**
 * Keeps reports, all or none. A suspicion opens a case or joins the one about the same subject, whose assessment becomes the
 * stronger of the two; the state of a case never changes by a report, so what was dismissed or authorized does not return. An
 * objection joins a case and opens none, and its contacts are nobody's evidence. A report that waits is kept apart, and one that waited
 * waits no more.
 */
export async function recordReports(db: D1Database, entries: readonly IntakeEntry[]): Promise<void> {
  const filed = entries.filter(({ waits }) => waits === undefined);
  const all = JSON.stringify(
    filed.map(({ about, ...entry }) => ({
      ...entry,
      subject: about?.subject,
      about: about && { ...about, brand: about.assessment.brand, score: about.assessment.score },
    })),
  );
  await db.batch([
    db
      .prepare(
        `INSERT INTO reseller_case (case_id, subject, skeleton, brand, state, score, assessment, confirmed_by, reports,
           objections, opened_at_ms, updated_at_ms, waiting_since_ms, group_id, last_report_day)
         SELECT about ->> 'caseId', about ->> 'subject', about ->> 'skeleton', about ->> 'brand', 'new', about ->> 'score',
           about -> 'assessment', '[]', 1, 0, about ->> 'atMs', about ->> 'atMs', about ->> 'atMs', about ->> 'caseId',
           at_ms / 86400000
         FROM (SELECT value -> 'about' AS about, value ->> 'atMs' AS at_ms FROM json_each(?)
               WHERE value ->> 'kind' = 'suspicion' AND value -> 'about' IS NOT NULL)
         WHERE TRUE
         ON CONFLICT (subject) DO UPDATE SET
           reports = reports + 1,
           report_days = report_days + (last_report_day <> excluded.last_report_day),
           last_report_day = excluded.last_report_day,
           updated_at_ms = excluded.updated_at_ms,
           brand = CASE WHEN excluded.score > score THEN excluded.brand ELSE brand END,
           assessment = CASE WHEN excluded.score > score THEN excluded.assessment ELSE assessment END,
           score = MAX(score, excluded.score)`,
      )
      .bind(all),
    tellOpened(
      db,
      filed.flatMap(({ kind, about }) =>
        kind === "suspicion" && about !== undefined ? [{ caseId: about.caseId, atMs: about.atMs }] : [],
      ),
    ),
    db
      .prepare(
        `UPDATE reseller_case SET objections = objections + said.times, updated_at_ms = MAX(updated_at_ms, said.at_ms)
         FROM (SELECT value ->> 'subject' AS name, COUNT(*) AS times, MAX(value ->> 'atMs') AS at_ms FROM json_each(?)
               WHERE value ->> 'kind' = 'objection' GROUP BY name) AS said
         WHERE subject = said.name`,
      )
      .bind(all),
    db
      .prepare(
        `INSERT INTO case_report (report_id, case_id, kind, source, report, at_ms)
         SELECT value ->> 'reportId', (SELECT case_id FROM reseller_case WHERE subject = value ->> 'subject'),
           value ->> 'kind', value ->> 'source', value -> 'report', value ->> 'atMs'
         FROM json_each(?)`,
      )
      .bind(all),
    db
      .prepare(
        `INSERT INTO case_contact (case_id, kind, pseudonym)
         SELECT case_id, contact.value ->> 'kind', contact.value ->> 'pseudonym'
         FROM json_each(?) AS said, json_each(said.value, '$.contacts') AS contact
         JOIN reseller_case ON subject = said.value ->> 'subject'
         WHERE said.value ->> 'kind' = 'suspicion' ON CONFLICT DO NOTHING`,
      )
      .bind(all),
    ...waitingStatements(db, entries),
  ]);
  await joinGroups(
    db,
    filed.flatMap(({ kind, about }) => (kind === "suspicion" && about !== undefined ? [about.subject] : [])),
  );
}
