import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { bezier } from "../paths/curved.ts";
import { createHand } from "../simulated-hand.ts";

const READING_MS = 1_500;

/** The library's own `fill`, which sets a field and says so to the page, and its own click. */
export const formFill: Driver["run"] = async ({ page, random, buyer }) => {
  await page.click("details summary");
  for (const { field, text } of buyer) {
    await page.fill(field, text);
    await sleep(100 * random.uniform());
  }
  await sleep(READING_MS * random.uniform());
  await page.click("[data-buy]");
};

/** Fills by script, as a password manager does, and moves to the button along a curve. */
export const autofill: Driver["run"] = async ({ page, random, buyer }) => {
  const hand = createHand(
    page,
    { path: bezier(), holdMs: () => 60 + 50 * random.uniform(), settleMs: () => 100 * random.uniform() },
    random,
  );
  await hand.click(page.locator("details summary"));
  await hand.click(page.locator("#name"));
  await sleep(READING_MS * random.uniform());
  for (const { field, text } of buyer) await page.fill(field, text);
  await sleep(READING_MS * random.uniform());
  await hand.click(page.locator("[data-buy]"));
};

/** Clicks each field and lets the whole text arrive at once, without keys. */
export const insertText: Driver["run"] = async ({ page, random, buyer }) => {
  await page.click("details summary");
  for (const { field, text } of buyer) {
    await page.click(field, { clickCount: 3 });
    await page.keyboard.insertText(text);
    await sleep(300 * random.uniform());
  }
  await page.click("[data-buy]");
};

/** A script in the page sets the fields and sends the form; nothing is clicked. */
export const scripted: Driver["run"] = async ({ page, random, buyer }) => {
  await sleep(READING_MS + READING_MS * random.uniform());
  await page.evaluate(`{
    for (const { field, text } of ${JSON.stringify(buyer)}) {
      const input = document.querySelector(field);
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    document.querySelector("[data-checkout]").requestSubmit();
  }`);
};

/** A script in the page makes key events of its own, and clicks by script. */
export const scriptedTyping: Driver["run"] = async ({ page, random, buyer }) => {
  await page.evaluate(`document.querySelector("details").open = true`);
  for (const { field, text } of buyer) {
    await page.focus(field);
    await page.evaluate(`document.activeElement.value = ""`);
    for (const key of text) {
      const code = JSON.stringify({ key, code: `Key${key.toUpperCase()}`, bubbles: true });
      await page.evaluate(`{
        const field = document.activeElement;
        field.dispatchEvent(new KeyboardEvent("keydown", ${code}));
        field.value += ${JSON.stringify(key)};
        field.dispatchEvent(new InputEvent("input", { inputType: "insertText", data: ${JSON.stringify(key)}, bubbles: true }));
      }`);
      await sleep(30 + 60 * random.uniform());
      await page.evaluate(`document.activeElement.dispatchEvent(new KeyboardEvent("keyup", ${code}))`);
    }
  }
  await page.evaluate(`document.querySelector("[data-buy]").click()`);
};
