import type { LiveSale } from "../../console/view-models/sale.ts";
import { durationWords } from "../../console/words/duration.ts";
import { localMomentWords } from "../shared/local-moments.ts";
import { paintSale } from "./paint-sale.ts";

const PERIOD_MS = 1000;
/** After this much silence the page says how old its figures are. */
const STALE_AFTER_MS = 3000;

/** Asks for the sale's figures every second while the page is in view, and says so when they grow old there. */
export function watchSale(url: string): void {
  let readAtMs = performance.now();
  let serverTimeMs: number | undefined;
  let saidStale = false;

  async function read(): Promise<void> {
    if (document.visibilityState === "visible") {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(STALE_AFTER_MS) });
        if (response.ok) {
          const live: LiveSale = await response.json();
          readAtMs = performance.now();
          serverTimeMs = live.serverTimeMs;
          paintSale(live);
        }
      } catch {
        // The line about freshness tells the reader; the next round tries again.
      }
      paintFreshness();
    }
    setTimeout(read, PERIOD_MS);
  }

  function paintFreshness(): void {
    const line = document.querySelector<HTMLElement>("[data-freshness]");
    if (line === null) return;
    const ageMs = performance.now() - readAtMs;
    const stale = ageMs > STALE_AFTER_MS;
    line.dataset.state = stale ? "stale" : "live";
    if (stale) line.textContent = `The service does not answer. These figures are ${durationWords(ageMs)} old.`;
    else if (serverTimeMs !== undefined) line.textContent = `Live, as of ${localMomentWords(serverTimeMs, "clock")}`;
    if (stale !== saidStale) tellChange(stale);
  }

  /** The line changes every second, and whoever hears the page is told only when the figures stop and when they go on. */
  function tellChange(stale: boolean): void {
    saidStale = stale;
    const heard = document.querySelector("[data-freshness-heard]");
    if (heard !== null) heard.textContent = stale ? "The figures are no longer live." : "The figures are live again.";
  }

  void read();
}
