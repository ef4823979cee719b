import { transformed } from "../../../src/domain/scoring/features.ts";
import type { Manifest } from "../../../src/domain/scoring/manifest.ts";
import { barsOf } from "./bars.ts";
import type { Evaluation } from "./evaluation.ts";
import { countWords, measureWords, shareWords } from "./figure-words.ts";
import type { Reliability } from "./reliability.ts";
import type { Shape } from "./shapes.ts";

export type ReportInput = {
  readonly manifest: Manifest;
  readonly evaluation: Evaluation;
  readonly shapes: readonly Shape[];
};

/** One HTML page without script: the figures as tables, the shape of every feature and the reliability as charts. */
export function reportOf({ manifest, evaluation, shapes }: ReportInput): string {
  const { people, programs, runs, reliability, thresholds } = evaluation;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${manifest.modelVersion}: what was measured</title>
<style>${STYLE}</style>
<main>
<h1>${manifest.modelVersion}</h1>
<p>Every figure is of sources that the scoring model had not seen. Intervals are 95 %.</p>
<h2>Are the bars met?</h2>
${table(
  "For each driver or source that falls short, by how much",
  ["Bar", "Measured on", "Short of it"],
  barsOf(evaluation).map(({ bar, measuredOn, short }) => [bar, measuredOn, short.join(", ") || "none"]),
)}
<h2>How often would people be stopped?</h2>
${table(
  `Share that reaches the policy's thresholds for a challenge (${thresholds.challenge}) and a review (${thresholds.review}), by the model alone`,
  ["Part", "Source", "Sessions", "Challenged", "Reviewed"],
  people.map((one) => [one.part, one.source, one.sessions, shareWords(one.challenged), shareWords(one.reviewed)]),
)}
<h2>Are programs told from people?</h2>
${table(
  "Each program by a model trained without it, against people whose recordings were never trained on",
  ["Part", "Source", "Sessions", "AUC", "Caught at 1 % of people flagged"],
  programs.map((one) => [one.part, one.source, one.sessions, measureWords(one.auc), shareWords(one.caught)]),
)}
<h2>Are whole runs stopped?</h2>
${table(
  "What a running service recorded of a run, judged again with the score of a model trained without that driver",
  ["Source", "Runs", "Not allowed", "Reasons"],
  runs.map((one) => [one.source, one.runs, shareWords(one.notAllowed), countWords(one.reasons)]),
)}
<h2>Does a probability mean what it says?</h2>
<p>Expected calibration error ${reliability.error.toFixed(3)}, with people and programs in equal shares.</p>
${reliabilityChart(reliability)}
<h2>What does each feature say?</h2>
<p>Contribution to the log-odds over three standard deviations to each side of the mean. Above the line speaks for a program.</p>
<div class="shapes">${shapes.map(shapeChart).join("\n")}</div>
</main>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --faint: #60646c; --line: #d9d9e0; --accent: #0b62c4; --page: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --faint: #b0b4ba; --line: #3a3f47; --accent: #70b8ff; --page: #111113 } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 64rem; margin: 0 auto; padding: 32px 16px 64px }
h1 { font-size: 28px; line-height: 1.2 } h2 { font-size: 20px; line-height: 1.2; margin: 48px 0 8px }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--faint); padding-bottom: 8px }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line) }
figure { margin: 0 } figcaption { font-size: 14px } svg { width: 100%; height: auto }
.shapes { display: grid; gap: 24px; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)) }
svg text { fill: var(--faint); font-size: 11px } .axis { stroke: var(--line) } .curve { fill: none; stroke: var(--accent); stroke-width: 2 } .dot { fill: var(--accent) }
`;

const WIDTH = 320;
const HEIGHT = 180;
const INSET = 28;

function shapeChart({ spec, points }: Shape): string {
  const xs = points.map(({ value }) => transformed(spec, value));
  const ys = points.map(({ contribution }) => contribution);
  const x = scale([Math.min(...xs), Math.max(...xs)], [INSET, WIDTH - INSET]);
  const [lowest, highest] = [Math.min(0, ...ys), Math.max(0, ...ys)];
  const y = scale([lowest, highest], [HEIGHT - INSET, INSET]);
  const path = points
    .map((_point, index) => `${x(xs[index] ?? 0).toFixed(1)},${y(ys[index] ?? 0).toFixed(1)}`)
    .join(" ");
  const [first, last] = [points.at(0), points.at(-1)];
  return `<figure><figcaption><code>${spec.signal}</code></figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Contribution of ${spec.signal}: ${lowest.toFixed(2)} to ${highest.toFixed(2)}">
<line class="axis" x1="${INSET}" x2="${WIDTH - INSET}" y1="${y(0)}" y2="${y(0)}"/>
<polyline class="curve" points="${path}"/>
<text x="${INSET}" y="${HEIGHT - 8}">${rounded(first?.value)}</text>
<text x="${WIDTH - INSET}" y="${HEIGHT - 8}" text-anchor="end">${rounded(last?.value)}</text>
<text x="0" y="${y(highest) + 4}">${highest.toFixed(1)}</text><text x="0" y="${y(lowest) + 4}">${lowest.toFixed(1)}</text>
</svg></figure>`;
}

function reliabilityChart({ bins }: Reliability): string {
  const at = scale([0, 1], [INSET, HEIGHT - INSET]);
  const dots = bins.map(({ said, was, weight }) => {
    const title = `said ${said.toFixed(2)}, was ${was.toFixed(2)}`;
    return `<circle class="dot" cx="${at(said)}" cy="${HEIGHT - at(was)}" r="${(2 + 10 * Math.sqrt(weight)).toFixed(1)}"><title>${title}</title></circle>`;
  });
  const rows = bins.map(({ said, was, weight }) => [said.toFixed(2), was.toFixed(2), `${(100 * weight).toFixed(1)} %`]);
  return `<svg viewBox="0 0 ${HEIGHT} ${HEIGHT}" style="max-width:320px" role="img" aria-label="Reliability, as in the table below">
<line class="axis" x1="${at(0)}" y1="${HEIGHT - at(0)}" x2="${at(1)}" y2="${HEIGHT - at(1)}"/>${dots.join("")}</svg>
${table("Probability said, share of programs, and how much of all samples", ["Said", "Was", "Samples"], rows)}`;
}

function scale([low, high]: [number, number], [from, to]: [number, number]): (value: number) => number {
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
}

function table(caption: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = (tag: "th" | "td", row: readonly (string | number)[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table><caption>${caption}</caption>${cells("th", header)}${rows.map((row) => cells("td", row)).join("")}</table>`;
}

function rounded(value: number | undefined): string {
  return value === undefined ? "" : Number(value.toPrecision(3)).toString();
}
