import { REASSESSED_REPORTS_MAX } from "../../domain/limits.ts";
import type { Assessment } from "../domain/assess.ts";
import { type CaseState, OPEN_STATES, SETTLED_STATES } from "../domain/case/case-state.ts";
import type { CaseMaterial } from "../domain/case/reassess-case.ts";
import type { ContactKind } from "../domain/subject.ts";

/** A case that can be judged anew. */
export type JudgedCase = CaseMaterial & {
  readonly caseId: string;
  readonly subject: string;
  readonly state: CaseState;
  readonly assessment: Assessment;
};

/** Cases of one read: few enough for a reply of D1. */
const CASES_PER_READ = 50;
/** Undecided, or called an impostor in public: what new settings are tried on. */
const TRIED_STATES: readonly CaseState[] = [...OPEN_STATES, "confirmed", "taken_down"];

/**
 * Every case that new settings are tried on, with what it was opened by, page by page. The plus keeps the database from the
 * index over states, under which it would sort all of them for each page.
 */
export async function* casesToJudge(db: D1Database): AsyncGenerator<readonly JudgedCase[]> {
  for (let after = ""; ; ) {
    const { results: cases } = await db
      .prepare(
        `SELECT case_id AS caseId, subject, state, assessment FROM reseller_case
         WHERE +state IN (SELECT value FROM json_each(?)) AND case_id > ? ORDER BY case_id LIMIT ${CASES_PER_READ}`,
      )
      .bind(JSON.stringify(TRIED_STATES), after)
      .all<{ caseId: string; subject: string; state: CaseState; assessment: string }>();
    if (cases.length === 0) return;
    const ids = JSON.stringify(cases.map(({ caseId }) => caseId));
    const [reports, contacts] = await Promise.all([reportsOf(db, ids), contactsOf(db, ids)]);
    yield cases.map(({ assessment, ...judged }) => ({
      ...judged,
      assessment: JSON.parse(assessment),
      reports: reports.filter(({ caseId }) => caseId === judged.caseId).map(({ report }) => JSON.parse(report)),
      sharedContacts: contacts.filter(({ caseId }) => caseId === judged.caseId),
    }));
    after = cases.at(-1)?.caseId ?? after;
    if (cases.length < CASES_PER_READ) return;
  }
}

/** The first reports of each case, so that nobody pushes out what opened it by reporting more. */
async function reportsOf(db: D1Database, ids: string) {
  const { results } = await db
    .prepare(
      `SELECT case_id AS caseId, report FROM (
         SELECT case_id, report, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY MIN(at_ms)) AS place FROM case_report
         WHERE kind = 'suspicion' AND case_id IN (SELECT value FROM json_each(?)) GROUP BY case_id, report)
       WHERE place <= ${REASSESSED_REPORTS_MAX}`,
    )
    .bind(ids)
    .all<{ caseId: string; report: string }>();
  return results;
}

async function contactsOf(db: D1Database, ids: string) {
  const { results } = await db
    .prepare(
      `SELECT own.case_id AS caseId, own.kind, own.pseudonym AS key, json_group_array(other.case_id) AS caseIds
       FROM case_contact AS own JOIN case_contact AS shared USING (kind, pseudonym)
       JOIN reseller_case AS other ON other.case_id = shared.case_id AND other.case_id <> own.case_id
       WHERE own.case_id IN (SELECT value FROM json_each(?1))
         AND other.state NOT IN (SELECT value FROM json_each(?2))
       GROUP BY own.case_id, own.kind, own.pseudonym`,
    )
    .bind(ids, JSON.stringify(SETTLED_STATES))
    .all<{ caseId: string; kind: ContactKind; key: string; caseIds: string }>();
  return results.map((row) => ({ ...row, caseIds: JSON.parse(row.caseIds) }));
}

/** Gives undecided cases the assessments of the settings that are live now. Decided ones keep what they were decided by. */
export async function writeAssessments(
  db: D1Database,
  judged: readonly { readonly caseId: string; readonly assessment: Assessment }[],
): Promise<void> {
  if (judged.length === 0) return;
  await db
    .prepare(
      `UPDATE reseller_case SET score = value ->> '$.assessment.score', brand = value ->> '$.assessment.brand',
         assessment = value -> 'assessment'
       FROM json_each(?1) WHERE case_id = value ->> 'caseId' AND state IN (SELECT value FROM json_each(?2))`,
    )
    .bind(JSON.stringify(judged), JSON.stringify(OPEN_STATES))
    .run();
}
