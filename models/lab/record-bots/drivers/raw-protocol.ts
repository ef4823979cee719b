import type { CDPSession, Locator } from "playwright-core";
import type { Random } from "../../../../test/rig/shared/random.ts";
import { reach } from "../../train/people/reach.ts";
import { sleep } from "../clock.ts";
import type { Driver } from "../driver.ts";
import { CADENCES, markField, typeText } from "../typing.ts";

/** A mouse that reports 125 times a second, in a hand as the laws of movement have it. */
const REPORT_MS = 8;
const KEY_OF_INPUT_METHODS = 229;

/**
 * Raw input of the debugging protocol: moves of a simulated hand are sent at the pace of a mouse and not waited for, so that the browser
 * gathers them in frames as it does a mouse's. Keys overlap, with long tails and Shift.
 */
export const rawProtocol: Driver["run"] = async ({ page, random, buyer }) => {
  const session = await page.context().newCDPSession(page);
  const hand = rawHand(session, random);
  await hand.click(page.locator("details summary"));
  for (const { field, text } of buyer) {
    await sleep(400 + 1_200 * random.uniform());
    await hand.click(page.locator(field));
    await markField(page);
    await typeText(page, text, { cadence: CADENCES.lognormal(165, 95), shift: true }, random);
  }
  await sleep(400 + 1_200 * random.uniform());
  await hand.click(page.locator("[data-buy]"));
};

function rawHand(session: CDPSession, random: Random) {
  const { uniform, normal } = random;
  const person = {
    bitsPerSecond: 4.4 * Math.exp(0.22 * normal()),
    swipeShare: 1,
    tremorPx: 0.35,
    noise: 0.12,
    bow: 0.03,
    risingShare: 0.3 + 0.15 * uniform(),
    reportMs: REPORT_MS,
    clockMs: 2,
    tickMs: 1,
  };
  let at = { x: 30 + 400 * uniform(), y: 30 + 300 * uniform() };
  return {
    async click(target: Locator): Promise<void> {
      await target.scrollIntoViewIfNeeded();
      const box = await target.boundingBox();
      if (box === null) throw new Error("What is to be clicked is not in view.");
      const within = () => Math.min(0.85, Math.max(0.15, 0.5 + 0.15 * normal()));
      const to = { x: box.x + box.width * within(), y: box.y + box.height * within() };
      const beganAtMs = performance.now();
      const sent: Promise<unknown>[] = [];
      const way = [...reach({ from: at, to, widthPx: Math.min(box.width, box.height), person, random })];
      for (const { tMs, x, y } of way) {
        await sleep(tMs - (performance.now() - beganAtMs));
        sent.push(session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }));
      }
      await Promise.all(sent);
      at = way.at(-1) ?? at;
      await sleep(60 + 150 * uniform());
      // A hand that fell short of its goal presses where it is; a program knows where it wants to press.
      const press = { ...to, button: "left", clickCount: 1 } as const;
      await session.send("Input.dispatchMouseEvent", { type: "mousePressed", ...press });
      await sleep(60 + 80 * uniform());
      await session.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...press });
      at = to;
    },
  };
}

/** An emulated phone whose keyboard is an input method: keys without a name, a composition that grows, and a text that it commits. */
export const phoneInputMethod: Driver["run"] = async ({ page, random, buyer }) => {
  const session = await page.context().newCDPSession(page);
  await page.tap("details summary");
  for (const { field, text } of buyer) {
    await sleep(300 + 700 * random.uniform());
    await page.tap(field);
    await page.evaluate("document.activeElement.select()");
    for (const word of text.split(/(?<= )/)) {
      for (let length = 1; length <= word.length; length += 1) {
        await pressUnnamed(session, () =>
          session.send("Input.imeSetComposition", {
            text: word.slice(0, length),
            selectionStart: length,
            selectionEnd: length,
          }),
        );
        await sleep(90 * Math.exp(0.4 * random.normal()));
      }
      await session.send("Input.insertText", { text: word });
    }
  }
  await sleep(300 + 700 * random.uniform());
  await page.tap("[data-buy]");
};

async function pressUnnamed(session: CDPSession, compose: () => Promise<unknown>): Promise<void> {
  const key = { key: "Unidentified", code: "", windowsVirtualKeyCode: KEY_OF_INPUT_METHODS };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await compose();
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}
