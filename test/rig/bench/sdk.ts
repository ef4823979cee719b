import { type Browser, chromium } from "playwright-core";
import { CHROMIUM } from "../../../src/cli/shared/chromium.ts";
import { type Progress, showProgress } from "../../../src/cli/shared/progress.ts";
import { table } from "../../../src/cli/shared/table.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { sdkBundles } from "./sdk/bundles.ts";
import { openMeasuredShop } from "./sdk/measured-shop.ts";
import { watchThread } from "./sdk/page-thread.ts";
import { measureSolves, type SolveTimes, type Spread } from "./sdk/solve-times.ts";
import { KEYS_PER_SECOND, MOVES_PER_SECOND, usePage } from "./sdk/use-page.ts";

const SLOWDOWNS = [1, 4];

/** The first is the page without the SDK. */
const CASES = [
  { name: "the page without the SDK", path: "/none" },
  { name: "observing", path: "/start" },
  { name: "observing, with BotD", path: "/botd" },
  { name: "<fair-checkout> counting down", path: "/element" },
] as const;

/** Processor time of the page's thread, in milliseconds. */
type Figures = {
  readonly name: string;
  readonly scriptMsPerSecond: number;
  readonly threadMsPerSecond: number;
  readonly endMs: number;
};
type Plan = { readonly seconds: number; readonly rounds: number; readonly solves: number };

export const benchSdk = rigProgram({
  name: "bench sdk",
  about: `
Measures what the browser SDK costs the page that includes it, in real Chromium: processor time of the page's thread, as
Chromium itself counts it, while a mouse moves without rest (${MOVES_PER_SECOND} moves a second, one for each frame of a fast screen) and
${KEYS_PER_SECOND} keys are pressed a second. The first line is the same page without the SDK, under the same input, in the same turns; the
quietest turn of each counts, since a busy machine only ever adds.

  script a second  in calls of the browser into scripts, and what of it the SDK added
  thread a second  in all that the page's thread does, input, layout and painting included
  at the end       in all that the page's thread does when the observations are collected, once

Then it has the browser settle challenges by proof of work, with the page's thread as fast as it is and ${SLOWDOWNS.at(-1)} times slower. The
work is done by WebCrypto on threads of its own, which that does not slow: an old phone is slower than that. How long the buyer
waits is by the clock, and longer where other programs want the processor.`,
  numbers: {
    seconds: ["of use in each case", 20],
    rounds: ["turns of each case", 3],
    solves: ["challenges to settle", 50],
  },
  example: "--seconds 60 --solves 100",
  exits: "0 measured",
  run: ({ number }) => measureAll({ seconds: number("seconds"), rounds: number("rounds"), solves: number("solves") }),
  report: ({ use, solves }: Awaited<ReturnType<typeof measureAll>>) => `${useTable(use)}\n${solvesTable(solves)}`,
  broken: () => [],
});

async function measureAll({ seconds, rounds, solves }: Plan) {
  const keys = { secretKid: "bench", secrets: new Map([["bench", crypto.getRandomValues(new Uint8Array(32))]]) };
  const shop = await openMeasuredShop(await sdkBundles(), keys);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const progress = showProgress("turns", rounds * CASES.length + SLOWDOWNS.length);
  try {
    const use = await measureUse(browser, { origin: shop.origin, seconds, rounds, progress });
    const solveTimes: SolveTimes[] = [];
    for (const slowdown of SLOWDOWNS) {
      solveTimes.push(await measureSolves(browser, { address: `${shop.origin}/challenge`, solves, slowdown }));
      progress.step();
    }
    return { use, solves: solveTimes };
  } finally {
    progress.end();
    await browser.close();
    shop.close();
  }
}

type Use = { readonly origin: string; readonly seconds: number; readonly rounds: number; readonly progress: Progress };

async function measureUse(browser: Browser, { origin, seconds, rounds, progress }: Use): Promise<Figures[]> {
  const turns: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, path } of CASES) {
      turns.push({ name, ...(await measure(browser, origin + path, seconds)) });
      progress.step();
    }
  }
  return CASES.map(({ name }) => {
    const own = turns.filter((turn) => turn.name === name);
    const quietest = (figure: Exclude<keyof Figures, "name">) => Math.min(...own.map((turn) => turn[figure]));
    return {
      name,
      scriptMsPerSecond: quietest("scriptMsPerSecond"),
      threadMsPerSecond: quietest("threadMsPerSecond"),
      endMs: quietest("endMs"),
    };
  });
}

async function measure(browser: Browser, address: string, seconds: number): Promise<Omit<Figures, "name">> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction("window.finish");
  await page.focus("input");
  const thread = await watchThread(page);
  const began = await thread();
  await usePage(page, seconds);
  const used = await thread();
  await page.evaluate("finish()");
  const ended = await thread();
  await page.close();
  return {
    scriptMsPerSecond: (used.scriptMs - began.scriptMs) / seconds,
    threadMsPerSecond: (used.taskMs - began.taskMs) / seconds,
    endMs: ended.taskMs - used.taskMs,
  };
}

function useTable(figures: readonly Figures[]): string {
  const without = figures[0]?.scriptMsPerSecond ?? 0;
  const rows = figures.map(({ name, scriptMsPerSecond, threadMsPerSecond, endMs }, index) => [
    name,
    ms(scriptMsPerSecond),
    index === 0 ? "" : `+${ms(scriptMsPerSecond - without)}`,
    ms(threadMsPerSecond),
    ms(endMs),
  ]);
  return table([["", "script a second", "the SDK's", "thread a second", "at the end"], ...rows]);
}

function solvesTable(times: readonly SolveTimes[]): string {
  const rows = times.flatMap(({ solves, slowdown, waitMs, processorMs, pageThreadMs }) => [
    row(`${solves} proofs of work${slowdown === 1 ? "" : `, page's thread ${slowdown} times slower`}: wait`, waitMs),
    // Chromium slows a thread by keeping it busy, which counts as processor time.
    ...(slowdown === 1 ? [row("  processor time of all threads", processorMs)] : []),
    row("  of the page's thread", pageThreadMs),
  ]);
  return table([["", "median", "95 %"], ...rows]);
}

function row(what: string, { median, p95 }: Spread): string[] {
  return [what, ms(median), ms(p95)];
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 2 : 0)} ms`;
}
