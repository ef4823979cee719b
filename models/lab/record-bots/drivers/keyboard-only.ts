import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { type TypingStyle, typeText } from "../typing.ts";

const STOPS_MAX = 60;

/** Goes from field to field with the tabulator key and never touches a mouse. */
export function keyboardOnly(typing: TypingStyle): Driver["run"] {
  return async ({ page, random, buyer }) => {
    async function tabTo(selector: string): Promise<void> {
      for (let stops = 0; stops < STOPS_MAX; stops += 1) {
        await page.keyboard.press("Tab", { delay: 30 + 40 * random.uniform() });
        await sleep(60 + 120 * random.uniform());
        if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`))
          return;
      }
      throw new Error(`No stop of the tabulator key is ${selector}.`);
    }
    await tabTo("details summary");
    await page.keyboard.press("Enter", { delay: 50 });
    for (const { field, text } of buyer) {
      await tabTo(field);
      await typeText(page, text, typing, random);
    }
    await tabTo("[data-buy]");
    await page.keyboard.press("Enter", { delay: 50 });
  };
}
