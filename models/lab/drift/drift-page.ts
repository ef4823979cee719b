import { html } from "hono/html";
import { reportPage, reportTable } from "../../../src/cli/shared/report-page.ts";
import { whole } from "../../../src/cli/shared/table.ts";
import { driftHeadline } from "../../../src/domain/scoring/drift/drift-headline.ts";
import type { DriftRow } from "../../../src/domain/scoring/drift/drift-report.ts";
import type { DriftAnswer } from "../../../src/wire/drift.ts";
import { figure, LEVEL_WORDS, referenceWords, shadowWords, windowWords } from "./drift-table.ts";

const WIDTH = 320;
const HEIGHT = 140;
const BASE = 118;
const GAP = 6;

/** A drift report as one file: what moved, and how every figure lies then and now. */
export async function driftPage(answer: DriftAnswer): Promise<string> {
  const { score, features } = answer;
  const rows = [score, ...features];
  return await reportPage(
    driftHeadline(answer),
    html`<p>${windowWords(answer.window)}, against ${referenceWords(answer)}. Model <code>${answer.modelVersion}</code>.</p>
<p>${shadowWords(answer)}</p>
<h2>What has moved?</h2>
${reportTable({
  caption:
    "Population stability index: stable below 0.1 or within what chance does in 19 cases of 20, drifted from 0.25 on",
  head: ["Figure", "Level", "Index", "By chance", "Values before", "Values now", "Without a value now"],
  rows: rows.map((row) => [
    row.name,
    LEVEL_WORDS[row.level].toLowerCase(),
    figure(row.index),
    figure(row.chance),
    row.observed.reference === null ? "" : whole(row.observed.reference),
    whole(row.observed.current),
    whole(row.absent.current),
  ]),
})}
<h2>How does each figure lie, before and now?</h2>
<p>Shares of the checkouts that have a value. The grey bar is before, the blue bar is now; the tables below have the figures.</p>
<div class="charts">${rows.filter(({ bins }) => bins.length > 1).map(chart)}</div>
${rows.filter(({ bins }) => bins.length > 1).map(binTable)}`,
  );
}

function chart({ name, bins }: DriftRow) {
  const highest = Math.max(...bins.flatMap(({ reference, current }) => [reference ?? 0, current]));
  const step = WIDTH / bins.length;
  const width = (step - GAP) / 2;
  const bars = bins.map(({ reference, current }, at) => {
    const [before, now] = [((reference ?? 0) / highest) * BASE, (current / highest) * BASE];
    const x = at * step;
    return html`<rect class="before" x="${x}" y="${BASE - before}" width="${width}" height="${before}"/><rect class="now" x="${x + width}" y="${BASE - now}" width="${width}" height="${now}"/>`;
  });
  const [first, last] = [bins[0]?.upTo, bins.at(-2)?.upTo];
  return html`<figure><figcaption><code>${name}</code></figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Shares of ${name} before and now, as in its table below">${bars}<text x="0" y="${HEIGHT - 6}">up to ${edge(first)}</text><text x="${WIDTH}" y="${HEIGHT - 6}" text-anchor="end">above ${edge(last)}</text></svg></figure>`;
}

function binTable({ name, bins }: DriftRow) {
  return reportTable({
    caption: name,
    head: ["Values", "Before", "Now"],
    rows: bins.map(({ upTo, reference, current }, at) => [
      upTo === null ? `above ${edge(bins[at - 1]?.upTo)}` : `up to ${edge(upTo)}`,
      reference === null ? "" : percent(reference),
      percent(current),
    ]),
  });
}

function edge(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : Number(value.toPrecision(4)).toString();
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
