import { compareBytes, HASH_BYTES, hashOf, hmacOf } from "../../../src/domain/draw/bytes.ts";
import { DrawOrder } from "../../../src/domain/draw/draw-order.ts";
import { entryOf, holderSaltOf } from "../../../src/domain/draw/entry.ts";
import { orderOfLate } from "../../../src/domain/draw/late-order.ts";
import { drawSeed } from "../../../src/domain/draw/seed.ts";
import { newRegistrationId } from "../../../src/domain/ids.ts";
import { assert } from "../../../src/domain/result.ts";
import { turnStatusOf } from "../../../src/domain/sale/calling/turn-status.ts";
import { openCalling } from "../../../src/domain/sale/commands/open-calling.ts";
import { putSale } from "../../../src/domain/sale/commands/put-sale.ts";
import { sweep } from "../../../src/domain/sale/commands/sweep.ts";
import { mapSaleStore } from "../../../src/domain/sale/map-store.ts";
import { termsOfFairWindow } from "../../../src/domain/terms/draw.ts";
import { createRandomApart, type Random } from "../shared/random.ts";

const SALE_ID = "fair";
const ROUND = 34441012;
const WINDOW = { seconds: 10, admitPerSecond: 250 };
const OPENS_MS = Date.UTC(2026, 10, 1, 12);
const LATE_MS = 60_000;
/** What part of the arrivals are machines, and how fast they are. */
const MACHINES = 0.3;
const MACHINES_WITHIN_MS = 50;

export type FairWindow = {
  readonly arrivals: number;
  readonly late: number;
  /** Spearman's rank correlation. */
  readonly correlation: number;
  /** One standard deviation of it where nothing is behind. */
  readonly chance: number;
  readonly lateCorrelation: number;
  readonly firstHundredth: number;
  readonly admitPerSecond: number;
  readonly calledPerSecondMax: number;
  readonly seconds: number;
  readonly aheadRose: number;
};

/** Plays one fair window and counts what being early was worth in it. */
export function measureFairWindow(asked: {
  readonly arrivals: number;
  readonly late: number;
  readonly units: number;
  readonly seed: number;
}): FairWindow {
  const dice = createRandomApart(asked.seed);
  const drawSecret = hashOf(`secret ${asked.seed}`);
  const root = hashOf(`root ${asked.seed}`);
  const beacon = hmacOf(root, "any beacon");
  const seed = drawSeed(beacon, { saleId: SALE_ID, round: ROUND, root, charterHash: root });
  const inside = arrivalsWithin(asked.arrivals, dice).map((atMs) => registrantAt(atMs, { drawSecret, dice }));
  const order = orderOf(inside, seed);
  const ranks = new Float64Array(asked.arrivals);
  for (const [rank, arrival] of order.entries()) ranks[arrival] = rank;
  const first = Math.ceil(asked.arrivals / 100);
  const called = Math.min(asked.units, asked.arrivals);
  const earlyCalled = ranks.subarray(0, first).filter((rank) => rank < called).length;
  return {
    arrivals: asked.arrivals,
    late: asked.late,
    correlation: spearman(ranks),
    chance: 1 / Math.sqrt(Math.max(1, asked.arrivals - 1)),
    lateCorrelation: lateCorrelation(asked.late, { drawSecret, dice, seed }),
    firstHundredth: earlyCalled / called,
    admitPerSecond: WINDOW.admitPerSecond,
    ...callAll(asked.units, asked.arrivals, asked.late),
  };
}

type Registrant = { readonly entry: Uint8Array; readonly recordedAtMs: number };

/** Arrivals in order of time: machines at once, and people over the whole window, most of them early. */
function arrivalsWithin(count: number, dice: Random): readonly number[] {
  const windowMs = WINDOW.seconds * 1000;
  return Array.from({ length: count }, () => {
    const withinMs = dice.chance(MACHINES)
      ? dice.uniform() * MACHINES_WITHIN_MS
      : Math.min(windowMs - 1, Math.exp(7 + dice.normal()));
    return OPENS_MS + withinMs;
  }).sort((a, b) => a - b);
}

function registrantAt(
  recordedAtMs: number,
  { drawSecret, dice }: { readonly drawSecret: Uint8Array; readonly dice: Random },
): Registrant {
  const id = newRegistrationId({ saleId: SALE_ID, shard: 0 }, Math.floor(recordedAtMs), dice.uniform);
  return { recordedAtMs, entry: entryOf(holderSaltOf(drawSecret, id), SALE_ID, `acct:${id}`) };
}

/** Arrivals in the order of the draw. */
function orderOf(registrants: readonly Registrant[], seed: Uint8Array): Uint32Array {
  const entry = (arrival: number) => registrants[arrival]?.entry ?? new Uint8Array(HASH_BYTES);
  const published = Uint32Array.from(registrants, (_, arrival) => arrival).sort((a, b) =>
    compareBytes(entry(a), entry(b)),
  );
  const entries = new Uint8Array(registrants.length * HASH_BYTES);
  for (const [index, arrival] of published.entries()) entries.set(entry(arrival), index * HASH_BYTES);
  const weights = new Uint8Array(registrants.length).fill(1);
  const drawn = new DrawOrder({ count: registrants.length, entries, weights }, seed);
  drawn.makeKeys(0, registrants.length);
  return drawn.order().map((index) => published[index] ?? 0);
}

/**
 * Spearman's rank correlation of arrivals with other ranks.
 * @param ranks of the arrivals, in their order; each from 0 to their number less one
 */
export function spearman(ranks: Float64Array): number {
  const n = ranks.length;
  if (n < 2) return 0;
  let squares = 0;
  for (const [arrival, rank] of ranks.entries()) squares += (arrival - rank) ** 2;
  return 1 - (6 * squares) / (n * (n * n - 1));
}

/** The mean over the seconds after the window, in each of which arrival must say nothing. */
function lateCorrelation(
  late: number,
  { drawSecret, dice, seed }: { readonly drawSecret: Uint8Array; readonly dice: Random; readonly seed: Uint8Array },
): number {
  const fromMs = OPENS_MS + WINDOW.seconds * 1000;
  const times = Array.from({ length: late }, () => fromMs + dice.uniform() * LATE_MS).sort((a, b) => a - b);
  const entries = times.map((atMs) => registrantAt(atMs, { drawSecret, dice }));
  const order = orderOfLate(entries, seed);
  let [sum, seconds, from] = [0, 0, 0];
  while (from < late) {
    const second = Math.floor((times[from] ?? 0) / 1000);
    let until = from;
    while (until < late && Math.floor((times[until] ?? 0) / 1000) === second) until += 1;
    const ranks = new Float64Array(until - from);
    for (let rank = from; rank < until; rank += 1) {
      const arrival = order[rank] ?? 0;
      assert(arrival >= from && arrival < until, "who comes in a later second is called later");
      ranks[arrival - from] = rank - from;
    }
    sum += spearman(ranks) * ranks.length;
    seconds += ranks.length;
    from = until;
  }
  return seconds === 0 ? 0 : sum / seconds;
}

/**
 * Calls until every unit is kept for somebody, in virtual time, and looks at some places all the while. Those who come late have their
 * places second after second, behind all that there are.
 */
function callAll(
  units: number,
  listed: number,
  late: number,
): Pick<FairWindow, "calledPerSecondMax" | "seconds" | "aheadRose"> {
  const store = mapSaleStore();
  const context = (nowMs: number) => ({ store, nowMs, random: Math.random });
  const terms = termsOfFairWindow(OPENS_MS, WINDOW, 1);
  const put = putSale(context(OPENS_MS - 60_000), {
    shop: "shop-a",
    saleId: SALE_ID,
    pepperEpoch: "e1",
    definition: {
      title: "A fair window",
      sku: "SIM-1",
      mode: "flash",
      units,
      price: { amountMinor: 1399900, currency: "INR" },
      opensAtMs: OPENS_MS,
      closesAtMs: OPENS_MS + 24 * 3_600_000,
      limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
      holdTtlSeconds: 300,
      acceptedPayments: ["card"],
      addressLocked: false,
      clientSignals: "optional",
      holderProof: "none",
      fairWindow: WINDOW,
      ...terms,
    },
  });
  assert(put.ok, "the sale of a fair window is made");
  let nowMs = terms.draw.drawAtMs + 3000;
  const callAtOnce = Math.min(units, listed);
  const open = (places: number) =>
    openCalling(context(nowMs), { round: ROUND, fromPlace: 1, places, late: places - listed, callAtOnce });
  open(listed);
  const watched = [1, 2, WINDOW.admitPerSecond, callAtOnce, callAtOnce + 1, listed, listed + 1, listed + late].filter(
    (place) => place <= listed + late,
  );
  const ahead = new Map(watched.map((place) => [place, Number.POSITIVE_INFINITY]));
  let [calledTo, calledPerSecondMax, aheadRose, seconds] = [0, 0, 0, 0];
  const calledNow = () => (store.findCalling()?.orders[0]?.next ?? 1) - 1;
  for (; calledTo < callAtOnce && seconds < callAtOnce; nowMs += 1000, seconds += 1) {
    open(listed + Math.min(late, Math.ceil((late * (seconds + 1) * 1000) / LATE_MS)));
    sweep(context(nowMs));
    calledPerSecondMax = Math.max(calledPerSecondMax, calledNow() - calledTo);
    calledTo = calledNow();
    for (const place of watched) {
      const parts = { sale: put.value, stock: store.readStock(), calling: store.findCalling(), turn: undefined, nowMs };
      const standing = turnStatusOf({ ...parts, place: { round: ROUND, place } });
      const told = standing.kind === "waiting" ? (standing.ahead ?? Number.POSITIVE_INFINITY) : 0;
      if (told > (ahead.get(place) ?? 0)) aheadRose += 1;
      ahead.set(place, told);
    }
  }
  return { calledPerSecondMax, seconds, aheadRose };
}
