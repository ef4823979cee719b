import { distance, type Path, type Point, type Waypoint } from "./path.ts";

const GRAVITY = 9;
const WIND = 3;
const STEP_PX_MAX = 15;
const NEAR_PX = 12;
const STEPS_MAX = 2_000;

/** A pointer that falls towards the goal in a changing wind. @see B. J. Land, WindMouse (2021) */
export const wind: Path = (from, to, { uniform }) => {
  const waypoints: Waypoint[] = [];
  let at: Point = from;
  let [speedX, speedY, windX, windY] = [0, 0, 0, 0];
  let stepPxMax = STEP_PX_MAX;
  const gust = (magnitude: number) => ((2 * uniform() - 1) * magnitude) / Math.sqrt(5);
  for (let left = distance(at, to); left >= 1 && waypoints.length < STEPS_MAX; left = distance(at, to)) {
    const magnitude = Math.min(WIND, left);
    if (left >= NEAR_PX) {
      windX = windX / Math.sqrt(3) + gust(magnitude);
      windY = windY / Math.sqrt(3) + gust(magnitude);
    } else {
      windX /= Math.sqrt(3);
      windY /= Math.sqrt(3);
      stepPxMax = stepPxMax < 3 ? 3 + 3 * uniform() : stepPxMax / Math.sqrt(5);
    }
    speedX += windX + (GRAVITY * (to.x - at.x)) / left;
    speedY += windY + (GRAVITY * (to.y - at.y)) / left;
    const speed = Math.hypot(speedX, speedY);
    if (speed > stepPxMax) {
      const clipped = stepPxMax / 2 + (uniform() * stepPxMax) / 2;
      speedX = (speedX / speed) * clipped;
      speedY = (speedY / speed) * clipped;
    }
    at = { x: at.x + speedX, y: at.y + speedY };
    waypoints.push({ x: Math.round(at.x), y: Math.round(at.y), afterMs: 4 + 5 * uniform() });
  }
  return [...waypoints, { ...to, afterMs: 5 }];
};
