import type { Locator } from "playwright-core";
import { sleep } from "../clock.ts";
import type { Driver, Visit } from "../driver.ts";
import { createHand, type Hand, type HandStyle } from "../simulated-hand.ts";
import { markField, type TypingStyle, typeText } from "../typing.ts";

type Style = {
  readonly hand: HandStyle;
  readonly typing: TypingStyle;
  /** Between one field and the next. */
  readonly pauseMs: (visit: Visit) => number;
  /** Marks what stands in a field by dragging over it and not by keys. */
  readonly drags?: boolean;
};

/** Clicks each field, types into it, and clicks the button: what the pointer and the keys do is the style's. */
export function mouseAndKeys(style: Style): Driver["run"] {
  return async (visit) => {
    const { page, random, buyer } = visit;
    const hand = createHand(page, style.hand, random);
    await hand.click(page.locator("details summary"));
    for (const { field, text } of buyer) {
      await sleep(style.pauseMs(visit));
      await enter(visit, hand, page.locator(field), style);
      await typeText(page, text, style.typing, random);
    }
    await sleep(style.pauseMs(visit));
    await hand.click(page.locator("[data-buy]"));
  };
}

async function enter({ page }: Visit, hand: Hand, field: Locator, style: Style): Promise<void> {
  if (style.drags === true) await hand.drag(field);
  else {
    await hand.click(field);
    await markField(page);
  }
}
