import { VERDICTS, type Verdict } from "../../domain/decision/decision.ts";
import type { SeriesPoint } from "./stacked-area.ts";

const SECOND_MS = 1000;
const INTERVALS_MAX = 60;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400, 604_800].map(
  (seconds) => seconds * SECOND_MS,
);

/**
 * Attempts in intervals of equal length, at most 60 of them, those without attempts as zeros: a chart over them tells the
 * truth about time. The last interval ends with a whole second, so it is as full as the others and the chart does not dip at
 * its edge.
 * @param points one for each second that had attempts, in order of time
 * @param untilMs a moment in the last second that is drawn; a point behind it is drawn all the same
 */
export function evenSeries(points: readonly SeriesPoint[], untilMs: number): readonly SeriesPoint[] {
  const first = points[0];
  const last = points[points.length - 1];
  if (first === undefined || last === undefined) return [];
  const endMs = Math.max(last.atMs, Math.floor(untilMs / SECOND_MS) * SECOND_MS) + SECOND_MS;
  const spanMs = endMs - first.atMs;
  const stepMs = STEPS_MS.find((step) => spanMs / step <= INTERVALS_MAX) ?? spanMs;
  const startMs = endMs - Math.ceil(spanMs / stepMs) * stepMs;
  const intervals = Array.from({ length: (endMs - startMs) / stepMs }, () => ({ ...NOTHING }));
  for (const point of points) {
    const interval = intervals[Math.floor((point.atMs - startMs) / stepMs)];
    if (interval !== undefined) for (const verdict of VERDICTS) interval[verdict] += point[verdict];
  }
  return intervals.map((counts, i) => ({ atMs: startMs + i * stepMs, ...counts }));
}

/** Where the last interval of a series ends. */
export function seriesEndMs(series: readonly SeriesPoint[]): number {
  const [first, second] = series;
  const last = series[series.length - 1];
  if (first === undefined || last === undefined) return 0;
  return last.atMs + (second === undefined ? SECOND_MS : second.atMs - first.atMs);
}

const NOTHING: { [verdict in Verdict]: number } = { allow: 0, challenge: 0, review: 0, deny: 0 };
