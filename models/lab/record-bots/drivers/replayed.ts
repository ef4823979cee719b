import { createRandom } from "../../../../test/rig/shared/random.ts";
import type { Driver } from "../driver.ts";
import { corrected } from "../paths/curved.ts";
import { EASES } from "../paths/straight.ts";
import { CADENCES } from "../typing.ts";
import { mouseAndKeys } from "./mouse-and-keys.ts";

/** The seed of the one session that is played again and again. */
const RECORDED_SEED = 7;

const recorded = mouseAndKeys({
  hand: { path: corrected(EASES.minimumJerk), holdMs: () => 85, settleMs: () => 130 },
  typing: { cadence: CADENCES.lognormal(150, 90), shift: true },
  pauseMs: () => 600,
});

/** Plays one session with the same timing for every buyer; only what is typed differs. */
export const replayed: Driver["run"] = (visit) => recorded({ ...visit, random: createRandom(RECORDED_SEED) });
