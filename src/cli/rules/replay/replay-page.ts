import { html, raw } from "hono/html";
import { VERDICTS, type Verdict } from "../../../domain/decision/decision.ts";
import type { ReplayReport } from "../../../domain/rules/replay/replay-report.ts";
import { reportTable } from "../../shared/report-page.ts";
import { whole } from "../../shared/table.ts";
import { percent } from "./percent.ts";

/** What the page says of itself: which policies, when. */
export type ReplayTitle = { readonly before: string; readonly after: string; readonly atMs: number };

const BAR_WIDTH = 400;
const CHANGES_SHOWN = 1_000;
const COLOURS: { readonly [verdict in Verdict]: string } = {
  allow: "#1a7f4b",
  challenge: "#b7791f",
  review: "#2448c9",
  deny: "#b42318",
};

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums }
  body { max-width: 64rem; margin: 0 auto; padding: 24px 16px }
  h1 { font-size: 28px; line-height: 1.2 } h2 { font-size: 20px; line-height: 1.2; margin-top: 32px }
  table { border-collapse: collapse; width: 100% } caption { text-align: left; opacity: .7; font-size: 14px }
  th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid #8884; font-weight: normal }
  thead th { font-size: 14px; opacity: .7 } .number { text-align: right } code { font-size: 14px; overflow-wrap: anywhere }
  svg { max-width: 100%; height: auto } svg text { fill: currentColor; font-size: 13px } .scroll { overflow-x: auto }
`;

/** The replay as one file that needs nothing else: charts are static SVG, each with its table. */
export async function replayPage(report: ReplayReport, { before, after, atMs }: ReplayTitle): Promise<string> {
  const { decisions, newlyDenied, newlyDeniedShare, noLongerDenied, reproduced } = report;
  const page = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Replay of ${whole(decisions)} decisions</title><style>${raw(STYLE)}</style></head>
<body>
<h1>${whole(newlyDenied)} of ${whole(decisions)} buyers would newly be denied</h1>
<p>${percent(newlyDeniedShare)} newly denied, ${whole(noLongerDenied)} no longer denied. Before: <code>${before}</code>. After: <code>${after}</code>.
Made ${new Date(atMs).toISOString()}. Signals, score, history and stock are as recorded: what later buyers would have met is not simulated.</p>
<p>${whole(reproduced.same)} decisions of the same policy came out byte for byte as recorded, ${whole(reproduced.different.length)} did not.</p>
<h2>How are checkouts decided, before and after?</h2>
${verdictChart(report)}
${reportTable({
  caption: "Decisions by verdict",
  head: ["Verdict", "Before", "After"],
  rows: VERDICTS.map((verdict) => [verdict, whole(report.before[verdict]), whole(report.after[verdict])]),
})}
<h2>Which rules move decisions?</h2>
${reportTable({
  caption: "Rules by the decisions that they move",
  head: ["Rule", "Moved", "Newly denied"],
  rows: report.movers.map(({ rule, moved, newlyDenied }) => [rule ?? "(thresholds)", whole(moved), whole(newlyDenied)]),
})}
${report.segments.map(segmentSection)}
<h2>Does it catch what was labelled?</h2>
${labelTable(report)}
<h2>Who changes side?</h2>
${reportTable({
  caption: `The first ${whole(Math.min(CHANGES_SHOWN, report.changes.length))} of ${whole(report.changes.length)}, in order of time`,
  head: ["Decision", "Before", "After", "Rule"],
  rows: report.changes
    .slice(0, CHANGES_SHOWN)
    .map(({ decisionId, before: from, after: to, movers }) => [
      decisionId,
      from,
      to,
      movers.join(", ") || "(thresholds)",
    ]),
})}
</body></html>
`;
  return String(page);
}

/** Two bars on one scale: each part is a verdict, in the same order and colour. */
function verdictChart({ decisions, before, after }: ReplayReport) {
  const rows = [
    { name: "before", totals: before },
    { name: "after", totals: after },
  ];
  const bars = rows.map(({ name, totals }, row) => {
    let x = 60;
    const parts = VERDICTS.map((verdict) => {
      const width = decisions === 0 ? 0 : (totals[verdict] / decisions) * BAR_WIDTH;
      const part = html`<rect x="${x}" y="${row * 36 + 4}" width="${width}" height="26" fill="${COLOURS[verdict]}"><title>${verdict}: ${whole(totals[verdict])}</title></rect>`;
      x += width;
      return part;
    });
    return html`<text x="0" y="${row * 36 + 22}">${name}</text>${parts}`;
  });
  const legend = VERDICTS.map(
    (verdict, at) =>
      html`<rect x="${60 + at * 100}" y="80" width="10" height="10" fill="${COLOURS[verdict]}"/><text x="${74 + at * 100}" y="90">${verdict}</text>`,
  );
  return html`<svg viewBox="0 0 ${BAR_WIDTH + 60} 96" width="${BAR_WIDTH + 60}" role="img" aria-label="Share of each verdict before and after; the table below has the figures">${bars}${legend}</svg>`;
}

function segmentSection({ title, values }: ReplayReport["segments"][number]) {
  const shown = values.slice(0, 20);
  const height = shown.length * 40;
  const bars = shown.map(({ decisions, deniedBefore, deniedAfter, value }, row) => {
    const y = row * 40;
    return html`<text x="0" y="${y + 18}">${value}</text>
<rect x="220" y="${y + 4}" width="${(deniedBefore / decisions) * BAR_WIDTH}" height="12" fill="${COLOURS.deny}" opacity=".45"/>
<rect x="220" y="${y + 18}" width="${(deniedAfter / decisions) * BAR_WIDTH}" height="12" fill="${COLOURS.deny}"/>`;
  });
  return html`<h2>${title}: who is denied, before and after?</h2>
<svg viewBox="0 0 ${220 + BAR_WIDTH} ${height}" width="${220 + BAR_WIDTH}" role="img" aria-label="Share denied for each value; the pale bar is before, the full bar after, the table below has the figures">${bars}</svg>
${reportTable({
  caption: `Share denied; the pale bar is before${values.length > shown.length ? `; ${values.length - shown.length} rarer values are left out of the chart` : ""}`,
  head: ["Value", "Decisions", "Denied before", "Denied after", "Changed"],
  rows: values.map(({ value, decisions, deniedBefore, deniedAfter, changed }) => [
    value,
    whole(decisions),
    percent(deniedBefore / decisions),
    percent(deniedAfter / decisions),
    whole(changed),
  ]),
})}`;
}

function labelTable({ labels: { abuse, genuine, stopped, denied } }: ReplayReport) {
  if (abuse + genuine === 0) return html`<p>No decision is labelled, so precision and recall are not known.</p>`;
  const share = (value: number | null) => (value === null ? "not known" : percent(value));
  const row = (name: string, { before, after }: typeof stopped) => [
    name,
    share(before.precision),
    share(after.precision),
    share(before.recall),
    share(after.recall),
  ];
  return reportTable({
    caption: `Against ${whole(abuse)} labelled as abuse and ${whole(genuine)} as genuine`,
    head: ["", "Precision before", "Precision after", "Recall before", "Recall after"],
    rows: [row("Stopped", stopped), row("Denied", denied)],
  });
}
