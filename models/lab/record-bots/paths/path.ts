import type { Random } from "../../../../test/rig/shared/random.ts";

export type Point = { readonly x: number; readonly y: number };

/** A place to go to, and how long after the one before. */
export type Waypoint = Point & { readonly afterMs: number };

/** How a pointer gets from one place to another; the last waypoint is the goal. */
export type Path = (from: Point, to: Point, random: Random) => Waypoint[];

export function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

export function distance(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** Share of the way at each share of the time. */
export type Ease = (share: number) => number;

/** Walks a curve in so many steps. */
export function walk({
  steps,
  stepMs,
  curve,
  ease = (share) => share,
}: {
  readonly steps: number;
  readonly stepMs: () => number;
  readonly curve: (share: number) => Point;
  readonly ease?: Ease;
}): Waypoint[] {
  return Array.from({ length: steps }, (_, index) => ({ ...curve(ease((index + 1) / steps)), afterMs: stepMs() }));
}
