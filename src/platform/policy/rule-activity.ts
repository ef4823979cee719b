import type { AttemptRecord } from "../../domain/decision/attempt-record.ts";
import { VERDICTS, type Verdict } from "../../domain/decision/decision.ts";
import { type ActivitySpan, type RuleActivity, TREND_PARTS } from "../../domain/rules/rule-activity.ts";
import { type ArchivedRow, textOfPart, unpackRows } from "../decisions/record-words.ts";

/** Decisions of one minute by verdict. */
export type VerdictMinute = { readonly atMs: number } & { readonly [verdict in Verdict]: number };

/** Decisions that these figures are read from: the latest of all sales. */
const ACTIVITY_DECISIONS_MAX = 1000;
/** Decisions of a rule that its page lists. */
const LISTED_MAX = 20;

const LATEST = `SELECT decision_id, at_ms, sale_id, verdict, record FROM decision ORDER BY at_ms DESC, decision_id DESC LIMIT ${ACTIVITY_DECISIONS_MAX}`;
const LABEL = `(SELECT CASE WHEN kind IN ('chargeback', 'confirmed_scalper') THEN 'abuse' ELSE 'genuine' END
  FROM outcome WHERE outcome.decision_id = latest.decision_id AND kind <> 'paid' ORDER BY outcome.at_ms DESC LIMIT 1)`;

/** How many decisions the figures are read from, up to `ACTIVITY_DECISIONS_MAX`, and from when to when. */
export async function activitySpan(db: D1Database): Promise<ActivitySpan> {
  const row = await db
    .prepare(`SELECT COUNT(*) AS decisions, MIN(at_ms) AS fromMs, MAX(at_ms) AS toMs FROM (${LATEST})`)
    .first<{ decisions: number; fromMs: number | null; toMs: number | null }>();
  if (row === null || row.fromMs === null || row.toMs === null) return { decisions: 0 };
  return { decisions: row.decisions, fromMs: row.fromMs, toMs: row.toMs };
}

type PartRow = Omit<RuleActivity, "trend"> & { readonly part: number };

/** Hits of every rule that matched in the latest decisions, by its id. */
export async function ruleActivity(db: D1Database): Promise<ReadonlyMap<string, RuleActivity>> {
  const { results } = await db
    .prepare(
      `WITH latest AS (${LATEST}), span AS (SELECT MIN(at_ms) AS from_ms, MAX(at_ms) + 1 AS to_ms FROM latest)
       SELECT rule, part, COUNT(*) AS hits, SUM(verdict = 'allow') AS allowed, SUM(label IS 'abuse') AS abuse,
         SUM(label IS 'genuine') AS genuine
       FROM (SELECT text ->> 'id' AS rule, (at_ms - from_ms) * ${TREND_PARTS} / (to_ms - from_ms) AS part, verdict,
               ${LABEL} AS label
             FROM (SELECT latest.*, ${textOfPart("result", "latest.sale_id")} AS text
                   FROM latest, json_each(latest.record, '$.decision.rules') AS result) AS latest, span
             WHERE text ->> 'result' = 'match')
       GROUP BY rule, part`,
    )
    .all<PartRow>();
  const activity = new Map<string, RuleActivity>();
  for (const row of results) activity.set(row.rule, withPart(activity.get(row.rule), row));
  return activity;
}

function withPart(
  known: RuleActivity | undefined,
  { part, rule, hits, allowed, abuse, genuine }: PartRow,
): RuleActivity {
  const trend = known?.trend ?? new Array<number>(TREND_PARTS).fill(0);
  return {
    rule,
    hits: (known?.hits ?? 0) + hits,
    allowed: (known?.allowed ?? 0) + allowed,
    abuse: (known?.abuse ?? 0) + abuse,
    genuine: (known?.genuine ?? 0) + genuine,
    trend: trend.with(part, hits),
  };
}

/** Hits of one rule by what was decided, in each minute that has decisions among the latest, in order of time. */
export async function ruleMinutes(db: D1Database, rule: string): Promise<readonly VerdictMinute[]> {
  const { results } = await db
    .prepare(
      `SELECT at_ms / 60000 * 60000 AS atMs, ${VERDICTS.map((verdict) => `SUM(hit AND verdict = '${verdict}') AS ${verdict}`).join(", ")}
       FROM (SELECT at_ms, verdict, EXISTS (
               SELECT 1 FROM (SELECT ${textOfPart("result", "latest.sale_id")} AS text
                 FROM json_each(latest.record, '$.decision.rules') AS result)
               WHERE text ->> 'id' = ?1 AND text ->> 'result' = 'match') AS hit
             FROM (${LATEST}) AS latest)
       GROUP BY 1 ORDER BY 1`,
    )
    .bind(rule)
    .all<VerdictMinute>();
  return results;
}

/** The latest decisions that a rule matched, whether or not it is live. */
export async function decisionsMatchedBy(db: D1Database, rule: string): Promise<readonly AttemptRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT sale_id, record FROM (${LATEST}) AS latest
       WHERE EXISTS (
         SELECT 1 FROM (SELECT ${textOfPart("result", "latest.sale_id")} AS text
           FROM json_each(latest.record, '$.decision.rules') AS result)
         WHERE text ->> 'id' = ?1 AND text ->> 'result' = 'match')
       ORDER BY at_ms DESC LIMIT ${LISTED_MAX}`,
    )
    .bind(rule)
    .all<ArchivedRow>();
  return await unpackRows(db, results);
}
