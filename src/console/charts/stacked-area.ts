import { VERDICTS, type Verdict } from "../../domain/decision/decision.ts";

/** Attempts of one interval by verdict; `atMs` is the start of the interval. */
export type SeriesPoint = { readonly atMs: number } & { readonly [verdict in Verdict]: number };

export const AREA_WIDTH = 1000;
export const AREA_HEIGHT = 220;

/** The geometry of the chart: the server paints it first, the script in the page paints it again as attempts come in. */
export type StackedArea = {
  readonly attemptsMax: number;
  /** SVG path data per verdict, in a box of `AREA_WIDTH` by `AREA_HEIGHT`. */
  readonly paths: { readonly [verdict in Verdict]: string };
};

/**
 * Stacks the verdicts of intervals of equal length upon a zero baseline. Each interval is a step as wide as it is long, so
 * that a lone attempt is drawn as one and not as a slope.
 */
export function stackedArea(series: readonly SeriesPoint[]): StackedArea {
  const totals = series.map((point) => VERDICTS.reduce((sum, verdict) => sum + point[verdict], 0));
  const attemptsMax = roundUp(Math.max(1, ...totals));
  const paths: { [verdict in Verdict]: string } = { allow: "", challenge: "", review: "", deny: "" };
  if (series.length === 0) return { attemptsMax, paths };

  const x = (interval: number) => round((interval * AREA_WIDTH) / series.length);
  const y = (attempts: number) => round(AREA_HEIGHT - (attempts * AREA_HEIGHT) / attemptsMax);
  let below = series.map(() => 0);
  for (const verdict of VERDICTS) {
    const above = series.map((point, i) => (below[i] ?? 0) + point[verdict]);
    const top = above.map((level, i) => `${x(i)},${y(level)}L${x(i + 1)},${y(level)}`);
    const bottom = below.map((level, i) => `${x(i + 1)},${y(level)}L${x(i)},${y(level)}`).reverse();
    paths[verdict] = `M${[...top, ...bottom].join("L")}Z`;
    below = above;
  }
  return { attemptsMax, paths };
}

const ROUND_STEPS = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/** The next round figure whose half, which the axis names too, is a whole number of attempts. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const tops = ROUND_STEPS.map((step) => Math.round(step * power * 10) / 10);
  return tops.find((top) => top >= value && top % 2 === 0) ?? 10 * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
