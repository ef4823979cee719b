import { VERDICTS, type Verdict } from "../verdict.ts";

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

/** Stacks the verdicts of each interval upon a zero baseline. A single interval is drawn as a block of full width. */
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

/** The next of 1, 2, 4, 5, 8 times a power of ten, so that half of the axis is a round figure too. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 4, 5, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return Math.max(2, step * power);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
