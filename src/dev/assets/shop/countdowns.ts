import { countdownWords } from "../../worker/shop/countdown-words.ts";
import { serverNowMs } from "./server-clock.ts";

const TICK_MS = 250;

/**
 * Counts down every moment of the page by the server's clock.
 * @param ended called once for each moment that is reached
 */
export function runCountdowns(ended: () => void): void {
  const reached = new Set<string>();
  setInterval(() => {
    const nowMs = serverNowMs();
    for (const timer of document.querySelectorAll<HTMLElement>("[data-until]")) {
      const until = timer.dataset.until ?? "";
      const words = countdownWords(Number(until) - nowMs);
      if (timer.textContent !== words) timer.textContent = words;
      if (Number(until) <= nowMs && !reached.has(until)) {
        reached.add(until);
        ended();
      }
    }
  }, TICK_MS);
}
