import { hashOf } from "../../../../src/domain/draw/bytes.ts";
import { nextCallingDueMs } from "../../../../src/domain/sale/calling/call-next.ts";
import type { CancelCommand } from "../../../../src/domain/sale/commands/cancel-order.ts";
import type { ManageSaleCommand } from "../../../../src/domain/sale/commands/manage-sale.ts";
import type { SaleDefinition } from "../../../../src/domain/terms/definition.ts";
import { termsOfFairWindow } from "../../../../src/domain/terms/draw.ts";
import { createRandomApart, type Random } from "../../shared/random.ts";
import { textOf } from "../call.ts";
import { memoryFaults } from "../memory-faults.ts";
import { type BatchEnd, HONEST, SaleProcess, type Surroundings } from "../sale-process.ts";
import { SIM_PAYMENTS } from "../sim-policy.ts";
import type { History, Tally } from "../simulate.ts";
import { promise, Violation } from "../violation.ts";
import { callOf, checkoutOf, type DrawAnswer, type DrawCall, executeDrawCall, SALE_ID, SHOP } from "./draw-call.ts";
import { DrawProcess, type DrawWish, type Registrant } from "./draw-process.ts";
import { ExpectedDraw, turnStatusIn } from "./expected-draw.ts";

const START_MS = Date.UTC(2026, 10, 1, 12);
const GENESIS = START_MS / 1000 - 3000;
const STEPS = { min: 60, max: 140 };
/** Alarms and readings that bring a healed sale to rest. */
const RESTING_STEPS_MAX = 4000;

type DrawFaults = {
  readonly failsToCommit: number;
  readonly saleCrashesBefore: number;
  readonly saleCrashesAfter: number;
  readonly drawCrashes: number;
  readonly alarmLate: number;
  readonly alarmNever: number;
  readonly repeated: number;
};
const NO_FAULTS: DrawFaults = {
  failsToCommit: 0,
  saleCrashesBefore: 0,
  saleCrashesAfter: 0,
  drawCrashes: 0,
  alarmLate: 0,
  alarmNever: 0,
  repeated: 0,
};

/**
 * Plays one drawn sale: people register, the draw freezes, waits for its beacon, orders and tells the registers, and the sale calls,
 * while both crash, beacons are late or lost, alarms are late or never fire and calls are repeated. Pure steps and commands are
 * production's own; after each commit everybody's standing is held against what they were promised.
 */
export function simulateDraw(seed: number, surroundings: Surroundings = HONEST): History {
  const simulation = new DrawSimulation(seed, surroundings);
  try {
    simulation.run();
    return { seed, tally: simulation.tally };
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { seed, tally: simulation.tally, violation: error };
  }
}

class DrawSimulation {
  readonly tally: Tally = {};
  readonly #dice: Random;
  readonly #definition: SaleDefinition;
  readonly #registrants: readonly Registrant[];
  readonly #process: SaleProcess<DrawCall, DrawAnswer>;
  readonly #draw: DrawProcess;
  readonly #model: ExpectedDraw;
  readonly #holds: string[] = [];
  readonly #orders: string[] = [];
  readonly #replies = new Map<string, string>();
  #faults: DrawFaults;
  #nowMs = START_MS - 60_000;
  #saleAlarmMs = Number.POSITIVE_INFINITY;
  #drawAlarmMs = 0;
  #keys = 0;

  constructor(seed: number, surroundings: Surroundings) {
    const dice = createRandomApart(seed);
    this.#dice = dice;
    const draw = () => dice.pick([0, 0, 0.05, 0.25]);
    this.#faults = {
      failsToCommit: draw(),
      saleCrashesBefore: draw(),
      saleCrashesAfter: draw(),
      drawCrashes: draw(),
      alarmLate: draw(),
      alarmNever: dice.pick([0, 0, 0.5, 1]),
      repeated: draw(),
    };
    this.#definition = drawDefinition(dice);
    this.#registrants = Array.from({ length: dice.pick([0, 1, 3, 6, 9, 12]) }, (_, person) => ({
      entry: hashOf(`entry ${seed} ${person}`),
      isEligible: dice.chance(0.75),
      weight: dice.between(1, 3),
    }));
    this.#process = new SaleProcess(executeDrawCall, {
      surroundings,
      random: dice.uniform,
      memory: memoryFaults(seed),
    });
    this.#model = new ExpectedDraw(this.#definition);
    this.#draw = drawOf(dice, this.#definition, this.#registrants, () => {
      const { received, withdrawn } = this.#process.store.readStock();
      return received - withdrawn;
    });
  }

  run(): void {
    const { saleId, shop } = { saleId: SALE_ID, shop: SHOP };
    const command = { shop, saleId, definition: this.#definition, pepperEpoch: "e1" };
    this.#process.run(
      [{ from: "shop", person: -1, call: callOf({ kind: "put", command }, "put") }],
      () => this.#nowMs,
      "commits",
    );
    for (let step = this.#dice.between(STEPS.min, STEPS.max); step > 0; step--) {
      this.#playUntil(this.#nowMs + this.#thinkMs());
      this.#act();
    }
    this.#heal();
  }

  /** Alarms of the sale and of its draw, in order of time. */
  #playUntil(untilMs: number): void {
    for (;;) {
      const atMs = Math.min(this.#saleAlarmMs, this.#drawAlarmMs);
      if (atMs > untilMs) break;
      this.#nowMs = Math.max(this.#nowMs, atMs);
      if (this.#saleAlarmMs <= this.#drawAlarmMs) {
        this.#count("alarms of the sale");
        this.#saleAlarmMs = Number.POSITIVE_INFINITY;
        this.#batch([]);
      } else this.#stepDraw();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  #stepDraw(): void {
    const wish = this.#draw.step(this.#nowMs);
    this.#count(`draw: ${this.#draw.stage}`);
    if (wish.kind === "nothing") {
      this.#drawAlarmMs = Math.max(this.#nowMs + 1, this.#late(wish.untilMs));
      return;
    }
    const asked = askedFor(wish);
    this.#drawAlarmMs = this.#nowMs + this.#dice.between(1, 2000);
    const answer = this.#ask(asked);
    if (answer === undefined) return;
    if (this.#dice.chance(this.#faults.drawCrashes)) {
      this.#count("crashes of the draw");
      return;
    }
    if (answer.kind === "progress" && answer.progress !== undefined) {
      this.#draw.read(answer.progress, this.#nowMs);
      this.#count("readings");
    } else if (answer.kind === "promised") {
      this.#draw.promised(answer.redraw.units, this.#nowMs);
      this.#count("redraws promised");
    } else if (wish.kind === "opens") {
      const opened = answer.kind === "opened" ? answer.opened : undefined;
      promise(opened !== undefined, "an order that is drawn is opened");
      this.#draw.opened(wish.command, opened ?? "opened");
      this.#count(`orders ${opened}`);
    }
  }

  #act(): void {
    const dice = this.#dice;
    const person = this.#somebody();
    const roll = dice.between(1, 100);
    if (roll <= 50) this.#checkOut(person);
    else if (roll <= 70) this.#end("redeem");
    else if (roll <= 77) this.#end("release");
    else if (roll <= 83) this.#decline(person);
    else if (roll <= 90) this.#cancel();
    else if (roll <= 95) this.#manage({ paused: dice.chance(0.25) });
    else if (roll <= 97) this.#manage({ add: dice.between(1, 2) });
    else this.#manage({ withdraw: dice.between(1, 2) });
  }

  /** Anybody, and as often somebody whose turn it is, or nothing would be bought. */
  #somebody(): number {
    const { order = [], places } = this.#draw;
    const called = order.filter((each) => {
      const place = places.get(each);
      return place !== undefined && turnStatusIn(this.#process.store, place, this.#nowMs).kind === "turn";
    });
    const anybody = this.#dice.below(Math.max(1, this.#registrants.length));
    return this.#dice.chance(0.5) ? (called[this.#dice.below(Math.max(1, called.length))] ?? anybody) : anybody;
  }

  #checkOut(person: number): void {
    if (this.#batch([]) === undefined || this.#registrants.length === 0) return;
    const place = this.#draw.places.get(person);
    const expected = this.#expectedCheckout(person);
    const registered = { registrationId: `reg_${person}`, ...(place === undefined ? {} : { place }) };
    const key = `checkout ${++this.#keys}`;
    const asked: DrawCall = { from: "shop", person, call: checkoutOf(person, key, this.#nowMs, registered) };
    const answer = this.#ask(asked);
    if (answer?.kind !== "reply") return;
    const { outcome } = answer;
    const said = outcome.ok ? textOf(outcome.value.reply) : JSON.stringify(outcome.error);
    const happened = outcome.ok ? JSON.parse(said).allocation.status : outcome.error.kind;
    this.#count(`checkout: ${happened}`);
    promise(happened === expected.kind, "a checkout is let in for who is called, and for nobody else", () =>
      [person, JSON.stringify(expected), said].join(" "),
    );
    if (!outcome.ok) {
      const ahead = outcome.error.kind === "not-your-turn" ? outcome.error.ahead : undefined;
      promise(ahead === expected.ahead, "a checkout hears how many are called before", () => said);
      return;
    }
    if (happened === "held") this.#holds.push(JSON.parse(said).allocation.holdId);
    if (!this.#dice.chance(this.#faults.repeated)) return;
    const again = this.#ask(asked);
    if (again?.kind !== "reply") return;
    this.#count("repeats");
    const isSame = again.outcome.ok && textOf(again.outcome.value.reply) === said;
    promise(isSame, "a repeat gets the first answer's bytes");
  }

  #expectedCheckout(person: number): { readonly kind: string; readonly ahead?: number | undefined } {
    const place = this.#draw.places.get(person);
    if (!this.#model.isOpen(this.#nowMs)) return { kind: "sale-not-open" };
    if (place === undefined) return { kind: "not-your-turn" };
    const standing = turnStatusIn(this.#process.store, place, this.#nowMs);
    if (standing.kind === "waiting") return { kind: "not-your-turn", ahead: standing.ahead };
    if (standing.kind === "over") return { kind: "turn-over" };
    return { kind: standing.state === "open" ? "held" : "none" };
  }

  #end(kind: "redeem" | "release"): void {
    const holdId = this.#holds.at(-this.#dice.between(1, 2));
    if (holdId === undefined) return;
    const key = `${kind} ${++this.#keys}`;
    const call =
      kind === "redeem"
        ? callOf({ kind, command: { shop: SHOP, holdId, orderId: key, proofSent: false } }, key)
        : callOf({ kind, command: { shop: SHOP, holdId, reason: "payment_failed" } }, key);
    const answer = this.#ask({ from: "shop", person: -1, call });
    if (answer?.kind !== "reply" || !answer.outcome.ok) return;
    const { status } = answer.outcome.value.reply;
    this.#count(`${kind}: ${status}`);
    this.#holds.splice(this.#holds.indexOf(holdId), 1);
    if (kind === "redeem" && status === 200) this.#orders.push(key);
  }

  /** An order ends for its buyer's sake or the operator's, and sometimes a second time. */
  #cancel(): void {
    const orderId = this.#orders.at(-this.#dice.between(1, 3));
    if (orderId === undefined) return;
    const command = { asker: "staff", orderId, reason: "Simulated.", ...cancellationOf(this.#dice) } as const;
    const answer = this.#ask({
      from: "shop",
      person: -1,
      call: callOf({ kind: "cancel", command }, `cancel ${++this.#keys}`),
    });
    if (answer?.kind !== "reply" || !answer.outcome.ok) return;
    const { status } = answer.outcome.value.reply;
    const done = command.units === "return" ? command.by : "withdrawn";
    this.#count(`cancel: ${status === 200 ? done : status}`);
  }

  #decline(person: number): void {
    const place = this.#draw.places.get(person);
    if (place === undefined) return;
    const answer = this.#ask({ from: "shop", person, decline: { shop: SHOP, place } });
    if (answer?.kind === "command") this.#count(`decline: ${answer.refused ?? "done"}`);
  }

  #manage(change: ManageSaleCommand["change"]): void {
    const key = `manage ${++this.#keys}`;
    const asked: DrawCall = {
      from: "shop",
      person: -1,
      call: callOf({ kind: "manage", command: { by: "staff", change } }, key),
    };
    const answer = this.#ask(asked);
    if (answer?.kind === "reply") this.#count(`manage: ${Object.keys(change)[0]}`);
  }

  /** One call in a transaction of its own. @returns undefined where it, or its answer, was lost */
  #ask(asked: DrawCall): DrawAnswer | undefined {
    return this.#batch([asked]);
  }

  #batch(calls: readonly DrawCall[]): DrawAnswer | undefined {
    const end = this.#batchEnd();
    this.#count(end);
    const committed = this.#process.run(calls, () => this.#nowMs, end);
    if (committed === undefined) {
      this.#setAlarm();
      return undefined;
    }
    const [done] = committed.done;
    if (done !== undefined) this.#hear(done.call, done.outcome);
    this.#check();
    this.#setAlarm();
    return end === "crashes after the commit" ? undefined : (done?.outcome ?? SWEPT);
  }

  /** What a committed call has changed of the terms by which the model judges. */
  #hear(asked: DrawCall, answer: DrawAnswer): void {
    const isOpened = answer.kind === "opened" && answer.opened === "opened";
    if (
      isOpened &&
      "open" in asked &&
      asked.open.redraws !== undefined &&
      !this.#replies.has(String(asked.open.round))
    ) {
      this.#replies.set(String(asked.open.round), "open");
      const order = this.#process.store.findCalling()?.orders.find(({ round }) => round === asked.open.round);
      this.#model.redrawn += order?.places ?? 0;
      this.#model.redraw(asked.open.callAtOnce);
    }
    if (answer.kind === "promised") {
      this.#model.promiseRedraw(answer.redraw);
      if (answer.redraw.vacated.length > 0) this.#count("vacancies with names");
    }
    if (!("call" in asked) || answer.kind !== "reply") return;
    if (!answer.outcome.ok || answer.outcome.value.reply.status !== 200 || answer.outcome.value.replayed) return;
    const { operation } = asked.call;
    // Nobody is called for the unit of an order that the operator cancelled, but by a redraw.
    if (operation.kind === "cancel" && mayChooseWho(operation.command))
      this.#model.vacate(this.#process.store, operation.command.orderId);
    if (operation.kind !== "manage") return;
    const { change } = operation.command;
    if ("paused" in change) this.#model.pause(change.paused, this.#nowMs);
    else if ("add" in change) this.#model.setAside += this.#process.store.findCalling() === undefined ? 0 : change.add;
    else {
      const { shortfall } = JSON.parse(textOf(answer.outcome.value.reply));
      this.#model.setAside = Math.max(0, this.#model.setAside - (change.withdraw - shortfall));
    }
  }

  #check(): void {
    const { store } = this.#process;
    const order = (this.#draw.order ?? []).map((person) => ({
      person,
      place: this.#draw.places.get(person) ?? { round: 0, place: 0 },
    }));
    if (store.findSale() !== undefined) this.#model.check(store, this.#nowMs, order);
  }

  #batchEnd(): BatchEnd {
    if (this.#dice.chance(this.#faults.failsToCommit)) return "fails to commit";
    if (this.#dice.chance(this.#faults.saleCrashesBefore)) return "crashes before the commit";
    if (this.#dice.chance(this.#faults.saleCrashesAfter)) return "crashes after the commit";
    return "commits";
  }

  #setAlarm(): void {
    const dueMs = this.#dueMs();
    const never = dueMs === undefined || this.#dice.chance(this.#faults.alarmNever);
    this.#saleAlarmMs = never ? Number.POSITIVE_INFINITY : Math.max(this.#nowMs + 1, this.#late(dueMs));
  }

  #dueMs(): number | undefined {
    const { store } = this.#process;
    const dues = [store.nextDueMs(), nextCallingDueMs({ store, nowMs: this.#nowMs })].filter(
      (due) => due !== undefined,
    );
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  #late(dueMs: number): number {
    if (!this.#dice.chance(this.#faults.alarmLate)) return dueMs;
    this.#count("late alarms");
    return dueMs + this.#dice.between(1, 90_000);
  }

  /** From now on nothing fails: the sale is resumed and comes to rest by its alarms, and its draw hears of everything. */
  #heal(): void {
    this.#faults = NO_FAULTS;
    this.#process.restart();
    this.#manage({ paused: false });
    const { closesAtMs } = this.#definition;
    for (let steps = 0; this.#nowMs < closesAtMs + 1; steps++) {
      promise(steps < RESTING_STEPS_MAX, "alarms bring the sale to rest", () => this.#draw.stage);
      this.#playUntil(Math.min(closesAtMs + 1, this.#nowMs + 20_000));
    }
    for (let readings = 0; readings < 2 || (this.#draw.stage === "calling" && readings < 100); readings++)
      this.#playUntil(this.#nowMs + 6000);
    this.#checkEnd();
  }

  #checkEnd(): void {
    const { stage, stated, order = [] } = this.#draw;
    const isDrawn = stage === "over" || stage === "calling";
    if (!isDrawn) {
      this.#count("ended undrawn");
      return;
    }
    promise(stage === "over", "a draw that has called ends");
    this.#count("ended over");
    const { store } = this.#process;
    const base = store.findCalling()?.orders[0];
    const calledByOrder = order.filter((person) => {
      const place = this.#draw.places.get(person);
      return (
        place !== undefined &&
        base !== undefined &&
        place.place < base.next &&
        store.findTurn(place)?.redrawn === undefined
      );
    }).length;
    const allowed = stated.atOnce + stated.vacancies;
    promise(calledByOrder <= allowed, "nobody is called but by the result, a vacancy or a redraw", () =>
      JSON.stringify({ calledByOrder, stated }),
    );
    if (stated.waves > 0) this.#count("ended with waves");
    if (stated.redrawn > 0) this.#count("ended with redraws");
  }

  #thinkMs(): number {
    const dueMs = this.#dueMs();
    const untilDueMs = dueMs === undefined ? 0 : dueMs - this.#nowMs + this.#dice.pick([-1, 0, 0, 1]);
    if (untilDueMs > 0 && untilDueMs < 120_000 && this.#dice.chance(0.2)) return untilDueMs;
    return this.#dice.between(0, this.#dice.pick([5, 2000, 8000, 30_000]));
  }

  #count(happened: string): void {
    this.tally[happened] = (this.tally[happened] ?? 0) + 1;
  }
}

function askedFor(wish: Exclude<DrawWish, { readonly kind: "nothing" }>): DrawCall {
  if (wish.kind === "opens") return { from: "draw", open: wish.command };
  if (wish.kind === "promises") return { from: "draw", promises: true };
  return { from: "draw", readFrom: wish.fromSeq };
}

/** Who cancels, in the proportion of half by the operator, and where the unit goes. */
function cancellationOf(dice: Random): Pick<CancelCommand, "by" | "cause" | "units"> {
  const units = dice.chance(0.75) ? "return" : "withdraw";
  return dice.pick<Pick<CancelCommand, "by" | "cause" | "units">>([
    { by: "buyer", cause: "changed_mind", units },
    { by: "payment", cause: "payment_failed", units },
    { by: "shop", cause: "not_available", units },
    { by: "fraud", cause: "unfair", units },
  ]);
}

function mayChooseWho({ by, units }: CancelCommand): boolean {
  return units === "return" && (by === "shop" || by === "fraud");
}

const SWEPT: DrawAnswer = { kind: "command", refused: undefined };

function drawDefinition(dice: Random): SaleDefinition {
  const opensAtMs = START_MS + dice.pick([0, 0, 100_000]);
  const fairWindow = dice.chance(0.4) ? { seconds: dice.pick([5, 20]), admitPerSecond: dice.between(1, 3) } : undefined;
  const registration = { opensAtMs: START_MS, closesAtMs: START_MS + 20_000, shards: 1 };
  const drawn = {
    registration,
    draw: { drawAtMs: START_MS + 40_000, leadSeconds: 5, turnSeconds: dice.pick([60, 61, 130]), weightMax: 3 },
  };
  return {
    title: "A simulated draw",
    sku: "SIM-1",
    mode: fairWindow === undefined ? "draw" : "flash",
    units: dice.between(1, 5),
    price: { amountMinor: 1399900, currency: "INR" },
    opensAtMs,
    closesAtMs: opensAtMs + dice.pick([120_000, 600_000, 1_800_000]),
    limits: { perAccount: dice.between(1, 2), perDevice: 2, perHousehold: 3, perPayment: 3 },
    holdTtlSeconds: dice.pick([5, 30, 90]),
    acceptedPayments: SIM_PAYMENTS,
    addressLocked: false,
    clientSignals: "optional",
    holderProof: "none",
    ...(fairWindow === undefined ? drawn : { fairWindow, ...termsOfFairWindow(opensAtMs, fairWindow, 1) }),
  };
}

function drawOf(
  dice: Random,
  definition: SaleDefinition,
  registrants: readonly Registrant[],
  unitsNow: () => number,
): DrawProcess {
  const { registration, draw, fairWindow, closesAtMs } = definition;
  if (registration === undefined || draw === undefined) throw new TypeError("A simulated draw has its terms.");
  return new DrawProcess(
    {
      registration,
      leadSeconds: draw.leadSeconds,
      clock: { genesis: GENESIS, period: 3 },
      endsAtMs: closesAtMs,
      hasOwnSecret: fairWindow !== undefined,
    },
    {
      registrants,
      unitsNow,
      drawAtMs: draw.drawAtMs,
      dice,
      beacon: { lateMs: dice.pick([0, 0, 0, 2000, 5000, 40_000, 40_000, 3_600_000]), lost: dice.pick([0, 0.2, 0.9]) },
    },
  );
}
