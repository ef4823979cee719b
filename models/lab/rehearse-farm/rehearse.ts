import type { AttemptRecord } from "../../../src/domain/decision/attempt-record.ts";
import type { CompiledPolicy } from "../../../src/domain/rules/load-policy.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { createRandomApart } from "../../../test/rig/shared/random.ts";
import type { FarmAssumptions } from "./assumptions.ts";
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
};

export type Rehearsal = { readonly outcome: Outcome; readonly records: readonly AttemptRecord[] };

/**
 * Plays one sale in virtual time: production identity keys, signals, policy and commands of a sale, on the in-memory twin.
 * The browser model is switched off: the farm is assumed to drive real browsers as well as people do.
 */
export function rehearse(policy: CompiledPolicy, model: Model, setting: Setting): Rehearsal {
  const { farm, peopleShare, units, without } = setting;
  const dice = createRandomApart(setting.seed);
  const commands = new CommandMaker(model, without);
  const day = new SaleDay({ definition: flashSale(units), policy, without, commands, dice });
  const buyers = [...drawFarm(dice, farm, OPENS_AT_MS), ...drawPeople(dice, OPENS_AT_MS, peopleShare)];
  for (const buyer of buyers) day.plan(buyer, buyer.arrivesAtMs);
  const visits = day.runAll();
  return { outcome: outcomeOf(visits, units), records: visits.flatMap(({ records }) => records) };
}
