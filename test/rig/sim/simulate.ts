import type { SeenLog } from "../../../src/domain/sale/map-store.ts";
import type { SaleStore } from "../../../src/domain/sale/store.ts";
import type { SaleDefinition } from "../../../src/domain/terms/definition.ts";
import { createRandomApart, type Random } from "../shared/random.ts";
import { type Call, execute, textOf } from "./call.ts";
import { checkEvents } from "./check-events.ts";
import { checkMemory } from "./check-memory.ts";
import { SIM_ZONE } from "./expected-order.ts";
import { ExpectedSale } from "./expected-sale.ts";
import { drawFaults, type Faults, NO_FAULTS } from "./faults.ts";
import { memoryFaults } from "./memory-faults.ts";
import { type Event, Network, type Sent } from "./network.ts";
import { asOtherRelease } from "./other-release.ts";
import { People } from "./people.ts";
import { type BatchEnd, type CommittedBatch, HONEST, SaleProcess, type Surroundings } from "./sale-process.ts";
import { SIM_PAYMENTS } from "./sim-policy.ts";
import { promise, Violation } from "./violation.ts";

/** How often each thing happened, so that a run can show that its histories were not idle. */
export type Tally = { [happening: string]: number };

export type History = { readonly seed: number; readonly tally: Tally; readonly violation?: Violation };

const START_MS = Date.UTC(2026, 10, 1, 12);
const STEPS = { min: 30, max: 80 };
const BATCH_MAX = 8;
/** Alarms that may run after the faults have healed before everything has come to rest. */
const ALARMS_MAX = 500;

/**
 * Plays one history: the same seed gives the same history. Every command that the sale carries out is production's own; after
 * each commit the rows are compared with a model, and in the end, when nothing fails any more, everything has to be settled.
 * @param surroundings lets a broken version of the code be tried instead
 * @param seeLog lets a broken redo log be tried
 */
export function simulate(seed: number, surroundings: Surroundings = HONEST, seeLog?: SeenLog): History {
  const simulation = new Simulation(seed, surroundings, seeLog);
  try {
    simulation.run();
    return { seed, tally: simulation.tally };
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { seed, tally: simulation.tally, violation: error };
  }
}

class Simulation {
  readonly tally: Tally = {};
  readonly #dice: Random;
  readonly #people: People;
  readonly #process: SaleProcess;
  readonly #model = new ExpectedSale();
  readonly #sent: Sent[] = [];
  #faults: Faults;
  #network: Network;
  #nowMs = START_MS;
  #clockOffsetMs = 0;
  #alarmAtMs = Number.POSITIVE_INFINITY;

  constructor(seed: number, surroundings: Surroundings, seeLog?: SeenLog) {
    this.#dice = createRandomApart(seed);
    this.#faults = drawFaults(this.#dice);
    this.#network = new Network(this.#dice, this.#faults);
    this.#people = new People(this.#dice, drawDefinition(this.#dice));
    this.#process = new SaleProcess(execute, {
      surroundings,
      random: this.#dice.uniform,
      memory: memoryFaults(seed),
      ...(seeLog === undefined ? {} : { seeLog }),
    });
  }

  run(): void {
    this.#send(this.#people.create());
    for (let step = this.#dice.between(STEPS.min, STEPS.max); step > 0; step--) {
      this.#playUntil(this.#nowMs + this.#thinkMs());
      if (this.#dice.chance(this.#faults.clockJumps)) this.#jump();
      for (const call of this.#people.next(this.#clockMs())) this.#send(call);
    }
    this.#heal();
    checkEvents(this.#process.store, this.#model);
  }

  #send(call: Sent["call"]): void {
    const sent: Sent = { call, tries: 0, isAnswered: false };
    this.#sent.push(sent);
    this.#network.send(sent, this.#nowMs);
  }

  /** Plays everything that happens until a moment: arrivals, answers, timeouts and the alarm. */
  #playUntil(untilMs: number): void {
    for (;;) {
      const atMs = Math.min(this.#network.nextMs, this.#alarmAtMs);
      if (atMs > untilMs) break;
      this.#nowMs = Math.max(this.#nowMs, atMs);
      if (this.#alarmAtMs <= this.#network.nextMs) this.#alarm();
      else {
        const event = this.#network.take();
        if (event !== undefined) this.#play(event);
      }
    }
    this.#nowMs = untilMs;
  }

  #play(event: Event): void {
    switch (event.kind) {
      case "arrives":
        this.#serve([event.sent, ...this.#network.takeArrivals(this.#nowMs + this.#dice.between(0, 1), BATCH_MAX - 1)]);
        return;
      case "is heard":
        this.#hear(event.heard.sent, event.heard);
        return;
      case "gives up waiting":
        if (!event.sent.isAnswered) {
          this.#count("retries");
          this.#network.send(event.sent, this.#nowMs);
        }
        return;
    }
  }

  #serve(batch: readonly Sent[]): void {
    const end = this.#batchEnd();
    const committed = this.#runBatch(batch, end);
    if (end === "crashes before the commit" || end === "crashes after the commit") return;
    for (const [index, sent] of batch.entries()) {
      const outcome = committed?.done[index]?.outcome;
      const text = outcome?.ok ? textOf(outcome.value.reply) : undefined;
      this.#network.answer({ sent, isFailure: outcome === undefined, text }, this.#nowMs);
    }
  }

  #runBatch(batch: readonly Sent[], end: BatchEnd): CommittedBatch | undefined {
    this.#count(end);
    const clock = () => this.#clockMs() + (this.#dice.chance(0.1) ? 1 : 0);
    const calls = batch.map(({ call }) => this.#asSent(call));
    const committed = this.#process.run(calls, clock, end);
    if (committed !== undefined) {
      this.#model.hear(committed);
      this.#tallyOutcomes(committed);
    }
    if (this.#dice.chance(this.#faults.evicted)) {
      this.#count("evictions");
      this.#process.restart();
    }
    checkMemory(this.#process.store, this.#model);
    this.#setAlarm();
    return committed;
  }

  #asSent(call: Call): Call {
    if (!this.#dice.chance(this.#faults.otherRelease)) return call;
    this.#count("calls of another release");
    return asOtherRelease(call);
  }

  #hear(sent: Sent, { isFailure, text }: { isFailure: boolean; text: string | undefined }): void {
    if (isFailure) return;
    sent.isAnswered = true;
    if (text === undefined) return;
    const { operation } = sent.call;
    // A verification says `verified` again only to its key, and to a key only once it has succeeded.
    const mayChange =
      operation.kind === "verify" && (operation.command.idempotencyKey === undefined || sent.text !== "verified");
    const isCountedAlone = operation.kind === "attempt" && this.#model.isCountedAlone(sent.text);
    const isSame = sent.text === undefined || sent.text === text;
    promise(
      isSame || mayChange || isCountedAlone,
      "a caller never hears two answers to one request",
      () => `${sent.text} and ${text}`,
    );
    sent.text = text;
    this.#people.learn(sent.call, text);
  }

  /** Fires at its moment by the world's clock, unless it is early, late, twice or never there. */
  #setAlarm(): void {
    const dueMs = nextDueMs(this.#process.store);
    if (dueMs === undefined || this.#dice.chance(this.#faults.alarmNever)) {
      this.#alarmAtMs = Number.POSITIVE_INFINITY;
      return;
    }
    let delayMs = dueMs - this.#clockMs();
    if (this.#dice.chance(this.#faults.alarmEarly)) delayMs -= this.#dice.between(1, 5000);
    if (this.#dice.chance(this.#faults.alarmLate)) delayMs += this.#dice.between(1, 60_000);
    this.#alarmAtMs = this.#nowMs + Math.max(1, delayMs);
  }

  #alarm(): void {
    this.#count("alarms");
    const times = this.#dice.chance(this.#faults.alarmTwice) ? 2 : 1;
    for (let time = 0; time < times; time++) this.#runBatch([], this.#batchEnd());
  }

  #batchEnd(): BatchEnd {
    if (this.#dice.chance(this.#faults.failsToCommit)) return "fails to commit";
    if (this.#dice.chance(this.#faults.crashesBefore)) return "crashes before the commit";
    if (this.#dice.chance(this.#faults.crashesAfter)) return "crashes after the commit";
    return "commits";
  }

  /** From now on nothing fails. Whoever has no answer asks again, and the sale comes to rest by its alarms alone. */
  #heal(): void {
    this.#faults = NO_FAULTS;
    this.#clockOffsetMs = 0;
    this.#network = new Network(this.#dice, NO_FAULTS);
    this.#process.restart();
    for (const sent of this.#sent) {
      if (!sent.isAnswered) this.#serve([sent]);
    }
    this.#playUntil(this.#nowMs + 10);
    promise(
      this.#sent.every(({ isAnswered }) => isAnswered),
      "every request is answered when asked again",
    );
    this.#rest();
    for (const { state } of this.#model.orders.values()) if (state === "lapsed") this.#count("lapses");
    this.#checkAcknowledged();
  }

  #rest(): void {
    const { store } = this.#process;
    if (store.findSale() === undefined) return;
    for (let alarms = 0; nextDueMs(store) !== undefined; alarms++) {
      promise(alarms < ALARMS_MAX, "the alarm brings the sale to rest");
      this.#setAlarm();
      this.#playUntil(this.#alarmAtMs);
    }
    const { received, free, held, returning, sold, withdrawn } = store.readStock();
    promise(held === 0 && returning === 0, "no hold stays open past its expiry");
    promise(free + sold + withdrawn === received, "every unit is accounted for");
  }

  /** What a caller was told has happened. */
  #checkAcknowledged(): void {
    const { store } = this.#process;
    for (const { call, text } of this.#sent) {
      if (text === undefined) continue;
      if (call.operation.kind === "attempt") {
        const { allocation } = JSON.parse(text);
        const isThere = allocation.status !== "held" || store.findHold(allocation.holdId) !== undefined;
        promise(isThere, "an acknowledged hold is never lost", () => text);
      }
      if (call.operation.kind === "redeem") {
        const { status, holdId, orderId } = JSON.parse(text);
        const hold = status === "sold" ? store.findHold(holdId) : undefined;
        const isSold = status !== "sold" || (hold?.orderId === orderId && store.findOrder(orderId) !== undefined);
        promise(isSold, "an acknowledged sale is never lost", () => text);
      }
    }
  }

  #clockMs(): number {
    return this.#nowMs + this.#clockOffsetMs;
  }

  #jump(): void {
    this.#count("clock jumps");
    const jumps = [0, -3_600_000, -30_000, -1000, -1, 1, 1000, 30_000, 7_200_000] as const;
    this.#clockOffsetMs = this.#dice.pick(jumps);
  }

  /** Time until the next call: none, some, or just enough to meet the next end of a hold to the millisecond. */
  #thinkMs(): number {
    const dice = this.#dice;
    const dueMs = nextDueMs(this.#process.store);
    const untilDueMs = dueMs === undefined ? 0 : dueMs - this.#clockMs() + dice.pick([-1, 0, 0, 1]);
    if (untilDueMs > 0 && untilDueMs < 120_000 && dice.chance(0.15)) return untilDueMs;
    return dice.between(0, dice.pick([3, 3, 2000, 2000, 2000, 20_000]));
  }

  #tallyOutcomes({ done }: CommittedBatch): void {
    for (const { call, outcome } of done) {
      this.#count("calls");
      if (!outcome.ok) this.#count(`refused: ${outcome.error.kind}`);
      else if (outcome.value.replayed) this.#count("replays");
      else this.#count(`${call.operation.kind}: ${happening(textOf(outcome.value.reply))}`);
    }
  }

  #count(happened: string): void {
    this.tally[happened] = (this.tally[happened] ?? 0) + 1;
  }
}

/** When the sale has to look at a hold or an order by itself. */
function nextDueMs(store: SaleStore): number | undefined {
  const due = [store.nextDueMs(), store.nextOrderDueMs()].filter((atMs) => atMs !== undefined);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** One word for what a reply says. */
function happening(text: string): string {
  if (!text.startsWith("{")) return text;
  const { verdict, allocation, kind, status, state } = JSON.parse(text);
  if (verdict === undefined) return kind ?? status ?? state ?? "done";
  return verdict === "allow" ? allocation.status : verdict;
}

function drawDefinition(dice: Random): SaleDefinition {
  return {
    title: "A simulated sale",
    sku: "SIM-1",
    mode: "flash",
    units: dice.between(1, 6),
    price: { amountMinor: 1399900, currency: "INR" },
    opensAtMs: START_MS + dice.pick([0, 0, 5000]),
    closesAtMs: START_MS + dice.pick([120_000, 3_600_000, 86_400_000]),
    limits: { perAccount: dice.between(1, 3), perDevice: dice.between(1, 3), perHousehold: 3, perPayment: 3 },
    holdTtlSeconds: dice.pick([5, 10, 30]),
    acceptedPayments: SIM_PAYMENTS,
    addressLocked: true,
    clientSignals: "optional",
    holderProof: "none",
    timeZone: SIM_ZONE,
    ...dice.pick<Partial<SaleDefinition>>([
      {},
      { collectWithinDays: 1 },
      { collectWithinDays: 1, deposit: { amountMinor: 100_000, currency: "INR" } },
    ]),
  };
}
