import { OPEN_STATES, type OpenState } from "../domain/case/case-state.ts";

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

/** How long the cases of a state have waited for a decision, since they were opened or reopened. */
export type QueueAge = {
  readonly state: OpenState | "all";
  readonly cases: number;
  readonly oldestMs: number;
  readonly medianMs: number;
};

/** Age of the queue: by open state that holds a case, and over all of them. */
export async function queueAges(db: D1Database, nowMs: number): Promise<QueueAge[]> {
  const { results } = await db
    .prepare(
      `WITH waiting AS (
         SELECT state, waiting_since_ms FROM reseller_case WHERE state IN (SELECT value FROM json_each(?1))
         UNION ALL
         SELECT 'all', waiting_since_ms FROM reseller_case WHERE state IN (SELECT value FROM json_each(?1))
       ), placed AS (
         SELECT state, waiting_since_ms, ROW_NUMBER() OVER (PARTITION BY state ORDER BY waiting_since_ms) AS place,
           COUNT(*) OVER (PARTITION BY state) AS cases
         FROM waiting)
       SELECT state, cases, ?2 - MIN(waiting_since_ms) AS oldestMs,
         ?2 - AVG(waiting_since_ms) FILTER (WHERE place IN ((cases + 1) / 2, (cases + 2) / 2)) AS medianMs
       FROM placed GROUP BY state`,
    )
    .bind(JSON.stringify(OPEN_STATES), nowMs)
    .all<QueueAge>();
  return (["all", ...OPEN_STATES] as const).flatMap((state) => results.filter((age) => age.state === state));
}

/** E-mail addresses of everybody who works or worked on a case that is kept. */
export async function peopleOnCases(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare(
      "SELECT DISTINCT assigned_to AS email FROM reseller_case WHERE assigned_to IS NOT NULL ORDER BY assigned_to",
    )
    .all<{ email: string }>();
  return results.map(({ email }) => email);
}
