import { describe, expect, test } from "vitest";
import { bezier, corrected, spline, wave } from "../../../models/lab/record-bots/paths/curved.ts";
import type { Path } from "../../../models/lab/record-bots/paths/path.ts";
import { EASES, jittered, jump, straight, tweened } from "../../../models/lab/record-bots/paths/straight.ts";
import { wind } from "../../../models/lab/record-bots/paths/wind.ts";
import { createRandom } from "../../rig/shared/random.ts";

const FROM = { x: 40, y: 60 };
const TO = { x: 640, y: 310 };

const PATHS: readonly [string, Path][] = [
  ["a jump", jump],
  ["a straight line", straight(25, 4)],
  ["a trembling line", jittered(2)],
  ["a tween", tweened(500, EASES.outQuad)],
  ["a Bezier curve", bezier()],
  ["an eased Bezier curve", bezier({ ease: EASES.minimumJerk })],
  ["a curve that overshoots", bezier({ overshoot: true })],
  ["a spline", spline],
  ["a wave", wave],
  ["a corrected movement", corrected(EASES.minimumJerk)],
  ["a fall in the wind", wind],
];

describe.each(PATHS)("%s", (_, path) => {
  const waypoints = path(FROM, TO, createRandom(3));

  test("ends where it should", () => {
    const last = waypoints.at(-1);
    expect(Math.hypot((last?.x ?? 0) - TO.x, (last?.y ?? 0) - TO.y)).toBeLessThan(1);
  });

  test("never goes back in time", () => {
    expect(waypoints.every(({ afterMs }) => afterMs >= 0)).toBe(true);
  });

  test("is the same for the same seed", () => {
    expect(path(FROM, TO, createRandom(3))).toEqual(waypoints);
  });
});

test.each(PATHS.filter(([name]) => /curve|trembling|wind|corrected|spline|wave/.test(name)))(
  "%s is another for another seed",
  (_, path) => {
    expect(path(FROM, TO, createRandom(4))).not.toEqual(path(FROM, TO, createRandom(3)));
  },
);

test("a curve that overshoots goes past its goal and comes back", () => {
  const reached = bezier({ overshoot: true })(FROM, TO, createRandom(5)).map(({ x }) => x);
  expect(Math.max(...reached)).toBeGreaterThan(TO.x + 10);
});
