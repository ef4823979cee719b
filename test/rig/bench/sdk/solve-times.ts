import type { Browser, CDPSession } from "playwright-core";
import { percentile } from "../../shared/percentile.ts";
import { watchThread } from "./page-thread.ts";

/** What proofs of work cost a browser, one after the other, in milliseconds. */
export type SolveTimes = {
  readonly solves: number;
  /** How many times slower the page's thread was made. WebCrypto's threads are as fast as ever. */
  readonly slowdown: number;
  /** From asking for the puzzle to the service's answer. */
  readonly waitMs: Spread;
  /** Processor time on all threads of the page's process. */
  readonly processorMs: Spread;
  /** The part of it that the page's own thread spends. */
  readonly pageThreadMs: Spread;
};

export type Spread = { readonly median: number; readonly p95: number };

/** Has a page settle so many challenges. @param address of a page whose `finish()` settles one */
export async function measureSolves(
  browser: Browser,
  { address, solves, slowdown }: { readonly address: string; readonly solves: number; readonly slowdown: number },
): Promise<SolveTimes> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction("window.finish");
  const thread = await watchThread(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const processes = await browser.newBrowserCDPSession();
  const [waits, processor, pageThread]: [number[], number[], number[]] = [[], [], []];
  for (let solve = 0; solve < solves; solve += 1) {
    const [{ taskMs }, processorMs] = [await thread(), await processorMsOf(processes)];
    const beganAtMs = performance.now();
    const settled = await page.evaluate<unknown>("finish()");
    if (settled === undefined) throw new Error("A challenge was not settled.");
    waits.push(performance.now() - beganAtMs);
    processor.push((await processorMsOf(processes)) - processorMs);
    pageThread.push((await thread()).taskMs - taskMs);
  }
  await page.close();
  return {
    solves,
    slowdown,
    waitMs: spreadOf(waits),
    processorMs: spreadOf(processor),
    pageThreadMs: spreadOf(pageThread),
  };
}

/** Of all pages together: the others are idle. Chromium counts in hundredths of a second. */
async function processorMsOf(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pages = processInfo.filter(({ type }) => type === "renderer");
  return pages.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
}

function spreadOf(values: readonly number[]): Spread {
  return { median: percentile(values, 0.5), p95: percentile(values, 0.95) };
}
