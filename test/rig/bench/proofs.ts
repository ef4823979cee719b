import { availableParallelism } from "node:os";
import { type Browser, chromium } from "playwright-core";
import { CHROMIUM } from "../../../src/cli/shared/chromium.ts";
import { showProgress } from "../../../src/cli/shared/progress.ts";
import { table } from "../../../src/cli/shared/table.ts";
import { forEachAtOnce } from "../shared/for-each-at-once.ts";
import { percentile } from "../shared/percentile.ts";
import { rigProgram } from "../shared/rig-program.ts";
import { sdkBundles } from "./sdk/bundles.ts";
import { openMeasuredShop } from "./sdk/measured-shop.ts";

/** A fast machine, a cheap phone, and one that hardly answers. */
const SLOWDOWNS = [1, 6, 20] as const;
/** Nobody reads and presses faster: the shipped rules ask whoever does. */
const PRESSED_AFTER_MS = 800;

/** What one buyer's browser handed over, and how long the press waited for it. */
type Handed = { readonly visit: boolean; readonly proof: boolean; readonly waitMs: number };

export const benchProofs = rigProgram({
  name: "bench proofs",
  about: `
Counts the honest checkouts of real Chromium that come without the proof of the browser's key. Each buyer is a browser that was never
there before, opens the page, and presses ${PRESSED_AFTER_MS} ms later, with the page's thread as fast as it is and ${SLOWDOWNS.slice(1).join(" and ")} times
slower. So many at a time share the machine that each waits for its turn.`,
  numbers: {
    buyers: ["of each speed", 120],
    "at-once": ["browsers that are open at a time", 6 * availableParallelism()],
  },
  example: "--buyers 400 --at-once 24",
  exits: "0 every checkout had a visit and a proof, 1 not",
  run: ({ number }) => measure(number("buyers"), number("at-once")),
  report: (all: Awaited<ReturnType<typeof measure>>) =>
    table([
      ["page's thread", "buyers", "without visit", "without proof", "wait, median", "95 %"],
      ...all.map(({ slowdown, handed }) => {
        const waits = handed.map(({ waitMs }) => waitMs).sort((a, b) => a - b);
        return [
          slowdown === 1 ? "as it is" : `${slowdown} times slower`,
          String(handed.length),
          String(handed.filter(({ visit }) => !visit).length),
          String(handed.filter(({ proof }) => !proof).length),
          `${Math.round(percentile(waits, 0.5))} ms`,
          `${Math.round(percentile(waits, 0.95))} ms`,
        ];
      }),
    ]),
  broken: (all) =>
    all.flatMap(({ slowdown, handed }) => {
      const without = handed.filter(({ proof }) => !proof).length;
      return without === 0 ? [] : [`${without} of ${handed.length} came without a proof, ${slowdown} times slower`];
    }),
});

async function measure(buyers: number, atOnce: number) {
  const keys = { secretKid: "bench", secrets: new Map([["bench", crypto.getRandomValues(new Uint8Array(32))]]) };
  const shop = await openMeasuredShop(await sdkBundles(), keys);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const progress = showProgress("buyers", buyers * SLOWDOWNS.length);
  try {
    const all: { readonly slowdown: number; readonly handed: readonly Handed[] }[] = [];
    for (const slowdown of SLOWDOWNS) {
      const handed: Handed[] = [];
      await forEachAtOnce(Array.from({ length: buyers }), atOnce, async () => {
        handed.push(await buy(browser, `${shop.origin}/start`, slowdown));
        progress.step();
      });
      all.push({ slowdown, handed });
    }
    return all;
  } finally {
    progress.end();
    await browser.close();
    shop.close();
  }
}

async function buy(browser: Browser, address: string, slowdown: number): Promise<Handed> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    await page.goto(address);
    await page.waitForFunction("window.finish", undefined, { timeout: 0 });
    return await page.evaluate<Handed>(`new Promise((resolve) => setTimeout(resolve, ${PRESSED_AFTER_MS})).then(async () => {
      const pressedAtMs = performance.now();
      const { visitToken, signals } = await window.finish();
      const waitMs = performance.now() - pressedAtMs;
      return { visit: visitToken !== undefined, proof: signals.proof !== undefined, waitMs };
    })`);
  } finally {
    await context.close();
  }
}
