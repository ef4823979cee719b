import { describe, expect, test } from "vitest";
import { valueAt } from "../../models/lab/train/people/percentiles.ts";
import { simulatedTypists } from "../../models/lab/train/people/simulated-typists.ts";
import type { Session } from "../../models/lab/train/session.ts";
import { createRandom } from "../rig/shared/random.ts";

/** The median over people of what each one's session has. */
function medianOf(sessions: readonly Session[], figure: (session: Session) => number): number {
  const figures = sessions.map(figure).sort((a, b) => a - b);
  return figures[Math.floor(figures.length / 2)] ?? Number.NaN;
}

function near(value: number, expected: number, share: number) {
  expect(Math.abs(value / expected - 1)).toBeLessThan(share);
}

describe("simulated people", () => {
  const typists = simulatedTypists(400, createRandom(1));

  test("are the same for the same seed and others for another", () => {
    expect(simulatedTypists(400, createRandom(1))).toEqual(typists);
    expect(simulatedTypists(400, createRandom(2))).not.toEqual(typists);
  });

  test("type at the published pace: 89 ms a key, 156 ms from press to press", () => {
    near(
      medianOf(typists, ({ observed }) => ("keys" in observed ? observed.keys.holdMs.p50 : Number.NaN)),
      89,
      0.05,
    );
    near(
      medianOf(typists, ({ observed }) => ("keys" in observed ? observed.keys.flightMs.p50 : Number.NaN)),
      156,
      0.05,
    );
  });

  test("roll over keys nearly as often as people do, which is 18 % of keys", () => {
    const rollover = typists.map(({ observed }) =>
      "keys" in observed ? observed.keys.rollovers / observed.keys.count : 0,
    );
    const mean = rollover.reduce((sum, share) => sum + share, 0) / rollover.length;
    expect(Math.abs(mean - 0.18)).toBeLessThan(0.04);
  });

  test("correct 6.3 % of what they type, as published, and some of them nothing", () => {
    const shares = typists.map(({ observed }) =>
      "keys" in observed ? observed.keys.corrections / observed.keys.count : Number.NaN,
    );
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(Math.abs(mean - 0.063)).toBeLessThan(0.015);
    expect(shares.filter((share) => share === 0).length / shares.length).toBeGreaterThan(0.15);
  });
});

test("a distribution passes through its percentiles and goes on beyond them", () => {
  const percentiles = [
    { normal: -1, value: 10 },
    { normal: 0, value: 100 },
    { normal: 1, value: 200 },
  ];
  expect([-1, 0, 1].map((normal) => Math.round(valueAt(percentiles, normal)))).toEqual([10, 100, 200]);
  expect(valueAt(percentiles, -2)).toBeCloseTo(1, 9);
  expect(valueAt(percentiles, 2)).toBeCloseTo(400, 9);
});
