import { factKindOf, type WeightFact, weekOf, weightOf } from "../../../src/domain/campaign/weight.ts";
import { HASH_BYTES, hashOf, toHex } from "../../../src/domain/draw/bytes.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { shareWithinGroups } from "../../../src/domain/draw/keep.ts";
import { type JudgedPopulation, statusAt } from "../../../src/domain/draw/population.ts";
import { drawSeed } from "../../../src/domain/draw/seed.ts";
import { walkDown } from "../../../src/domain/draw/walk.ts";

/** Who comes to each sale of a campaign. */
export type CampaignSetting = {
  readonly seed: number;
  readonly weeks: number;
  readonly units: number;
  readonly weightMax: number;
  readonly perHousehold: number;
  /** People who come each week until they were called; another person takes up waiting then. */
  readonly patient: number;
  /** People who come once, others each week. */
  readonly casual: number;
  /** Accounts of a farm that share a device or an address, in groups of so many; all come each week, called or not. */
  readonly farm: { readonly groups: number; readonly accounts: number };
  /** Accounts of a farm that share nothing with anybody: to us they are people. */
  readonly unlinked: number;
};

const SIDES = ["patient", "casual", "farm", "unlinked"] as const;
export type Side = (typeof SIDES)[number];

/** One week of a campaign, by who came. */
export type CampaignWeek = {
  readonly [side in Side]: {
    readonly entries: number;
    readonly eligible: number;
    /** Of all eligible entries. */
    readonly tickets: number;
    readonly called: number;
  };
} & {
  readonly tickets: number;
  /** Of all tickets of eligible entries, those of the farm's linked accounts. */
  readonly farmShare: number;
  /** Chance of those people who have come since the first week, and of who comes for the first time. */
  readonly chance: { readonly since: number; readonly newcomer: number };
  readonly heaviest: number;
  /** Accounts that were called in an earlier week and have more than one ticket without a loss since. */
  readonly notReset: number;
};

type Comer = { readonly side: Side; readonly account: string; readonly group: string };

const FIRST_DRAW_MS = Date.parse("2027-01-08T06:30:00Z");
const WEEK_MS = 7 * 24 * 3_600_000;

/** Plays a campaign of one draw a week with the functions of production, and keeps what each adds to the weights of the next. */
export function playCampaign(setting: CampaignSetting): readonly CampaignWeek[] {
  const facts = new Map<string, WeightFact[]>();
  return Array.from({ length: setting.weeks }, (_, week) => playWeek(setting, week, facts));
}

function playWeek(setting: CampaignSetting, week: number, facts: Map<string, WeightFact[]>): CampaignWeek {
  const comers = comersOf(setting, week, facts)
    .map((comer) => ({ comer, entry: toHex(entryOf(setting, comer, week)) }))
    .toSorted((a, b) => (a.entry < b.entry ? -1 : 1))
    .map(({ comer }) => comer);
  const drawnAtMs = FIRST_DRAW_MS + week * WEEK_MS;
  const population = populationOf(setting, { comers, week, facts });
  const seed = drawSeed(hashOf(`beacon ${setting.seed} ${week}`), {
    saleId: `week-${week}`,
    round: week + 1,
    root: hashOf("root"),
    charterHash: hashOf(`charter ${week}`),
  });
  const drawn = new DrawOrder(population, seed);
  drawn.makeKeys(0, population.count);
  const order = drawn.order();
  const { called, passed } = walkDown(order, {
    from: 0,
    wanted: setting.units,
    mayBeCalled: (index) => statusAt(population, index) === "eligible",
  });
  const cutoff = toHex(drawn.keyAt(order[passed - 1] ?? 0));
  const isCalled = new Set(called);
  const notReset = comers.filter(({ account }, index) => {
    const [last] = (facts.get(account) ?? []).slice(-1);
    return last?.kind === "called" && population.weights[index] !== 1;
  }).length;
  for (const [index, { account }] of comers.entries()) {
    const entry = {
      status: statusAt(population, index),
      isCalled: isCalled.has(index),
      weight: population.weights[index] ?? 1,
    };
    const kind = factKindOf(entry, cutoff);
    if (kind === undefined) continue;
    facts.set(account, [...(facts.get(account) ?? []), { kind, week: weekOf(drawnAtMs, "Asia/Kolkata"), drawnAtMs }]);
  }
  const since = comers.findIndex(({ account }) => /^patient \d+ 0$/.test(account));
  const all = told(population, comers, isCalled);
  // Of the tickets that there are, and not of this very line, which falls a little higher or lower each time.
  const line = setting.units / all.tickets;
  const chance = (weight: number) => 1 - (1 - line) ** weight;
  return {
    ...all,
    chance: { since: chance(population.weights[since] ?? 0), newcomer: chance(1) },
    heaviest: Math.max(...population.weights),
    notReset,
  };
}

function comersOf(
  { patient, casual, farm, unlinked }: CampaignSetting,
  week: number,
  facts: Map<string, WeightFact[]>,
) {
  const many = (side: Side, count: number, name: (at: number) => string, group = name): readonly Comer[] =>
    Array.from({ length: count }, (_, at) => ({ side, account: name(at), group: group(at) }));
  const wasCalled = (account: string) => facts.get(account)?.some(({ kind }) => kind === "called") === true;
  const waiting = (at: number) => {
    let person = 0;
    while (wasCalled(`patient ${at} ${person}`)) person += 1;
    return `patient ${at} ${person}`;
  };
  return [
    ...many("patient", patient, waiting),
    ...many("casual", casual, (at) => `casual ${week} ${at}`),
    ...many(
      "farm",
      farm.groups * farm.accounts,
      (at) => `farm ${at}`,
      (at) => `group ${at % farm.groups}`,
    ),
    ...many("unlinked", unlinked, (at) => `unlinked ${at}`),
  ];
}

function entryOf({ seed }: CampaignSetting, { account }: Comer, week: number): Uint8Array {
  return hashOf(`${seed} ${week} ${account}`);
}

function populationOf(
  setting: CampaignSetting,
  { comers, week, facts }: { comers: readonly Comer[]; week: number; facts: Map<string, WeightFact[]> },
): JudgedPopulation {
  const entries = new Uint8Array(comers.length * HASH_BYTES);
  const weights = new Uint8Array(comers.length);
  const groups = new Uint32Array(comers.length);
  const firstOf = new Map<string, number>();
  for (const [index, comer] of comers.entries()) {
    const { account, group } = comer;
    entries.set(entryOf(setting, comer, week), index * HASH_BYTES);
    weights[index] = weightOf(facts.get(account) ?? [], setting.weightMax);
    if (!firstOf.has(group)) firstOf.set(group, index);
    groups[index] = firstOf.get(group) ?? index;
  }
  const population = { count: comers.length, entries, weights };
  const statuses = shareWithinGroups(population, {
    groups,
    excluded: new Uint8Array(comers.length),
    perHousehold: setting.perHousehold,
    charterHash: hashOf(`charter ${week}`),
  });
  return { ...population, statuses };
}

function told(
  population: JudgedPopulation,
  comers: readonly Comer[],
  isCalled: ReadonlySet<number>,
): Omit<CampaignWeek, "heaviest" | "notReset" | "chance"> {
  const of = (side: Side) => {
    const mine = comers.flatMap((comer, index) => (comer.side === side ? [index] : []));
    const eligible = mine.filter((index) => statusAt(population, index) === "eligible");
    const tickets = eligible.reduce((sum, index) => sum + (population.weights[index] ?? 0), 0);
    const called = mine.filter((index) => isCalled.has(index)).length;
    return { entries: mine.length, eligible: eligible.length, tickets, called };
  };
  const [patient, casual, farm, unlinked] = [of("patient"), of("casual"), of("farm"), of("unlinked")];
  const all = [patient, casual, farm, unlinked].reduce((sum, { tickets }) => sum + tickets, 0);
  return { patient, casual, farm, unlinked, tickets: all, farmShare: farm.tickets / all };
}
