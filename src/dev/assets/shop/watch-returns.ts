import { refreshRegions } from "./regions.ts";

const PERIOD_MS = 5000;

/** While everything is taken, looks again now and then, for units may return. */
export function watchReturns(): void {
  setInterval(() => {
    const waiting = document.querySelector("[data-watch-sale]") !== null;
    if (waiting && document.visibilityState === "visible") refreshRegions().catch(() => undefined);
  }, PERIOD_MS);
}
