import { HASH_BYTES, hashOf } from "../../../src/domain/draw/bytes.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { orderOfLate } from "../../../src/domain/draw/late-order.ts";
import type { Population } from "../../../src/domain/draw/population.ts";
import { drawSeed } from "../../../src/domain/draw/seed.ts";
import { evidenceOf } from "../../../src/domain/registration/evidence.ts";
import { type CompiledPolicy, policyAt } from "../../../src/domain/rules/load-policy.ts";
import type { AddressSharers } from "../../../src/domain/sale/calling/calling.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import { type DrawTerms, termsOfFairWindow } from "../../../src/domain/terms/draw.ts";
import type { RegistrationTerms } from "../../../src/domain/terms/registration.ts";
import type { Model } from "../../../src/platform/model/tfjs-model.ts";
import { createRandomApart, type Random } from "../../../test/rig/shared/random.ts";
import { CALLED, FAIR_WINDOW } from "./assumptions.ts";
import { beginVisit } from "./browsers.ts";
import type { Buyer } from "./buyer.ts";
import { policyWithout } from "./defences.ts";
import { type DrawOutcome, drawOutcomeOf } from "./draw-outcome.ts";
import { judgeEntries } from "./judge-entries.ts";
import { CommandMaker } from "./make-command.ts";
import { buyersOf, type Setting, saleOf } from "./rehearse.ts";
import { HOUR_MS, OPENS_AT_MS, SALE_ID } from "./rehearsed-sale.ts";
import { SaleDay } from "./sale-day.ts";

export type DrawnMode = "draw" | "fair window";

const ROUND = 34441012;
/** The list is frozen, the beacon comes, registers are told. */
const DRAWN_AFTER_MS = 10_000;

/** Somebody with a registration. */
type Registered = { readonly buyer: Buyer; readonly entry: Uint8Array; readonly atMs: number };

/** Who stands at a place of the order. Of who came after the window nothing is counted. */
type Place = { readonly buyer: Buyer | undefined; readonly sharers?: AddressSharers | undefined };

/**
 * Plays one drawn sale in virtual time: each account registers once, the population is judged and drawn, places are called, and each
 * checkout in its turn is judged again by the sale, with the functions and commands of production.
 */
export function rehearseDraw(
  policy: CompiledPolicy,
  model: Model,
  setting: Setting & { mode: DrawnMode },
): DrawOutcome {
  const { units, without, mode } = setting;
  const dice = createRandomApart(setting.seed);
  const buyers = buyersOf(setting, dice);
  const definition = mode === "draw" ? drawnSale(saleOf(setting)) : fairWindowSale(saleOf(setting));
  const { registration, draw } = definition;
  const registered = buyers.map(
    (buyer): Registered => ({
      buyer,
      entry: hashOf(`${setting.seed} ${buyer.account.id}`),
      // Into a draw people register over its whole window, and in what order says nothing.
      atMs: mode === "draw" ? registration.opensAtMs + dice.between(0, HOUR_MS - 1) : buyer.arrivesAtMs,
    }),
  );
  const inTime = registered.filter(({ atMs }) => atMs < registration.closesAtMs);
  const late = registered.filter(({ atMs }) => atMs >= registration.closesAtMs);
  const commands = new CommandMaker(model, without);
  const charterHash = hashOf(`charter ${setting.seed}`);
  const population = populationOf(inTime);
  const judged = judgeEntries(population, {
    evidence: inTime.map(({ buyer, atMs }) => evidenceOf(registrationOf(commands, buyer, atMs))),
    definition,
    policy: policyWithout(policyAt(policy, registration.closesAtMs), without),
    charterHash,
  });
  const seed = drawSeed(charterHash, { saleId: SALE_ID, round: ROUND, root: charterHash, charterHash });
  const drawn = orderOf(population, seed).filter((index) => judged[index]?.status === "eligible");
  const behind = orderOfLate(
    late.map(({ entry, atMs }) => ({ entry, recordedAtMs: atMs })),
    seed,
  );
  const places: readonly Place[] = [
    ...drawn.map((index) => ({ buyer: inTime[index]?.buyer, sharers: judged[index]?.sharers })),
    ...behind.map((index) => ({ buyer: late[index]?.buyer })),
  ];
  const day = new SaleDay({ definition, policy, without, commands, dice });
  callPlaces(day, places, { mode, dice, units, drawAtMs: draw.drawAtMs });
  const visits = day.runAll();
  return drawOutcomeOf(visits, {
    units,
    late: late.map(({ buyer }) => buyer),
    entered: inTime.map(({ buyer }, index) => ({ buyer, status: judged[index]?.status ?? "eligible" })),
  });
}

function registrationOf(commands: CommandMaker, { account, tries: [means] }: Buyer, atMs: number) {
  const { browser } = means;
  const visit = browser === undefined ? undefined : beginVisit(browser, atMs, `registration of ${account.id}`);
  return commands.make({ account }, means, { atMs, visit });
}

function populationOf(registered: readonly Registered[]): Population {
  const entries = new Uint8Array(registered.length * HASH_BYTES);
  for (const [index, { entry }] of registered.entries()) entries.set(entry, index * HASH_BYTES);
  return { count: registered.length, entries, weights: new Uint8Array(registered.length).fill(1) };
}

function orderOf(population: Population, seed: Uint8Array): readonly number[] {
  const order = new DrawOrder(population, seed);
  order.makeKeys(0, population.count);
  return [...order.order()];
}

/** Who is called comes within the turn, or does not come. */
function callPlaces(
  day: SaleDay,
  places: readonly Place[],
  by: { readonly mode: DrawnMode; readonly dice: Random; readonly units: number; readonly drawAtMs: number },
): void {
  const { mode, dice, units, drawAtMs } = by;
  const { peopleComeShare, peopleComeMsMean, farmComesMsMax } = CALLED[mode];
  const opening = { round: ROUND, fromPlace: 1, places: places.length, callAtOnce: Math.min(units, places.length) };
  day.planCalling(opening, drawAtMs + DRAWN_AFTER_MS, ({ fromPlace, toPlace, calledAtMs }) => {
    for (let place = fromPlace; place <= toPlace; place += 1) {
      const { buyer, sharers } = places[place - 1] ?? {};
      if (buyer === undefined) continue;
      const { side, account } = buyer;
      if (side === "person" && !dice.chance(peopleComeShare)) continue;
      const afterMs =
        side === "farm" ? dice.between(0, farmComesMsMax) : -Math.log(1 - dice.uniform()) * peopleComeMsMean;
      day.plan(buyer, calledAtMs + Math.round(afterMs), {
        registrationId: account.id,
        sharers,
        place: { round: ROUND, place },
      });
    }
  });
}

type DrawnSale = SaleDefinition & { readonly registration: RegistrationTerms; readonly draw: DrawTerms };

/** Registration over an hour, then turns of two hours for as long as there are units. */
function drawnSale(sale: SaleDefinition): DrawnSale {
  const registration = { opensAtMs: OPENS_AT_MS - 2 * HOUR_MS, closesAtMs: OPENS_AT_MS - HOUR_MS, shards: 1 };
  const draw = { drawAtMs: OPENS_AT_MS, leadSeconds: 60, turnSeconds: 2 * 3600, weightMax: 1 };
  const closesAtMs = OPENS_AT_MS + 48 * HOUR_MS;
  return { ...sale, mode: "draw", closesAtMs, registration, draw };
}

function fairWindowSale(sale: SaleDefinition): DrawnSale {
  const { fairWindow } = FAIR_WINDOW;
  return { ...sale, fairWindow, ...termsOfFairWindow(OPENS_AT_MS, fairWindow, 1) };
}
