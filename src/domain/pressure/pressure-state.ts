import { levelBelow, type PressureLevel, rankOf } from "./level.ts";
import type { NamedMeasures, PressureWindow } from "./window.ts";

/** What a sale keeps of its pressure: one row of fixed size. */
export type PressureState = {
  readonly window: PressureWindow;
  /** The level that was measured, whatever is pinned. */
  readonly level: PressureLevel;
  readonly sinceMs: number;
  /** Above calm: when it is left, one step down, and how long the next one lasts. */
  readonly falling?: { readonly atMs: number; readonly stepMs: number } | undefined;
  /** Above calm: what was measured when the level was reached. */
  readonly cause?: NamedMeasures | undefined;
  /** The level that staff hold it at. */
  readonly pinned?: PressureLevel | undefined;
};

/** Nothing was counted yet. */
export const NO_PRESSURE: PressureState = { window: [], level: "calm", sinceMs: 0 };

/** The level that decisions go by. */
export function levelInForce({ level, pinned }: PressureState): PressureLevel {
  return pinned ?? level;
}

/** What the sale measured now: a level, and by which figures. */
export type Measured = { readonly level: PressureLevel; readonly cause: NamedMeasures };

/**
 * The state after a measurement. It rises at once to what is measured, and falls one step each time that so long has passed in
 * which its level was not measured again.
 */
export function climb(before: PressureState, measured: Measured, nowMs: number, calmAfterMs: number): PressureState {
  const state = fallen(before, nowMs);
  const { level, cause } = measured;
  if (level === "calm" || rankOf(level) < rankOf(state.level)) return state;
  const falling = { atMs: nowMs + calmAfterMs, stepMs: calmAfterMs };
  return level === state.level ? { ...state, falling } : { ...state, level, sinceMs: nowMs, falling, cause };
}

/** The state as it is by now where nothing was measured since. */
export function fallen(before: PressureState, nowMs: number): PressureState {
  let state = before;
  while (state.falling !== undefined && nowMs >= state.falling.atMs) {
    const { atMs, stepMs } = state.falling;
    const level = levelBelow(state.level);
    const isCalm = level === "calm";
    state = {
      ...state,
      level,
      sinceMs: atMs,
      falling: isCalm ? undefined : { atMs: atMs + stepMs, stepMs },
      cause: isCalm ? undefined : state.cause,
    };
  }
  return state;
}
