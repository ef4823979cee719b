import { showReadersZone } from "./readers-zone.ts";
import { observeServerTime } from "./server-clock.ts";

/** Reads the page anew and puts its parts in the place of the old ones, so that nothing above or around them moves. */
export async function refreshRegions(): Promise<void> {
  replaceRegions(await (await fetch("/shop", { cache: "no-store" })).text());
}

/** Replaces the parts of the page marked `data-region` with those of another rendering of it. */
export function replaceRegions(html: string): void {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const region of document.querySelectorAll<HTMLElement>("[data-region]")) {
    const replacement = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (replacement !== null) region.replaceChildren(...replacement.childNodes);
  }
  const shop = fresh.querySelector<HTMLElement>("[data-shop]");
  if (shop !== null) observeServerTime(Number(shop.dataset.serverNow));
  showReadersZone();
}

/** Moves the focus to the heading that says what happened, which screen readers then read out. The page does not scroll. */
export function announceOutcome(): void {
  document.querySelector<HTMLElement>("[data-announce]")?.focus({ preventScroll: true });
}
