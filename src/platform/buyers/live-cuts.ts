import { describeError, log } from "../log.ts";
import { staleWhileRevalidate } from "../stale-while-revalidate.ts";
import { latestCutSeq } from "./cluster-cuts.ts";

const liveSeq = staleWhileRevalidate<D1Database, number>(latestCutSeq, (error) =>
  log("cuts-unavailable", { detail: describeError(error) }),
);

/** Number of the latest cut that staff made or took back; undefined where this isolate has never known it. */
export function liveCutSeq(db: D1Database): Promise<number | undefined> {
  return liveSeq.value(db);
}

/** Forgets what is known, after this isolate itself changed it. */
export function forgetLiveCutSeq(db: D1Database): void {
  liveSeq.forget(db);
}
