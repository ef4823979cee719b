import type { Page } from "playwright-core";
import type { Random } from "../../../test/rig/shared/random.ts";
import { playTimed, type Timed } from "./clock.ts";

/** How long a key is held, and how long after its press the next one is pressed. */
export type Cadence = (random: Random) => { readonly holdMs: number; readonly flightMs: number };

export type TypingStyle = {
  readonly cadence: Cadence;
  /** Presses Shift for capitals, which most programs forget. */
  readonly shift?: boolean;
};

/** Types a text key by key. Keys overlap where the cadence says so. */
export async function typeText(page: Page, text: string, style: TypingStyle, random: Random): Promise<void> {
  const { keyboard } = page;
  const actions: Timed[] = [];
  let atMs = 0;
  for (const key of text) {
    const { holdMs, flightMs } = style.cadence(random);
    const capital = style.shift === true && key !== key.toLowerCase();
    if (capital) actions.push({ atMs: atMs - 1, act: () => keyboard.down("Shift") });
    actions.push({ atMs, act: () => keyboard.down(key) }, { atMs: atMs + holdMs, act: () => keyboard.up(key) });
    if (capital) actions.push({ atMs: atMs + holdMs + 1, act: () => keyboard.up("Shift") });
    atMs += flightMs;
  }
  await playTimed(actions.sort((a, b) => a.atMs - b.atMs));
}

/** Marks what stands in the field, so that what is typed takes its place. */
export async function markField(page: Page): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press("a", { delay: 40 });
  await page.keyboard.up("Control");
}

export const CADENCES = {
  instant: () => ({ holdMs: 0, flightMs: 0 }),
  constant:
    (pressMs: number, holdMs: number): Cadence =>
    () => ({ holdMs, flightMs: pressMs }),
  uniform:
    (lowMs: number, highMs: number, holdShare: number): Cadence =>
    ({ uniform }) => {
      const flightMs = lowMs + (highMs - lowMs) * uniform();
      return { holdMs: holdShare * flightMs, flightMs };
    },
  gaussian:
    (meanMs: number, deviationMs: number, holdMs: number): Cadence =>
    ({ normal }) => {
      const held = Math.max(8, holdMs + 0.15 * holdMs * normal());
      return { holdMs: held, flightMs: Math.max(held + 1, meanMs + deviationMs * normal()) };
    },
  /** Long tails and keys that overlap, as people type. */
  lognormal:
    (medianMs: number, holdMs: number): Cadence =>
    ({ normal }) => ({ holdMs: holdMs * Math.exp(0.3 * normal()), flightMs: medianMs * Math.exp(0.5 * normal()) }),
  /** Bursts of quick keys between pauses. */
  bursts:
    (quickMs: number, pauseMs: number): Cadence =>
    ({ uniform }) => ({
      holdMs: quickMs / 2,
      flightMs: uniform() < 0.15 ? pauseMs * (0.5 + uniform()) : quickMs * (0.8 + 0.4 * uniform()),
    }),
};
