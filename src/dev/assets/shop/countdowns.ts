import { countdown } from "../../../sdk/checkout/countdown.ts";
import { serverNowMs } from "./server-clock.ts";

const TICK_MS = 250;

/**
 * Counts down every moment of the page by the server's clock.
 * @param ended called once for each moment that is reached, with the part of the page that it stands in
 */
export function runCountdowns(ended: (region: string) => void): void {
  const reached = new Set<string>();
  setInterval(() => {
    const nowMs = serverNowMs();
    for (const timer of document.querySelectorAll<HTMLElement>("[data-until]")) {
      const until = timer.dataset.until ?? "";
      const words = countdown(Number(until) - nowMs);
      if (timer.textContent !== words) timer.textContent = words;
      if (Number(until) <= nowMs && !reached.has(until)) {
        reached.add(until);
        ended(timer.closest<HTMLElement>("[data-region]")?.dataset.region ?? "");
      }
    }
  }, TICK_MS);
}
