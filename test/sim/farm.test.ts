import { assert, beforeAll, describe, expect, it } from "vitest";
import { FORGERIES } from "../../models/lab/eval-unseen/forgeries.ts";
import { FARMS, type FarmName } from "../../models/lab/rehearse-farm/assumptions.ts";
import { DEFENCES, type Defence, policyWithout } from "../../models/lab/rehearse-farm/defences.ts";
import type { Outcome } from "../../models/lab/rehearse-farm/outcome.ts";
import { type Rehearsal, rehearse } from "../../models/lab/rehearse-farm/rehearse.ts";
import { rehearseDraw } from "../../models/lab/rehearse-farm/rehearse-draw.ts";
import { openPolicy } from "../../src/cli/rules/open-policy.ts";
import { decide } from "../../src/domain/decision/decide.ts";
import { loadPolicy, policyAt } from "../../src/domain/rules/load-policy.ts";
import { loadLiveModel } from "../../src/platform/model/live-model.ts";

const UNITS = 1000;
/** The whole farm and a tenth of the people: the farm comes first, so the others hardly change what it gets. */
const PEOPLE_SHARE = 0.1;

function shippedPolicy() {
  const opened = openPolicy("rules");
  assert("hash" in opened);
  const policy = loadPolicy(opened, (_kind, value) => value);
  assert(policy.ok);
  return policy.value;
}

const POLICY = shippedPolicy();
const MODEL = loadLiveModel();

function play(without: readonly Defence[], farm: FarmName = "typical", seed = 3): Rehearsal {
  assert(MODEL.ok);
  return rehearse(POLICY, MODEL.value, { seed, farm: FARMS[farm], without, peopleShare: PEOPLE_SHARE, units: UNITS });
}

describe("a sale to which a farm of a thousand accounts comes first", () => {
  let rehearsal: Rehearsal;
  let outcome: Outcome;
  beforeAll(() => {
    rehearsal = play([]);
    outcome = rehearsal.outcome;
  });

  it("leaves the farm less than two units in a hundred", () => {
    expect(outcome.farm.accounts).toBe(1000);
    expect(outcome.farmShare).toBeLessThan(0.02);
    expect(outcome.farm.units).toBeGreaterThan(0);
  });

  it("refuses one in five hundred people by judgement at most: the rest by the sale's limits or codes never entered", () => {
    const { people } = outcome;
    expect(people.accounts).toBe(500);
    expect(people.refused - people.refusedByLimits - people.unproved).toBeLessThanOrEqual(1);
    expect(people.challenged).toBeLessThan(people.accounts * 0.06);
  });

  it("makes decisions that their records alone make again, byte for byte", () => {
    const inClusters = rehearsal.records.filter(
      ({ input }) => Number(input.signals["cluster.other_accounts_attempted"]) > 0,
    );
    expect(inClusters.length).toBeGreaterThan(500);
    for (const { atMs, input, decision } of inClusters) {
      expect(JSON.stringify(decide(policyWithout(policyAt(POLICY, atMs), []), input))).toBe(JSON.stringify(decision));
    }
  });

  it.each<Defence>(["clusters", "households", "challenges"])("leaves it more without %s", (defence) => {
    expect(play([defence]).outcome.farm.units).toBeGreaterThan(outcome.farm.units);
  });

  it("leaves it nearly everything without any of these defences", () => {
    expect(play(DEFENCES).outcome.farmShare).toBeGreaterThan(0.9);
  });

  it("leaves less to a farm whose means are scarcer, and more to one that shares nothing but places", () => {
    expect(play([], "crude").outcome.farm.units).toBeLessThan(outcome.farm.units);
    expect(play([], "careful").outcome.farm.units).toBeGreaterThan(outcome.farm.units);
  });

  it("is the same sale for the same seed, and another for the next", () => {
    expect(play([]).outcome).toEqual(outcome);
    expect(play([], "typical", 4).outcome).not.toEqual(outcome);
  });
});

describe("a drawn sale for which a farm of a thousand accounts registers", () => {
  const drawn = (mode: "draw" | "fair window", farm: FarmName) => {
    assert(MODEL.ok);
    const setting = { seed: 3, farm: FARMS[farm], without: [], peopleShare: 1, units: UNITS };
    return rehearseDraw(POLICY, MODEL.value, { ...setting, mode });
  };

  it("gives one that shares its means the chances of a household or two", () => {
    const { farm, people, farmShare } = drawn("draw", "typical");
    expect(farm.shared + farm.excluded).toBeGreaterThan(980);
    expect(farmShare).toBeLessThan(0.02);
    expect(people.excluded / people.accounts).toBeLessThan(0.005);
    expect(people.shared / people.accounts).toBeLessThan(0.005);
  });

  it("asks one that shares its places alone as many times as it is called, in a fair window too", () => {
    const { farm, people, farmShare } = drawn("fair window", "careful");
    expect(farm.refused).toBeGreaterThan(2 * farm.units);
    // Its accounts are one in six.
    expect(farmShare).toBeLessThan(0.06);
    expect(people).toMatchObject({ excluded: 0 });
    expect(people.refused / people.accounts).toBeLessThan(0.005);
  });
});

describe("a sale that requires what browsers send, to which a farm comes that makes it up", () => {
  const setting = (name: string) => {
    const forgery = FORGERIES.find((each) => each.name === name);
    assert(MODEL.ok && forgery !== undefined);
    return { seed: 3, farm: FARMS.typical, without: [], units: UNITS, forgery, model: MODEL.value };
  };

  it("judges a live visit, a proved key and a payload at each checkout, and finds one template in it", () => {
    const { model, ...copied } = setting("forged, copied");
    const farm = { ...FARMS.typical, accounts: 200 };
    const { records, outcome } = rehearse(POLICY, model, { ...copied, farm, peopleShare: PEOPLE_SHARE });
    const seen = new Set(
      records.map(({ input: { signals } }) =>
        ["visit.state", "client.state", "client.key_proved", "client.made_by_sdk", "client.duration_implausible"]
          .map((name) => signals[name])
          .join(),
      ),
    );
    expect([...seen]).toEqual(["ok,ok,true,true,false"]);
    expect(outcome.farm.reasons.PAYLOAD_REPEATED).toBeGreaterThan(100);
    expect(outcome.people.reasons).not.toHaveProperty("PAYLOAD_REPEATED");
    expect(outcome.farmShare).toBeLessThan(0.02);
  });

  it("leaves it less than two units in a hundred with a window, where it forges what simulated people send", () => {
    const { model, ...aggregated } = setting("forged, aggregated");
    const { farmShare, people } = rehearseDraw(POLICY, model, { ...aggregated, peopleShare: 1, mode: "fair window" });
    expect(farmShare).toBeLessThan(0.02);
    expect(people.came).toBeGreaterThan(1000);
    expect(people.refused / people.accounts).toBeLessThan(0.005);
    expect(people.askedAgain / people.accounts).toBeLessThan(0.02);
  });
});
