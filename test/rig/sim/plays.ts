import { simulateDraw } from "./draw/simulate-draw.ts";
import { type History, simulate } from "./simulate.ts";

/** What can be played: seeds of one are histories of its own. */
export const PLAYS = {
  sim: { simulate, regressions: new URL("../../sim/regressions.json", import.meta.url) },
  "sim-draws": { simulate: simulateDraw, regressions: new URL("../../sim/draw-regressions.json", import.meta.url) },
} as const satisfies {
  readonly [rig: string]: { readonly simulate: (seed: number) => History; readonly regressions: URL };
};

/** As its rig is called. */
export type PlayName = keyof typeof PLAYS;
