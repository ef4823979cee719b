import { DRIFT_DECISIONS_MAX } from "../../domain/limits.ts";
import type { ScoredDecision } from "../../domain/scoring/drift/scored-decision.ts";
import { featuresOf } from "../../domain/scoring/features.ts";
import type { Manifest } from "../../domain/scoring/manifest.ts";

/** Recorded decisions from one moment up to another, of one sale or of all. */
export type DecisionWindow = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly saleId?: string | undefined;
};

/** Whose features and scores are read of a decision; scores of other models are not. */
export type ScoredBy = { readonly manifest: Manifest; readonly shadow?: Manifest | undefined };

/** What was read of a window: of many decisions an even sample. */
export type ScoredWindow = { readonly recorded: number; readonly decisions: readonly ScoredDecision[] };

/**
 * Reads what models were fed and what they said, from the archive. Of a window with more than `DRIFT_DECISIONS_MAX` decisions
 * every second, third and so on in order of time, so that each part of it is in the sample.
 */
export async function scoredDecisions(
  db: D1Database,
  { fromMs, toMs, saleId }: DecisionWindow,
  { manifest, shadow }: ScoredBy,
): Promise<ScoredWindow> {
  const window = [fromMs, toMs, saleId ?? null];
  const counted = await db
    .prepare(`SELECT COUNT(*) AS recorded FROM decision ${IN_WINDOW}`)
    .bind(...window)
    .first<{ recorded: number }>();
  const recorded = counted?.recorded ?? 0;
  const every = Math.max(1, Math.ceil(recorded / DRIFT_DECISIONS_MAX));
  const { results } = await db
    .prepare(
      `WITH sample AS (
         SELECT decision_id FROM (
           SELECT decision_id, ROW_NUMBER() OVER (ORDER BY at_ms DESC, decision_id DESC) AS place FROM decision ${IN_WINDOW})
         WHERE place % ?4 = 0 LIMIT ${DRIFT_DECISIONS_MAX})
       SELECT CASE json_type(record, '$.input.signals')
           WHEN 'array' THEN (SELECT json_group_object(text, record -> ('$.input.signals[1][' || named.key || ']'))
             FROM json_each(record, '$.input.signals[0]') AS named
             JOIN record_word ON record_word.sale_id = decision.sale_id AND record_word.id = named.value
             WHERE text IN (SELECT value FROM json_each(?5)))
           ELSE (SELECT json_group_object(value, record -> ('$.input.signals."' || value || '"')) FROM json_each(?5))
         END AS signals,
         CASE WHEN record ->> '$.input.score.modelVersion' = ?6 THEN record ->> '$.input.score.value' END AS score,
         CASE WHEN record ->> '$.shadowScore.modelVersion' = ?7 THEN record ->> '$.shadowScore.value' END AS shadow_score
       FROM sample JOIN decision USING (decision_id)`,
    )
    .bind(
      ...window,
      every,
      JSON.stringify(manifest.features.map(({ signal }) => signal)),
      manifest.modelVersion,
      shadow?.modelVersion ?? null,
    )
    .all<{ signals: string; score: number | null; shadow_score: number | null }>();
  return {
    recorded,
    decisions: results.map(({ signals, score, shadow_score }) => ({
      features: featuresOf(manifest, JSON.parse(signals)),
      score: score ?? undefined,
      shadowScore: shadow_score ?? undefined,
    })),
  };
}

const IN_WINDOW = "WHERE at_ms >= ?1 AND at_ms < ?2 AND (?3 IS NULL OR sale_id = ?3)";
