import { sweep } from "../../src/domain/sale/commands/sweep.ts";
import type { SaleStore } from "../../src/domain/sale/store.ts";
import { DEFINITION, NOW_MS } from "../domain/sale/fixtures.ts";
import { createRandomApart } from "../rig/shared/random.ts";
import { execute, textOf } from "../rig/sim/call.ts";
import { People } from "../rig/sim/people.ts";
import { SIM_PAYMENTS } from "../rig/sim/sim-policy.ts";

const CALLS = 150;
const LIMITS = { perAccount: 2, perDevice: 2, perHousehold: 3, perPayment: 3 };

/**
 * Carries out a seeded history without faults and tells everything that can be seen of it from outside, call by call.
 * @param store asked for anew before each call
 */
export function playHistory(seed: number, store: () => SaleStore): string[] {
  const dice = createRandomApart(seed);
  const people = new People(dice, {
    ...DEFINITION,
    units: 6,
    holdTtlSeconds: 10,
    limits: LIMITS,
    acceptedPayments: SIM_PAYMENTS,
  });
  const { uniform: random } = createRandomApart(-seed);
  const seen: string[] = [];
  let calls = [people.create()];
  for (let nowMs = NOW_MS; seen.length < CALLS; nowMs += dice.between(0, 3000)) {
    sweep({ store: store(), nowMs, random });
    for (const call of calls) {
      const context = { store: store(), nowMs, random };
      const outcome = execute(context, call);
      if (outcome.ok) people.learn(call, textOf(outcome.value.reply));
      const stock = context.store.readStock();
      const due = context.store.dueHolds(nowMs + 5000).map(({ holdId }) => holdId);
      const verdicts = context.store.verdictTotals();
      seen.push(JSON.stringify({ outcome, stock, due, next: context.store.nextDueMs(), verdicts }));
    }
    calls = [...people.next(nowMs)];
  }
  return seen;
}

/** What a history has to show somewhere, or comparing it says nothing. */
export const HELD_AND_SOLD = /"held":[1-9].*"sold":[1-9]/s;
