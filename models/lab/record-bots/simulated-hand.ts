import type { Locator, Page } from "playwright-core";
import type { Random } from "../../../test/rig/shared/random.ts";
import { playTimed, sleep, type Timed } from "./clock.ts";
import type { Path, Point } from "./paths/path.ts";

export type HandStyle = {
  readonly path: Path;
  /** How long a button is held, and the pause between arriving and pressing. */
  readonly holdMs: (random: Random) => number;
  readonly settleMs: (random: Random) => number;
  /** Aims at the very centre. */
  readonly centred?: boolean;
};

/** A pointer that goes along the paths of its style; it knows where it is, as the browser does not say. */
export function createHand(page: Page, style: HandStyle, random: Random) {
  let at: Point = { x: 20 + 400 * random.uniform(), y: 20 + 300 * random.uniform() };

  async function moveTo(to: Point): Promise<void> {
    let atMs = 0;
    const actions = style.path(at, to, random).map(({ x, y, afterMs }): Timed => {
      atMs += afterMs;
      return { atMs, act: () => page.mouse.move(x, y) };
    });
    await playTimed(actions);
    at = to;
  }

  return {
    moveTo,
    async click(target: Locator): Promise<void> {
      await moveTo(await pointIn(target, style.centred === true, random));
      await sleep(style.settleMs(random));
      await page.mouse.down();
      await sleep(style.holdMs(random));
      await page.mouse.up();
    },
    /** Marks a field's text by dragging over it. */
    async drag(target: Locator): Promise<void> {
      const box = await boxOf(target);
      const y = box.y + box.height / 2;
      await moveTo({ x: box.x + box.width - 8, y });
      await page.mouse.down();
      await moveTo({ x: box.x + 2, y: y + 2 });
      await page.mouse.up();
    },
  };
}

export type Hand = ReturnType<typeof createHand>;

async function pointIn(target: Locator, centred: boolean, random: Random): Promise<Point> {
  const { x, y, width, height } = await boxOf(target);
  const within = () => (centred ? 0.5 : Math.min(0.9, Math.max(0.1, 0.5 + 0.15 * random.normal())));
  return { x: x + width * within(), y: y + height * within() };
}

async function boxOf(target: Locator) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error("What is to be clicked is not in view.");
  return box;
}
