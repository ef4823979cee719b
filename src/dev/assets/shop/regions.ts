import { showReadersZone } from "./readers-zone.ts";
import { observeServerTime } from "./server-clock.ts";

/** The parts of the page that change, as `data-region` marks them. */
const REGIONS = ["moment", "order"];

/** Reads the page anew and puts its parts in the place of the old ones, so that nothing above or around them moves. */
export async function refreshRegions(names: readonly string[] = REGIONS): Promise<void> {
  replaceRegions(await (await fetch("/shop", { cache: "no-store" })).text(), names);
}

/** Replaces parts of the page with those of another rendering of it. */
export function replaceRegions(html: string, names: readonly string[] = REGIONS): void {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const name of names) {
    const replacement = fresh.querySelector(`[data-region="${name}"]`);
    if (replacement !== null) {
      document.querySelector(`[data-region="${name}"]`)?.replaceChildren(...replacement.childNodes);
    }
  }
  const shop = fresh.querySelector<HTMLElement>("[data-shop]");
  if (shop !== null) observeServerTime(Number(shop.dataset.serverNow));
  showReadersZone();
}

/** Moves the focus to the heading that says what happened, which screen readers then read out. The page does not scroll. */
export function announceOutcome(): void {
  document.querySelector<HTMLElement>("[data-announce]")?.focus({ preventScroll: true });
}
