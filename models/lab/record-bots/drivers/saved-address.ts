import { assert } from "../../../../src/domain/result.ts";
import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { createHand, type HandStyle } from "../simulated-hand.ts";

const READING_MS = 4_000;

/** Buys with the address that the shop has saved: the library's own click on the button, and nothing else. */
export const onePress: Driver["run"] = async ({ page, random }) => {
  await sleep(READING_MS + READING_MS * random.uniform());
  await page.click("[data-buy]", { delay: 40 + 80 * random.uniform() });
};

/** The same by one stroke of a hand of the style. */
export function oneStroke(style: HandStyle): Driver["run"] {
  return async ({ page, random }) => {
    await sleep(READING_MS + READING_MS * random.uniform());
    await createHand(page, style, random).click(page.locator("[data-buy]"));
  };
}

/** Pastes each field from the clipboard with the two keys that people use. */
export function pasteOnly(style: HandStyle): Driver["run"] {
  return async ({ page, random, buyer }) => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const hand = createHand(page, style, random);
    await hand.click(page.locator("details summary"));
    for (const { field, text } of buyer) {
      await sleep(300 + 900 * random.uniform());
      await hand.click(page.locator(field));
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      for (const key of ["a", "v"]) {
        await page.keyboard.down("Control");
        await page.keyboard.press(key, { delay: 50 + 40 * random.uniform() });
        await page.keyboard.up("Control");
      }
      assert((await page.inputValue(field)) === text, "what was pasted is in the field");
    }
    await sleep(300 + 900 * random.uniform());
    await hand.click(page.locator("[data-buy]"));
  };
}
