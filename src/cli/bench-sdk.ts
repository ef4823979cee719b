import { build } from "esbuild";
import { type Browser, chromium } from "playwright-core";
import { callsInto } from "./bench-sdk/calls-into.ts";
import { openMeasuredShop } from "./bench-sdk/measured-shop.ts";
import { usePage } from "./bench-sdk/use-page.ts";
import { parseOptions } from "./rules/command.ts";
import { CHROMIUM } from "./shared/chromium.ts";
import { showProgress } from "./shared/progress.ts";
import { runProgram } from "./shared/run-program.ts";
import { table } from "./shared/table.ts";
import { wholeNumber } from "./shared/whole-number.ts";

const SECONDS = 20;
const ROUNDS = 3;

const HELP = `Usage: npm run bench:sdk -- [options]

Measures how long the browser SDK keeps the page's thread busy, in real Chromium, while a mouse moves all the time (120 moves
a second) and keys are pressed (8 a second): processor time of every call from the browser into the SDK, from Chromium's own
trace. The first line is what as many listeners cost that do nothing, trace included; what is above it is the SDK's own.
Each case is measured in turns, and the quietest turn counts, since a busy machine only ever adds. A proof of work is done by
WebCrypto outside of the page's thread.

  --seconds <n>  of use in each case (${SECONDS})
  --rounds <n>   turns of each case (${ROUNDS})
  --json         the figures as JSON on stdout
  --verbose      stack traces

  npm run bench:sdk -- --seconds 60

Exit codes: 0 measured, 2 wrong usage or no browser.
`;

const SCRIPTS = { "/sdk/v1.js": "index", "/sdk/fair-checkout.js": "fair-checkout", "/sdk/challenge.js": "challenge" };

type Case = { readonly name: string; readonly path: string; readonly script: string };
const CASES: readonly Case[] = [
  { name: "as many listeners that do nothing", path: "/idle", script: "/idle.js" },
  { name: "observing, then collecting", path: "/start", script: "/sdk/v1.js" },
  { name: "<fair-checkout> counting down", path: "/element", script: "/sdk/fair-checkout.js" },
  { name: "a proof of work at the end", path: "/challenge", script: "/sdk/challenge.js" },
];

/** Processor time of the SDK on the page's thread: in a second of use, and in its longest call. */
type Figures = { readonly name: string; readonly msPerSecond: number; readonly longestMs: number };

await runProgram({
  help: HELP,
  async run(args) {
    const values = parseOptions(args, {
      seconds: { type: "string" },
      rounds: { type: "string" },
      json: { type: "boolean" },
    });
    const seconds = wholeNumber("seconds", values.seconds, SECONDS);
    const figures = await measureAll(seconds, wholeNumber("rounds", values.rounds, ROUNDS));
    if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
    else process.stdout.write(table([["", "a second", "at once"], ...figures.map(rowOf)]));
    return 0;
  },
});

async function measureAll(seconds: number, rounds: number): Promise<Figures[]> {
  const keys = { secretKid: "bench", secrets: new Map([["bench", crypto.getRandomValues(new Uint8Array(32))]]) };
  const shop = await openMeasuredShop(await bundles(), keys);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const progress = showProgress("turns", rounds * CASES.length);
  const quietest = new Map<string, Figures>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const each of CASES) {
        const figures = await measure(browser, shop.origin, each, seconds);
        const before = quietest.get(each.name);
        if (before === undefined || figures.msPerSecond < before.msPerSecond) quietest.set(each.name, figures);
        progress.step();
      }
    }
  } finally {
    progress.end();
    await browser.close();
    shop.close();
  }
  return [...quietest.values()];
}

async function measure(browser: Browser, origin: string, each: Case, seconds: number): Promise<Figures> {
  const page = await browser.newPage();
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await page.goto(origin + each.path);
  await page.waitForFunction("window.finish");
  await usePage(page, seconds);
  await page.evaluate("finish()");
  const callsMs = callsInto(await browser.stopTracing(), each.script);
  await page.close();
  const totalMs = callsMs.reduce((sum, ms) => sum + ms, 0);
  return { name: each.name, msPerSecond: totalMs / seconds, longestMs: Math.max(0, ...callsMs) };
}

function rowOf({ name, msPerSecond, longestMs }: Figures): string[] {
  return [name, `${msPerSecond.toFixed(2)} ms`, `${longestMs.toFixed(1)} ms`];
}

async function bundles(): Promise<ReadonlyMap<string, string>> {
  const options = { bundle: true, format: "esm", minify: true, target: "es2022", write: false } as const;
  const built = Object.entries(SCRIPTS).map(async ([path, entry]) => {
    const { outputFiles } = await build({ ...options, entryPoints: [`src/sdk/${entry}.ts`] });
    return [path, outputFiles[0]?.text ?? ""] as const;
  });
  return new Map(await Promise.all(built));
}
