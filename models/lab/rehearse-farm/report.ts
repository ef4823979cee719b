import type { CompiledPolicy } from "../../../src/domain/rules/load-policy.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { FORGERIES, type Forgery } from "../eval-unseen/forgeries.ts";
import { FARMS, type FarmName } from "./assumptions.ts";
import { DEFENCES, type Defence } from "./defences.ts";
import type { DrawOutcome } from "./draw-outcome.ts";
import type { Outcome } from "./outcome.ts";
import { rehearse } from "./rehearse.ts";
import { type DrawnMode, rehearseDraw } from "./rehearse-draw.ts";

/** One way to play the sale: which farm comes, and what the defence does without. */
export type Scene = {
  readonly farm: FarmName;
  readonly without: readonly Defence[];
  /** How the farm forges what browsers send; absent where nobody has a browser. */
  readonly forgery?: Forgery | undefined;
};

/** A scene played with several seeds. */
export type Played = { readonly scene: Scene; readonly outcomes: readonly Outcome[] };

/** A farm that comes to a drawn sale. */
export type DrawnScene = Pick<Scene, "farm" | "forgery"> & { readonly mode: DrawnMode };

export type PlayedDraw = { readonly scene: DrawnScene; readonly outcomes: readonly DrawOutcome[] };

export type Bar = {
  readonly name: string;
  readonly measured: number;
  readonly below: number;
  readonly met: boolean;
};

/** Units of the rehearsed sale. */
export const UNITS = 1000;
/** Share of the units that the farm may reach, and of the people who may be refused: the average over the seeds. */
const FARM_SHARE_MAX = 0.02;
const REFUSED_SHARE_MAX = 0.005;
/** Of the people, those who may be asked more than once. */
const ASKED_AGAIN_SHARE_MAX = 0.02;
/** The same of drawn sales, where a careful farm is held to a goal, too, and people are excluded or refused in their turn. */
const DRAWN_FARM_SHARE_MAX: { readonly [farm in FarmName]: number } = { typical: 0.02, crude: 0.02, careful: 0.04 };

/** Every scene of the card: each farm, then the typical one with one defence less, and with none at all. */
export const SCENES: readonly Scene[] = [
  { farm: "typical", without: [] },
  { farm: "crude", without: [] },
  { farm: "careful", without: [] },
  ...DEFENCES.map((defence): Scene => ({ farm: "typical", without: [defence] })),
  { farm: "typical", without: DEFENCES },
];

export const DRAWN_SCENES: readonly DrawnScene[] = (["draw", "fair window"] as const).flatMap((mode) =>
  (["typical", "crude", "careful"] as const).map((farm) => ({ mode, farm })),
);

/** The farms that forge, in a flash sale and in one with a window; both ask everybody for what a browser sends. */
export const FORGED_SCENES: readonly Scene[] = FORGERIES.map((forgery) => ({ farm: "typical", without: [], forgery }));
export const FORGED_DRAWN_SCENES: readonly DrawnScene[] = [
  ...FORGED_SCENES.map(({ farm, forgery }): DrawnScene => ({ mode: "fair window", farm, forgery })),
  { mode: "fair window", farm: "careful", forgery: FORGERIES.at(-1) },
];

type Defending = { readonly policy: CompiledPolicy; readonly model: Model };

export function playDraw({ policy, model }: Defending, { mode, farm, forgery }: DrawnScene, seed: number): DrawOutcome {
  const setting = { seed, farm: FARMS[farm], without: [], peopleShare: 1, units: UNITS, forgery };
  return rehearseDraw(policy, model, { ...setting, mode });
}

export function barsOfDraw({ scene, outcomes }: PlayedDraw): readonly Bar[] {
  return [
    bar(
      "units that the farm takes",
      average(outcomes, ({ farmShare }) => farmShare),
      DRAWN_FARM_SHARE_MAX[scene.farm],
    ),
    bar(
      "people excluded",
      average(outcomes, ({ excludedPeopleShare }) => excludedPeopleShare),
      REFUSED_SHARE_MAX,
    ),
    ...(scene.forgery === undefined ? [] : barsOfTurns(outcomes)),
  ];
}

/** Of sales in which browsers are judged, and people may be asked for what theirs send. */
function barsOfTurns(outcomes: readonly DrawOutcome[]): readonly Bar[] {
  return [
    bar(
      "people refused in their turn",
      average(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare),
      REFUSED_SHARE_MAX,
    ),
    bar(
      "people asked more than once",
      average(outcomes, ({ askedAgainPeopleShare }) => askedAgainPeopleShare),
      ASKED_AGAIN_SHARE_MAX,
    ),
  ];
}

export function play(defence: Defending, scene: Scene, seed: number): Outcome {
  const { farm, without, forgery } = scene;
  const setting = { seed, farm: FARMS[farm], without, peopleShare: 1, units: UNITS, forgery };
  return rehearse(defence.policy, defence.model, setting).outcome;
}

export function barsOf(outcomes: readonly Outcome[]): readonly Bar[] {
  return [
    bar(
      "units that the farm takes",
      average(outcomes, ({ farmShare }) => farmShare),
      FARM_SHARE_MAX,
    ),
    bar(
      "people refused",
      average(outcomes, ({ refusedPeopleShare }) => refusedPeopleShare),
      REFUSED_SHARE_MAX,
    ),
    bar(
      "people asked more than once",
      average(outcomes, ({ askedAgainPeopleShare }) => askedAgainPeopleShare),
      ASKED_AGAIN_SHARE_MAX,
    ),
  ];
}

export function average<T>(outcomes: readonly T[], figure: (outcome: T) => number): number {
  return outcomes.reduce((sum, outcome) => sum + figure(outcome), 0) / outcomes.length;
}

/** The largest figure of any seed. */
export function worst<T>(outcomes: readonly T[], figure: (outcome: T) => number): number {
  return Math.max(...outcomes.map(figure));
}

export function sceneName({ farm, without, forgery }: Scene): string {
  if (without.length === 0) return forgery === undefined ? `${farm} farm` : `${farm} farm, ${forgery.name}`;
  return `${farm} farm, without ${without.length === DEFENCES.length ? "any of these defences" : without.join(", ")}`;
}

function bar(name: string, measured: number, below: number): Bar {
  return { name, measured, below, met: measured < below };
}
