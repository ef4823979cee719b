import { between, distance, type Ease, type Path, walk } from "./path.ts";

/** One jump, as drivers move without being told otherwise. */
export const jump: Path = (_from, to) => [{ ...to, afterMs: 0 }];

/** Evenly along the line, in a number of steps whatever the distance. */
export function straight(steps: number, stepMs: number): Path {
  return (from, to) => walk({ steps, stepMs: () => stepMs, curve: (share) => between(from, to, share) });
}

/** Along the line with a trembling of so many pixels, which ends at the goal. */
export function jittered(px: number): Path {
  return (from, to, { uniform, normal }) => {
    const steps = Math.max(8, Math.round(distance(from, to) / 12));
    return walk({
      steps,
      stepMs: () => 8 + 12 * uniform(),
      curve: (share) => {
        const at = between(from, to, share);
        return share === 1 ? at : { x: at.x + px * normal(), y: at.y + px * normal() };
      },
    });
  };
}

/** Along the line in a time, with a tweening function of desktop automation. */
export function tweened(totalMs: number, ease: Ease): Path {
  const stepMs = 12;
  return (from, to) =>
    walk({
      steps: Math.round(totalMs / stepMs),
      stepMs: () => stepMs,
      curve: (share) => between(from, to, share),
      ease,
    });
}

export const EASES = {
  outQuad: (share: number) => share * (2 - share),
  inOutQuad: (share: number) => (share < 0.5 ? 2 * share ** 2 : 1 - 2 * (1 - share) ** 2),
  /** The minimum-jerk profile of Flash and Hogan (1985). */
  minimumJerk: (share: number) => 10 * share ** 3 - 15 * share ** 4 + 6 * share ** 5,
};
