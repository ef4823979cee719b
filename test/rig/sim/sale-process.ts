import { sweep } from "../../../src/domain/sale/commands/sweep.ts";
import type { SaleContext } from "../../../src/domain/sale/context.ts";
import { type MapSaleStore, mapSaleStore, type SaleDump, type SeenLog } from "../../../src/domain/sale/map-store.ts";
import { tellPhase } from "../../../src/domain/sale/tell-phase.ts";
import type { Call, Outcome } from "./call.ts";
import type { MemoryFaults } from "./memory-faults.ts";
import { Violation } from "./violation.ts";

/**
 * How the code under test sees its surroundings: the honest one leaves them as they are; a broken one, made to show that the
 * simulation finds bugs, lies about rows or time. Made anew whenever the process starts, so it may also remember too much.
 */
export type Surroundings = () => (context: SaleContext) => SaleContext;

export const HONEST: Surroundings = () => (context) => context;

/** How a batch of calls ends. Only `commits` and `crashes after it` leave their effects. */
export type BatchEnd = "commits" | "fails to commit" | "crashes before the commit" | "crashes after the commit";

/** What a batch has done: when it swept, and each call with the time that its command read. */
export type CommittedBatch<Asked = Call, Answer = Outcome> = {
  readonly sweptAtMs: number;
  readonly done: readonly { readonly call: Asked; readonly nowMs: number; readonly outcome: Answer }[];
};

class Fault extends Error {}

/** Made once: a stack trace for each lost transaction would cost more than the transaction. */
const LOST = new Fault("the transaction is lost");

/** One Sale object without its runtime: rows that survive, code that may be restarted, transactions that may be lost. */
export class SaleProcess<Asked = Call, Answer = Outcome> {
  #store: MapSaleStore;
  #see: (context: SaleContext) => SaleContext;
  readonly #execute: (context: SaleContext, call: Asked) => Answer;
  readonly #surroundings: Surroundings;
  readonly #random: () => number;
  readonly #memory: MemoryFaults;
  readonly #seeLog: SeenLog;

  /** @param execute carries a call out with the commands of production */
  constructor(
    execute: (context: SaleContext, call: Asked) => Answer,
    {
      surroundings,
      random,
      memory,
      seeLog = (log) => log,
    }: {
      readonly surroundings: Surroundings;
      readonly random: () => number;
      readonly memory: MemoryFaults;
      readonly seeLog?: SeenLog;
    },
  ) {
    this.#memory = memory;
    this.#seeLog = seeLog;
    this.#store = this.#open();
    this.#execute = execute;
    this.#surroundings = surroundings;
    this.#random = random;
    this.#see = surroundings();
  }

  /** The rows themselves, whatever the code under test sees of them. */
  get store(): MapSaleStore {
    return this.#store;
  }

  /** Everything in memory is gone; the rows come back from what would be on disk. */
  restart(): void {
    this.#store = this.#open(this.#store.stored());
    this.#see = this.#surroundings();
  }

  /**
   * Runs calls in one transaction, after a sweep. An alarm is a batch without calls.
   * @param clock read once for the sweep and once for each call
   * @returns undefined where nothing of the batch is left
   * @throws Violation when a command of the service throws
   */
  run(calls: readonly Asked[], clock: () => number, end: BatchEnd): CommittedBatch<Asked, Answer> | undefined {
    try {
      const batch = this.#store.transaction(() => {
        const done = this.#runInside(calls, clock);
        if (end === "fails to commit" || end === "crashes before the commit") throw LOST;
        return done;
      });
      if (end === "crashes after the commit") this.restart();
      return batch;
    } catch (error) {
      if (!(error instanceof Fault)) throw new Violation("no command of the service throws", String(error));
      if (end === "crashes before the commit") this.restart();
      return undefined;
    }
  }

  #runInside(calls: readonly Asked[], clock: () => number): CommittedBatch<Asked, Answer> {
    const context = (nowMs: number) => this.#see({ store: this.#store, nowMs, random: this.#random });
    const sweptAtMs = clock();
    sweep(context(sweptAtMs));
    const done = calls.map((call) => {
      this.#playMemory();
      const nowMs = clock();
      return { call, nowMs, outcome: this.#execute(context(nowMs), call) };
    });
    tellPhase(context(done.at(-1)?.nowMs ?? sweptAtMs));
    return { sweptAtMs, done };
  }

  #open(from?: SaleDump): MapSaleStore {
    return mapSaleStore(from, { logCharsMax: this.#memory.logCharsMax, seeLog: this.#seeLog });
  }

  #playMemory(): void {
    const store = this.#store;
    switch (this.#memory.next()) {
      case "stays":
        return;
      case "is folded in part":
        store.foldSome();
        return;
      case "is folded":
        store.fold();
        return;
      case "is dropped":
        store.fold();
        store.reread();
        return;
      case "learns some":
        store.learnNames();
    }
  }
}
