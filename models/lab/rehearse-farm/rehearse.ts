import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import type { CompiledPolicy } from "../../../src/domain/rules/load-policy.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { createRandomApart, type Random } from "../../../test/rig/shared/random.ts";
import type { Forgery } from "../eval-unseen/forgeries.ts";
import type { FarmAssumptions } from "./assumptions.ts";
import { withBrowsers } from "./browsers.ts";
import type { Buyer } from "./buyer.ts";
import type { Defence } from "./defences.ts";
import { drawFarm } from "./draw-farm.ts";
import { drawPeople } from "./draw-people.ts";
import { CommandMaker } from "./make-command.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { flashSale, OPENS_AT_MS } from "./rehearsed-sale.ts";
import { SaleDay } from "./sale-day.ts";

/** What a rehearsal is played with. `people` and `farm` shrink together for a quick run. */
export type Setting = {
  readonly seed: number;
  readonly farm: FarmAssumptions;
  readonly without: readonly Defence[];
  /** Part of the people; the sale and the farm are given whole and sized by the caller. */
  readonly peopleShare: number;
  readonly units: number;
  /**
   * How the farm forges what browsers send, in a sale that requires it of everybody. Without one nobody has a browser: the farm is taken
   * to drive real ones as well as people do.
   */
  readonly forgery?: Forgery | undefined;
};

export type Rehearsal = { readonly outcome: Outcome; readonly records: readonly AttemptRecord[] };

/** Plays one sale in virtual time: production identity keys, signals, policy and commands of a sale, on the in-memory twin. */
export function rehearse(policy: CompiledPolicy, model: Model, setting: Setting): Rehearsal {
  const { units, without } = setting;
  const dice = createRandomApart(setting.seed);
  const commands = new CommandMaker(model, without);
  const day = new SaleDay({ definition: saleOf(setting), policy, without, commands, dice });
  const buyers = buyersOf(setting, dice);
  for (const buyer of buyers) day.plan(buyer, buyer.arrivesAtMs);
  const visits = day.runAll();
  return { outcome: outcomeOf(visits, units), records: visits.flatMap(({ records }) => records) };
}

/** The sale, before terms of a draw are added. */
export function saleOf({ units, forgery }: Setting): SaleDefinition {
  return flashSale(units, forgery === undefined ? "optional" : "required");
}

/** The farm, and the people. */
export function buyersOf({ seed, farm, peopleShare, forgery }: Setting, dice: Random): readonly Buyer[] {
  const buyers = [...drawFarm(dice, farm, OPENS_AT_MS), ...drawPeople(dice, OPENS_AT_MS, peopleShare)];
  return forgery === undefined ? buyers : withBrowsers(buyers, forgery, seed);
}
