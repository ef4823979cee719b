import type { HourOfHits, RuleActivity } from "../domain/rules/rule-activity.ts";
import type { AttemptRecord } from "../domain/sale/attempt-row.ts";

/** Decisions that these figures are read from: the latest of all sales. */
const ACTIVITY_DECISIONS_MAX = 1000;
/** Decisions of a rule that its page lists. */
const MOVED_MAX = 20;

const LATEST = `SELECT decision_id, at_ms, verdict, record FROM decision ORDER BY at_ms DESC, decision_id DESC LIMIT ${ACTIVITY_DECISIONS_MAX}`;
const LABEL = `(SELECT CASE WHEN kind IN ('chargeback', 'confirmed_scalper') THEN 'abuse' ELSE 'genuine' END
  FROM outcome WHERE outcome.decision_id = latest.decision_id AND kind <> 'paid' ORDER BY outcome.at_ms DESC LIMIT 1)`;

/** How many decisions the figures are read from: as many as there are, up to `ACTIVITY_DECISIONS_MAX`. */
export async function activityDecisions(db: D1Database): Promise<number> {
  const row = await db.prepare(`SELECT COUNT(*) AS count FROM (${LATEST})`).first<{ count: number }>();
  return row?.count ?? 0;
}

/** Hits of every rule that matched in the latest decisions, by its id. */
export async function ruleActivity(db: D1Database): Promise<ReadonlyMap<string, RuleActivity>> {
  const { results } = await db
    .prepare(
      `SELECT rule, COUNT(*) AS hits, SUM(verdict = 'allow') AS allowed, SUM(label IS 'abuse') AS abuse,
         SUM(label IS 'genuine') AS genuine
       FROM (SELECT result.value ->> 'id' AS rule, verdict, ${LABEL} AS label
             FROM (${LATEST}) AS latest, json_each(latest.record, '$.decision.rules') AS result
             WHERE result.value ->> 'result' = 'match')
       GROUP BY rule`,
    )
    .all<RuleActivity>();
  return new Map(results.map((activity) => [activity.rule, activity]));
}

/** Hits of one rule in each hour that has decisions among the latest, in order of time. */
export async function ruleHours(db: D1Database, rule: string): Promise<readonly HourOfHits[]> {
  const { results } = await db
    .prepare(
      `SELECT at_ms / 3600000 * 3600000 AS atMs, COUNT(*) AS decisions, SUM(EXISTS (
         SELECT 1 FROM json_each(latest.record, '$.decision.rules')
         WHERE value ->> 'id' = ?1 AND value ->> 'result' = 'match')) AS hits
       FROM (${LATEST}) AS latest GROUP BY 1 ORDER BY 1`,
    )
    .bind(rule)
    .all<HourOfHits>();
  return results;
}

/** The latest decisions whose reasons name a rule. */
export async function decisionsMovedBy(db: D1Database, rule: string): Promise<readonly AttemptRecord[]> {
  const { results } = await db
    .prepare(
      `SELECT record FROM (${LATEST}) AS latest
       WHERE EXISTS (SELECT 1 FROM json_each(latest.record, '$.decision.reasons') WHERE value ->> 'rule' = ?1)
       ORDER BY at_ms DESC LIMIT ${MOVED_MAX}`,
    )
    .bind(rule)
    .all<{ record: string }>();
  return results.map(({ record }) => JSON.parse(record));
}
