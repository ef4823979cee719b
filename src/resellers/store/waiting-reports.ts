import {
  REPORTED_CASES_PER_HOUR_MAX,
  WAITING_REPORTS_AT_ONCE,
  WAITING_REPORTS_OF_NETWORK_MAX,
  WAITING_REPORTS_OF_PATTERN_MAX,
} from "../../domain/limits.ts";
import type { SellerReport } from "../domain/case/report.ts";
import type { ContactKind } from "../domain/subject.ts";
import type { ContactKey } from "./case-contacts.ts";

/** Where a report waits: among those about names that begin alike, with those of its network. */
export type WaitingPlace = { readonly pattern: string; readonly network: string };

/** A report that waited, and whose turn it is. */
export type WaitingReport = {
  readonly reportId: string;
  readonly report: SellerReport;
  readonly contacts: readonly ContactKey[];
  readonly atMs: number;
};

/** What becomes of a report that would open a case: it does, it waits, or it is kept and opens none. */
export type CaseTurn = "open" | "wait" | "keep";

/** Letters of a skeleton by which names are one pattern. */
const PATTERN_CHARS = 6;
const HOUR_MS = 3_600_000;
/** Cases that were opened since `?1` about names that begin like a pattern. */
const OPENED_LATELY = (pattern: string) =>
  `(SELECT COUNT(*) FROM reseller_case WHERE skeleton >= ${pattern} AND skeleton < ${pattern} || char(1114111) AND opened_at_ms > ?1)`;

/** What names that begin alike are called together. */
export function patternOf(skeleton: string): string {
  return skeleton.slice(0, PATTERN_CHARS);
}

/** A report that comes while others wait waits behind them, so that newcomers do not take their turns. */
export async function caseTurn(db: D1Database, { pattern, network }: WaitingPlace, nowMs: number): Promise<CaseTurn> {
  const row = await db
    .prepare(
      `SELECT ${OPENED_LATELY("?2")} AS opened, EXISTS (SELECT 1 FROM waiting_report WHERE pattern = ?2) AS waits,
         COUNT(*) AS ofNetwork, COUNT(*) FILTER (WHERE pattern = ?2) AS ofPattern
       FROM waiting_report WHERE network = ?3`,
    )
    .bind(nowMs - HOUR_MS, pattern, network)
    .first<{ opened: number; waits: number; ofNetwork: number; ofPattern: number }>();
  if (row === null || (row.opened < REPORTED_CASES_PER_HOUR_MAX && row.waits === 0)) return "open";
  const mayWait = row.ofNetwork < WAITING_REPORTS_OF_NETWORK_MAX && row.ofPattern < WAITING_REPORTS_OF_PATTERN_MAX;
  return mayWait ? "wait" : "keep";
}

/**
 * The reports whose turn it is: of each pattern as many as its hour still takes, one of each network, then the second of each, and so
 * on, so that a flood from some networks holds up no report from another by more than its own turn.
 */
export async function nextWaiting(db: D1Database, nowMs: number): Promise<WaitingReport[]> {
  const { results } = await db
    .prepare(
      `SELECT report_id AS reportId, report, at_ms AS atMs,
         (SELECT json_group_array(json_object('kind', kind, 'pseudonym', pseudonym)) FROM waiting_contact
          WHERE waiting_contact.report_id = placed.report_id) AS contacts
       FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY pattern ORDER BY turn, at_ms, report_id) AS place
             FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY pattern, network ORDER BY at_ms, report_id) AS turn
                   FROM waiting_report)) AS placed
       WHERE place <= ${REPORTED_CASES_PER_HOUR_MAX} - ${OPENED_LATELY("pattern")}
       ORDER BY place, pattern LIMIT ${WAITING_REPORTS_AT_ONCE}`,
    )
    .bind(nowMs - HOUR_MS)
    .all<{ reportId: string; report: string; atMs: number; contacts: string }>();
  return results.map(({ report, contacts, ...row }) => ({
    ...row,
    report: JSON.parse(report),
    contacts: JSON.parse(contacts),
  }));
}

/** A report on its way into the tables. */
type WaitingEntry = {
  readonly reportId: string;
  readonly report: SellerReport;
  readonly atMs: number;
  readonly contacts: readonly { readonly kind: ContactKind; readonly pseudonym: string }[];
  readonly waits?: WaitingPlace | undefined;
};

/** Has those of the reports wait that do, and the others wait no more; for the transaction that keeps the others. */
export function waitingStatements(db: D1Database, entries: readonly WaitingEntry[]): D1PreparedStatement[] {
  const statement = (query: string, of: readonly unknown[]) => db.prepare(query).bind(JSON.stringify(of));
  const waiting = entries.filter(({ waits }) => waits !== undefined);
  const filed = entries.flatMap(({ waits, reportId }) => (waits === undefined ? [reportId] : []));
  return [
    statement("DELETE FROM waiting_contact WHERE report_id IN (SELECT value FROM json_each(?))", filed),
    statement("DELETE FROM waiting_report WHERE report_id IN (SELECT value FROM json_each(?))", filed),
    statement(
      `INSERT INTO waiting_report (report_id, pattern, network, report, at_ms)
       SELECT value ->> 'reportId', value ->> '$.waits.pattern', value ->> '$.waits.network', value -> 'report',
         value ->> 'atMs'
       FROM json_each(?)`,
      waiting,
    ),
    statement(
      `INSERT INTO waiting_contact (report_id, kind, pseudonym)
       SELECT said.value ->> 'reportId', contact.value ->> 'kind', contact.value ->> 'pseudonym'
       FROM json_each(?) AS said, json_each(said.value, '$.contacts') AS contact WHERE TRUE ON CONFLICT DO NOTHING`,
      waiting,
    ),
  ];
}
