import { describe, expect, test } from "vitest";
import { simulatedPointers } from "../../models/lab/train/people/simulated-pointers.ts";
import { simulatedTaps } from "../../models/lab/train/people/simulated-taps.ts";
import type { Session } from "../../models/lab/train/session.ts";
import type { PointerValue } from "../../src/domain/signals/client/observations.ts";
import { createRandom } from "../rig/shared/random.ts";

const hands = simulatedPointers(60, createRandom(1));

function medianOf(source: string, figure: (pointer: PointerValue) => number | undefined): number {
  const figures = hands
    .flatMap((session: Session) =>
      "pointer" in session.observed && session.source === source ? [session.observed.pointer] : [],
    )
    .map((pointer) => figure(pointer) ?? Number.NaN)
    .sort((a, b) => a - b);
  return figures[Math.floor(figures.length / 2)] ?? Number.NaN;
}

describe("simulated hands", () => {
  test("are the same for the same seed and others for another", () => {
    expect(simulatedPointers(60, createRandom(1))).toEqual(hands);
    expect(simulatedPointers(60, createRandom(2))).not.toEqual(hands);
  });

  test("slow down where it curves, as the two-thirds power law says", () => {
    expect(medianOf("simulated-mouse", ({ curvatureSpeed }) => curvatureSpeed)).toBeLessThan(-0.5);
  });

  test("start slowly, land more slowly, and vary as much as a bell of speed does", () => {
    const onset = medianOf("simulated-mouse", ({ strokes }) => strokes?.onset.p50);
    const landing = medianOf("simulated-mouse", ({ strokes }) => strokes?.landing.p50);
    expect(onset).toBeLessThan(0.5);
    expect(landing).toBeLessThan(onset);
    expect(medianOf("simulated-mouse", ({ strokes }) => strokes?.variation.p50)).toBeGreaterThan(0.5);
  });

  test("get more done with a mouse than with a touchpad or an unsteady hand", () => {
    const done = (source: string) => medianOf(source, ({ strokes }) => strokes?.bitsPerSecond.p50);
    expect(done("simulated-mouse")).toBeGreaterThan(1.5 * done("simulated-touchpad"));
    expect(done("simulated-mouse")).toBeGreaterThan(1.5 * done("simulated-unsteady"));
  });

  test("never jump to what they click", () => {
    const jumps = hands.map(({ observed }) => ("pointer" in observed ? observed.pointer.clicksWithoutMove : 1));
    expect(jumps.filter((count) => count > 0).length / jumps.length).toBeLessThan(0.02);
  });
});

test("simulated fingers stay on the screen for tens of milliseconds", () => {
  for (const { observed } of simulatedTaps(200, createRandom(1))) {
    expect("touch" in observed && observed.touch.pressMs.p50).toBeGreaterThan(20);
  }
});
