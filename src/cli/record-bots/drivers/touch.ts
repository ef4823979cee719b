import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { CADENCES, typeText } from "../typing.ts";

/** A phone that is emulated: taps, and keys where a phone's keyboard would send its own. */
export const touch: Driver["run"] = async ({ page, random, buyer }) => {
  const style = { cadence: CADENCES.uniform(60, 180, 0.4) };
  await page.tap("details summary");
  for (const { field, text } of buyer) {
    await sleep(200 + 500 * random.uniform());
    await page.tap(field);
    await page.evaluate(`document.activeElement.select()`);
    await typeText(page, text, style, random);
  }
  await sleep(500 * random.uniform());
  await page.tap("[data-buy]");
};
