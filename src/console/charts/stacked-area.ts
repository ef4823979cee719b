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

/** Stacks the verdicts of intervals of equal length upon a zero baseline. A single interval is drawn as a block of full width. */
export function stackedArea(series: readonly SeriesPoint[]): StackedArea {
  const totals = series.map((point) => VERDICTS.reduce((sum, verdict) => sum + point[verdict], 0));
  const attemptsMax = roundUp(Math.max(1, ...totals));
  const paths: { [verdict in Verdict]: string } = { allow: "", review: "", challenge: "", deny: "" };
  if (series.length === 0) return { attemptsMax, paths };

  const across = series.length === 1 ? [0, AREA_WIDTH] : series.map((_, i) => (i * AREA_WIDTH) / (series.length - 1));
  const height = (attempts: number) => AREA_HEIGHT - (attempts * AREA_HEIGHT) / attemptsMax;
  let below = across.map(() => 0);
  for (const verdict of VERDICTS) {
    const above = below.map((base, i) => base + (series[Math.min(i, series.length - 1)]?.[verdict] ?? 0));
    const edge = (levels: readonly number[]) => across.map((x, i) => `${round(x)},${round(height(levels[i] ?? 0))}`);
    paths[verdict] = `M${edge(above).join("L")}L${edge(below).reverse().join("L")}Z`;
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
