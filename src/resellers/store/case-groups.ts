import { mergeGroups } from "../domain/case/merge-groups.ts";

/** Others may join groups at the same moment; so often it is looked again whether all that belongs together is together. */
const ROUNDS_MAX = 5;

/**
 * Brings cases together with those that look the same or show the same contact, and counts anew how far their groups reach.
 * A group never falls apart: nothing that joined it is ever taken from a case.
 */
export async function joinGroups(db: D1Database, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const touched = JSON.stringify([...new Set(subjects)]);
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const merged = mergeGroups(await linkedGroups(db, touched));
    if (merged.size === 0) break;
    await db
      .prepare(
        `UPDATE reseller_case SET group_id = joined.value FROM json_each(?) AS joined WHERE group_id = joined.key`,
      )
      .bind(JSON.stringify(Object.fromEntries(merged)))
      .run();
  }
  await db
    .prepare(
      `UPDATE reseller_case SET reach = counted.days
       FROM (SELECT group_id AS id, SUM(report_days) AS days FROM reseller_case
             WHERE group_id IN (SELECT group_id FROM reseller_case WHERE subject IN (SELECT value FROM json_each(?)))
             GROUP BY group_id) AS counted
       WHERE group_id = counted.id`,
    )
    .bind(touched)
    .run();
}

async function linkedGroups(db: D1Database, touched: string): Promise<(readonly [string, string])[]> {
  const { results } = await db
    .prepare(
      `WITH touched AS (
         SELECT case_id, group_id, skeleton FROM reseller_case WHERE subject IN (SELECT value FROM json_each(?)))
       SELECT touched.group_id AS one, other.group_id AS other FROM touched
       JOIN reseller_case AS other ON other.skeleton = touched.skeleton AND other.group_id <> touched.group_id
       UNION
       SELECT touched.group_id, other.group_id FROM touched
       JOIN case_contact AS own ON own.case_id = touched.case_id
       JOIN case_contact AS shared ON shared.pseudonym = own.pseudonym AND shared.kind = own.kind
       JOIN reseller_case AS other ON other.case_id = shared.case_id AND other.group_id <> touched.group_id`,
    )
    .bind(touched)
    .all<{ one: string; other: string }>();
  return results.map(({ one, other }) => [one, other]);
}
