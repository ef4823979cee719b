import type { Page } from "playwright-core";

const TEXT = "Asha Rao, Flat 4B, Sea View, 12 North Street, Mumbai 400001 ";
/** Browsers give one move for each frame of the screen, however fast a mouse reports. */
export const MOVES_PER_SECOND = 120;
export const KEYS_PER_SECOND = 5;
const MOVES_PER_KEY = MOVES_PER_SECOND / KEYS_PER_SECOND;
const KEY_HELD_MS = 30;

/**
 * Uses a page whose text field has the focus as busily as a person could for so many seconds: the mouse moves all the time, and
 * keys are pressed. The same
 * events each time, so that only what listens to them differs.
 */
export async function usePage(page: Page, seconds: number): Promise<void> {
  const startedAtMs = performance.now();
  for (let move = 0; move < seconds * MOVES_PER_SECOND; move += 1) {
    const waitMs = startedAtMs + (move * 1000) / MOVES_PER_SECOND - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    await page.mouse.move(300 + 200 * Math.sin(move / 20), 200 + 100 * Math.cos(move / 13));
    if (move % MOVES_PER_KEY === 0) {
      await page.keyboard.press(TEXT[(move / MOVES_PER_KEY) % TEXT.length] ?? "a", { delay: KEY_HELD_MS });
    }
  }
  await page.mouse.click(300, 300);
}
