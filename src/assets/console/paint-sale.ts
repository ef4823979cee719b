import { evenSeries, seriesEndMs } from "../../console/charts/even-series.ts";
import { share } from "../../console/charts/share.ts";
import { stackedArea } from "../../console/charts/stacked-area.ts";
import { UNIT_PLACES } from "../../console/charts/unit-places.ts";
import { decisionsHref } from "../../console/view-models/decision-list.ts";
import { type LiveSale, PHASE_WORDS, windowWords } from "../../console/view-models/sale.ts";
import { countWords } from "../../console/words/count.ts";
import { VERDICTS } from "../../domain/decision/decision.ts";
import type { LedgerView } from "../../domain/sale/read-sale.ts";
import { localMomentWords } from "../shared/local-moments.ts";

/** Writes new figures into the page that the server rendered. Text goes in as text only. */
export function paintSale({ ledger, pressure, phase, series, seriesUntilMs, reasons }: LiveSale): void {
  paintLedger(ledger);
  paintPhase(phase);
  paintPressure(pressure);
  const even = evenSeries(series, seriesUntilMs);
  paintSeries(even);
  write("[data-window]", windowWords(even, phase));
  paintReasons(reasons);
}

const FIGURES = ["received", ...UNIT_PLACES, "returning", "attempts"] as const;

function paintLedger(ledger: LedgerView): void {
  for (const name of FIGURES) write(`[data-figure=${name}]`, countWords(ledger[name]));
  for (const verdict of VERDICTS) write(`[data-verdict=${verdict}]`, countWords(ledger.verdicts[verdict]));
  show("[data-returning]", ledger.returning > 0);
  let start = 0;
  for (const place of UNIT_PLACES) {
    const rect = document.querySelector(`[data-place=${place}]`);
    rect?.setAttribute("x", share(start, ledger.received));
    rect?.setAttribute("width", share(ledger[place], ledger.received));
    start += ledger[place];
  }
}

function paintPhase(phase: LiveSale["phase"]): void {
  const mark = document.querySelector<HTMLElement>("[data-phase]");
  if (mark === null || mark.dataset.phase === phase) return;
  mark.className = `phase phase-${phase}`;
  mark.dataset.phase = phase;
  mark.textContent = PHASE_WORDS[phase];
}

function paintPressure({ level, headline, cause, now }: LiveSale["pressure"]): void {
  const mark = document.querySelector<HTMLElement>("[data-pressure]");
  if (mark !== null && mark.dataset.pressure !== level) {
    mark.className = `phase pressure-${level}`;
    mark.dataset.pressure = level;
  }
  write("[data-pressure]", headline);
  write("[data-pressure-cause]", cause);
  write("[data-pressure-now]", now);
}

function paintSeries(series: LiveSale["series"]): void {
  const { attemptsMax, paths } = stackedArea(series);
  for (const verdict of VERDICTS) document.querySelector(`[data-path=${verdict}]`)?.setAttribute("d", paths[verdict]);
  write("[data-axis=max]", countWords(attemptsMax));
  write("[data-axis=half]", countWords(attemptsMax / 2));
  const [first] = series;
  if (first !== undefined) {
    write("[data-axis=from]", localMomentWords(first.atMs, "bare"));
    write("[data-axis=to]", localMomentWords(seriesEndMs(series), "bare"));
  }
  show("[data-no-attempts]", series.length === 0);
}

/** Rows are kept and rewritten in place, so a reader who is on one with the keyboard stays there. */
function paintReasons(reasons: LiveSale["reasons"]): void {
  const list = document.querySelector<HTMLElement>("[data-reasons]");
  const template = document.querySelector<HTMLTemplateElement>("[data-reason-row]");
  const saleId = list?.dataset.sale;
  if (list === null || template === null || saleId === undefined) return;
  const most = Math.max(0, ...reasons.map(({ count }) => count));
  while (list.children.length < reasons.length) list.append(template.content.cloneNode(true));
  while (list.children.length > reasons.length) list.lastElementChild?.remove();
  for (const [i, { code, title, count }] of reasons.entries()) {
    const row = list.children[i];
    row?.querySelector("a")?.setAttribute("href", decisionsHref({ saleId, reason: code }));
    write("[data-slot=title]", title, row);
    write("[data-slot=code]", code, row);
    write("[data-slot=count]", countWords(count), row);
    row?.querySelector("[data-slot=bar]")?.setAttribute("width", share(count, most));
  }
  show("[data-no-reasons]", reasons.length === 0);
}

function write(selector: string, words: string, root: ParentNode = document): void {
  const element = root.querySelector(selector);
  if (element !== null && element.textContent !== words) element.textContent = words;
}

function show(selector: string, shown: boolean): void {
  const element = document.querySelector<HTMLElement>(selector);
  if (element !== null) element.hidden = !shown;
}
