import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { type Cadence, typeText } from "../typing.ts";

/** A phone that is emulated: taps, and keys where a phone's keyboard would send its own. */
export function touch(cadence: Cadence): Driver["run"] {
  return async ({ page, random, buyer }) => {
    await page.tap("details summary");
    for (const { field, text } of buyer) {
      await sleep(200 + 500 * random.uniform());
      await page.tap(field);
      await page.evaluate(`document.activeElement.select()`);
      await typeText(page, text, { cadence }, random);
    }
    await sleep(500 * random.uniform());
    await page.tap("[data-buy]");
  };
}
