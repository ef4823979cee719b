/** A call that had somebody forgotten, as its repeat finds it. */
export type ErasureCall = {
  readonly erasureId: string;
  /** Keyed hash of what was asked: under the same key it must be the same. */
  readonly fingerprint: string;
  /** The answer as it was given; null where the first call did not come to its end. */
  readonly answer: string | null;
};

/** Writes down that a call was made, unless it was before. @returns what the first call under this key was */
export async function recordErasureCall(
  db: D1Database,
  { call, fingerprint, erasureId }: { readonly call: string } & Omit<ErasureCall, "answer">,
  nowMs: number,
): Promise<ErasureCall> {
  const first = await db
    .prepare(
      `INSERT INTO erasure_call (call, fingerprint, erasure_id, recorded_at_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (call) DO UPDATE SET call = excluded.call
       RETURNING fingerprint, erasure_id AS erasureId, answer`,
    )
    .bind(call, fingerprint, erasureId, nowMs)
    .first<ErasureCall>();
  return first ?? { erasureId, fingerprint, answer: null };
}

/** Keeps the answer for repeats. @returns the answer that is kept: of two calls at once the first one's */
export async function keepErasureAnswer(db: D1Database, call: string, answer: string): Promise<string> {
  const kept = await db
    .prepare("UPDATE erasure_call SET answer = COALESCE(answer, ?) WHERE call = ? RETURNING answer")
    .bind(answer, call)
    .first<string>("answer");
  return kept ?? answer;
}
