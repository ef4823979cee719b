import type { Random } from "../../../../test/rig/shared/random.ts";
import { between, distance, type Ease, type Path, type Point, walk } from "./path.ts";

/** A cubic Bezier curve with two control points drawn to one side of the line, as ghost-cursor draws it. */
export function bezier({ ease, overshoot = false }: { readonly ease?: Ease; readonly overshoot?: boolean } = {}): Path {
  const leg: Path = (from, to, random) => {
    const bend = distance(from, to) * 0.3;
    const side = random.uniform() < 0.5 ? 1 : -1;
    const [a, b] = [0.3, 0.7].map((share) => aside(from, to, share, side * bend * random.uniform()));
    const { uniform } = random;
    const paceMs = 5 + 7 * uniform();
    return walk({
      steps: Math.max(10, Math.round(distance(from, to) / 10)),
      stepMs: () => paceMs * (0.8 + 0.4 * uniform()),
      curve: (share) => cubic([from, a ?? from, b ?? to, to], share),
      ...(ease === undefined ? {} : { ease }),
    });
  };
  return (from, to, random) => {
    if (!overshoot || distance(from, to) < 200) return leg(from, to, random);
    const past = between(from, to, 1.05 + 0.08 * random.uniform());
    return [...leg(from, past, random), ...leg(past, to, random)];
  };
}

/** A Catmull-Rom spline through places drawn beside the line, at even speed. */
export const spline: Path = (from, to, random) => {
  const places = [0.25, 0.5, 0.75].map((share) => aside(from, to, share, distance(from, to) * 0.08 * random.normal()));
  const knots = [from, from, ...places, to, to];
  return walk({
    steps: Math.max(12, Math.round(distance(from, to) / 9)),
    stepMs: () => 8,
    curve: (share) => {
      const place = Math.min(share * 4, 3.999_999);
      const first = Math.floor(place);
      return catmullRom(knots.slice(first, first + 4), place - first);
    },
  });
};

/** The line with a sine wave on it. */
export const wave: Path = (from, to, { uniform }) => {
  const height = 4 + 10 * uniform();
  const waves = 1 + Math.floor(3 * uniform());
  return walk({
    steps: Math.max(12, Math.round(distance(from, to) / 8)),
    stepMs: () => 7 + 4 * uniform(),
    curve: (share) => aside(from, to, share, height * Math.sin(share * waves * 2 * Math.PI)),
  });
};

/** Several curves that each go part of the way in a time of their own: a hand with corrections, as a program makes it. */
export function corrected(ease: Ease): Path {
  return (from, to, random) => {
    const stops = [0.85 + 0.12 * random.uniform(), 1];
    let at = from;
    return stops.flatMap((share) => {
      const goal = share === 1 ? to : aside(from, to, share, 0.02 * distance(from, to) * random.normal());
      const leg = curvedLeg(at, goal, ease, random);
      at = goal;
      return leg;
    });
  };
}

function curvedLeg(from: Point, to: Point, ease: Ease, random: Random) {
  const totalMs = 120 + 110 * Math.log2(1 + distance(from, to) / 32) * (0.8 + 0.4 * random.uniform());
  const bow = 0.06 * distance(from, to) * random.normal();
  return walk({
    steps: Math.max(6, Math.round(totalMs / 8)),
    stepMs: () => 8,
    curve: (share) => {
      const at = aside(from, to, share, bow * Math.sin(Math.PI * share));
      return share === 1 ? at : { x: at.x + 0.4 * random.normal(), y: at.y + 0.4 * random.normal() };
    },
    ease,
  });
}

/** A place at a share of the line, and so many pixels to its side. */
function aside(from: Point, to: Point, share: number, px: number): Point {
  const length = Math.max(1, distance(from, to));
  const at = between(from, to, share);
  return { x: at.x - ((to.y - from.y) / length) * px, y: at.y + ((to.x - from.x) / length) * px };
}

function cubic(points: readonly [Point, Point, Point, Point], share: number): Point {
  const [a, b, c, d] = points;
  const ab = between(a, b, share);
  const bc = between(b, c, share);
  const cd = between(c, d, share);
  return between(between(ab, bc, share), between(bc, cd, share), share);
}

function catmullRom(knots: readonly Point[], share: number): Point {
  const on = (axis: "x" | "y") => {
    const [a = 0, b = 0, c = 0, d = 0] = knots.map((knot) => knot[axis]);
    const cubed = 3 * b - a - 3 * c + d;
    return b + 0.5 * share * (c - a + share * (2 * a - 5 * b + 4 * c - d + share * cubed));
  };
  return { x: on("x"), y: on("y") };
}
