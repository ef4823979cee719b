import { compareBytes, fromHex, hashOf, hmacOf } from "../../../../src/domain/draw/bytes.ts";
import { DrawOrder } from "../../../../src/domain/draw/draw-order.ts";
import { afterStep, type DrawPlan, type DrawProgress, nextStep } from "../../../../src/domain/draw/next-step.ts";
import type { Population } from "../../../../src/domain/draw/population.ts";
import { firstRoundAtOrAfter, timeOfRoundMs } from "../../../../src/domain/draw/rounds.ts";
import { drawSeed, randomnessOf, redrawSeed } from "../../../../src/domain/draw/seed.ts";
import { assert } from "../../../../src/domain/result.ts";
import type {
  CalledRange,
  CallingProgress,
  DrawnPlace,
  OpenCalling,
  Opened,
} from "../../../../src/domain/sale/calling/calling.ts";
import type { Random } from "../../shared/random.ts";
import { promise } from "../violation.ts";
import { SALE_ID } from "./draw-call.ts";

/** Somebody who registered, and what judging makes of them. */
export type Registrant = { readonly entry: Uint8Array; readonly isEligible: boolean; readonly weight: number };

/** What the draw has written: the only thing that a crash leaves. */
type Kept = {
  readonly progress: DrawProgress;
  /** Of the charter. */
  readonly units: number;
  readonly randomness?: Uint8Array | undefined;
  /** Persons that may be called, in the order of the draw. */
  readonly order?: readonly number[] | undefined;
  /** Registers that know their places: persons up to this one. */
  readonly placed: number;
  /** Called so far, as it was stated: by the result, by waves, by redraws. */
  readonly stated: {
    readonly atOnce: number;
    readonly waves: number;
    readonly vacancies: number;
    readonly redrawn: number;
  };
  readonly ranges: readonly CalledRange[];
  /** A redraw that waits for its round, and what is asked for then. */
  readonly redraw?: { readonly round: number; readonly count: number } | undefined;
  /** Places of the first order that redraws have called. */
  readonly redrawn: readonly number[];
};

/** What the draw does next in the world. */
export type DrawWish =
  | { readonly kind: "nothing"; readonly untilMs: number }
  | { readonly kind: "opens"; readonly command: OpenCalling }
  | { readonly kind: "promises" }
  | { readonly kind: "reads"; readonly fromSeq: number };

/** How a beacon behaves: when each round can be had after its time, and how often asking for it fails. */
export type BeaconFaults = { readonly lateMs: number; readonly lost: number };

const READ_EVERY_MS = 5000;
const REDRAW_AHEAD_MS = 120_000;

/** A draw by the pure steps of production: it may crash between any two of them and goes on from what it has written. */
export class DrawProcess {
  readonly plan: DrawPlan;
  readonly places = new Map<number, DrawnPlace>();
  readonly #registrants: readonly Registrant[];
  readonly #unitsNow: () => number;
  readonly #dice: Random;
  readonly #beacon: BeaconFaults;
  #kept: Kept;
  #nextReadMs = 0;
  #wantsRedraw = false;
  #mustRead = false;

  constructor(
    plan: DrawPlan,
    {
      registrants,
      unitsNow,
      drawAtMs,
      dice,
      beacon,
    }: {
      readonly registrants: readonly Registrant[];
      /** What the sale has to sell, at the moment of the charter. */
      readonly unitsNow: () => number;
      readonly drawAtMs: number;
      readonly dice: Random;
      readonly beacon: BeaconFaults;
    },
  ) {
    this.plan = plan;
    this.#registrants = registrants;
    this.#unitsNow = unitsNow;
    this.#dice = dice;
    this.#beacon = beacon;
    this.#kept = {
      progress: {
        stage: "scheduled",
        round: firstRoundAtOrAfter(plan.clock, drawAtMs),
        vacancies: 0,
        left: 0,
        paused: false,
      },
      units: 0,
      placed: 0,
      stated: { atOnce: 0, waves: 0, vacancies: 0, redrawn: 0 },
      ranges: [],
      redrawn: [],
    };
  }

  get stage(): DrawProgress["stage"] {
    return this.#kept.progress.stage;
  }

  /** Persons that may be called, in order; undefined until it is drawn. */
  get order(): readonly number[] | undefined {
    return this.#kept.order;
  }

  get stated(): Kept["stated"] {
    return this.#kept.stated;
  }

  /** One step, or a part of one, as far as it goes without its sale. */
  step(nowMs: number): DrawWish {
    const { progress } = this.#kept;
    // Where all is sold an order may still be cancelled: then the sale calls on.
    if (progress.stage === "calling" || progress.stage === "over") return this.#afterDraw(nowMs);
    const step = nextStep(this.plan, progress, nowMs);
    switch (step.do) {
      case "wait":
        return { kind: "nothing", untilMs: step.untilMs };
      case "draw":
        return this.#draw();
      case "take-beacon":
        return this.#takeBeacon(nowMs);
      case "take-own-secret":
        this.#keep({
          progress: afterStep(progress, step),
          randomness: hashOf(fromHex("07".repeat(32)) ?? new Uint8Array()),
        });
        return AT_ONCE;
      case "freeze":
        this.#keep({ progress: afterStep(progress, step, { left: this.#eligible().length }) });
        return AT_ONCE;
      case "open":
        this.#keep({ progress: afterStep(progress, step), units: this.#unitsNow() });
        return AT_ONCE;
      default:
        this.#keep({ progress: afterStep(progress, step) });
        return AT_ONCE;
    }
  }

  /** The sale has answered that the order is open; or, of a redraw, that it has called somebody since, and opened nothing. */
  opened({ redraws }: OpenCalling, opened: Opened): void {
    const { progress, redraw, redrawn } = this.#kept;
    if (opened === "called-meanwhile") {
      this.#mustRead = true;
      return;
    }
    if (progress.stage === "drawn") {
      const atOnce = Math.min(this.#kept.units, this.#eligible().length);
      this.#keep({
        progress: { ...progress, stage: "calling" },
        stated: { ...this.#kept.stated, atOnce },
      });
    } else if (redraw !== undefined) {
      this.#keep({ redraw: undefined, redrawn: [...redrawn, ...(redraws?.places ?? [])] });
    }
    this.#nextReadMs = 0;
  }

  /** Two people of the staff have asked for a redraw, and the sale says for how many units: the vacancy is stated. */
  promised(count: number, nowMs: number): void {
    this.#wantsRedraw = false;
    if (count === 0) return;
    this.#keep({ redraw: { round: firstRoundAtOrAfter(this.plan.clock, nowMs + REDRAW_AHEAD_MS), count } });
  }

  /** What the sale has called since: each range becomes a statement, and none is ever stated twice or otherwise. */
  read(progress: CallingProgress, nowMs: number): void {
    for (const range of progress.ranges) this.#state(range);
    this.#nextReadMs = nowMs + READ_EVERY_MS;
    this.#mustRead = false;
    this.#keep({ progress: { ...this.#kept.progress, stage: progress.isOver ? "over" : "calling" } });
    this.#wantsRedraw = !progress.isOver && progress.vacatedByOperator > 0 && this.#kept.redraw === undefined;
  }

  #state(range: CalledRange): void {
    const { ranges, stated, progress } = this.#kept;
    promise(range.seq === ranges.length, "every range is read once, and none is missed", () => JSON.stringify(range));
    const count = range.toPlace + 1 - range.fromPlace;
    const vacancies = range.vacancies.unpaid + range.vacancies.declined;
    const isFirst = range.round === progress.round;
    const counts = isFirst
      ? vacancies === 0
        ? stated
        : { ...stated, waves: stated.waves + 1, vacancies: stated.vacancies + vacancies }
      : { ...stated, redrawn: stated.redrawn + count };
    this.#keep({ ranges: [...ranges, range], stated: counts });
  }

  #afterDraw(nowMs: number): DrawWish {
    const { redraw, redrawn, ranges, progress } = this.#kept;
    if (this.#wantsRedraw) return { kind: "promises" };
    const isDue = redraw !== undefined && nowMs >= timeOfRoundMs(this.plan.clock, redraw.round);
    if (isDue && nowMs < this.plan.endsAtMs && !this.#mustRead) {
      const seed = redrawSeed(randomnessOf(signatureOf(redraw.round)), {
        saleId: SALE_ID,
        round: redraw.round,
        vacancyHash: hashOf(Uint8Array.of(redraw.count)),
      });
      const calledTo = Math.max(
        0,
        ...ranges.filter(({ round }) => round === progress.round).map(({ toPlace }) => toPlace),
      );
      const places = this.#ordered(seed)
        .map((person) => this.places.get(person)?.place ?? 0)
        .filter((place) => place > calledTo && !redrawn.includes(place))
        .slice(0, redraw.count);
      const redraws = { places, afterRanges: ranges.length };
      const command = { round: redraw.round, fromPlace: 1, places: places.length, callAtOnce: redraw.count, redraws };
      return { kind: "opens", command };
    }
    if (nowMs < this.#nextReadMs && !this.#mustRead) return { kind: "nothing", untilMs: this.#nextReadMs };
    return { kind: "reads", fromSeq: this.#kept.ranges.length };
  }

  #takeBeacon(nowMs: number): DrawWish {
    const { progress } = this.#kept;
    const isThere = nowMs >= timeOfRoundMs(this.plan.clock, progress.round) + this.#beacon.lateMs;
    if (!isThere || this.#dice.chance(this.#beacon.lost)) return { kind: "nothing", untilMs: nowMs + 1000 };
    this.#keep({
      progress: afterStep(progress, { do: "take-beacon", round: progress.round }),
      randomness: randomnessOf(signatureOf(progress.round)),
    });
    return AT_ONCE;
  }

  /** Each register is told by itself, so that a crash leaves some told and some not; the same order comes out again. */
  #draw(): DrawWish {
    const { progress, randomness } = this.#kept;
    assert(randomness !== undefined, "a beacon comes before the order");
    const root = new Uint8Array(32);
    const order = this.#ordered(
      drawSeed(randomness, { saleId: SALE_ID, round: progress.round, root, charterHash: root }),
    );
    const told = this.#kept.placed;
    const person = order[told];
    if (person === undefined) {
      this.#keep({ order });
      const callAtOnce = Math.min(this.#kept.units, order.length);
      return { kind: "opens", command: { round: progress.round, fromPlace: 1, places: order.length, callAtOnce } };
    }
    this.places.set(person, { round: progress.round, place: told + 1 });
    this.#keep({ placed: told + 1 });
    return AT_ONCE;
  }

  #ordered(seed: Uint8Array): readonly number[] {
    const persons = this.#registrants
      .map((_, person) => person)
      .sort((a, b) => compareBytes(this.#entry(a), this.#entry(b)));
    const population: Population = {
      count: persons.length,
      entries: Uint8Array.from(persons.flatMap((person) => [...this.#entry(person)])),
      weights: Uint8Array.from(persons.map((person) => this.#registrants[person]?.weight ?? 1)),
    };
    const drawn = new DrawOrder(population, seed);
    drawn.makeKeys(0, population.count);
    return [...drawn.order()]
      .map((index) => persons[index] ?? 0)
      .filter((person) => this.#registrants[person]?.isEligible);
  }

  #entry(person: number): Uint8Array {
    return this.#registrants[person]?.entry ?? new Uint8Array(32);
  }

  #eligible(): readonly Registrant[] {
    return this.#registrants.filter(({ isEligible }) => isEligible);
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
  }
}

const AT_ONCE: DrawWish = { kind: "nothing", untilMs: 0 };

/** Any 48 bytes: who made them is not what is played here. */
function signatureOf(round: number): Uint8Array {
  return hmacOf(new Uint8Array(32), `round ${round}`).slice(0, 48);
}
