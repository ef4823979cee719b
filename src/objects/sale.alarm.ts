import { EXPORT_RECORDS_AT_FIRST, EXPORT_RECORDS_MAX, SALE_BYTES_LOGGED_EACH } from "../domain/limits.ts";
import { roomOf } from "../domain/room.ts";
import { nextCallingDueMs } from "../domain/sale/calling/call-next.ts";
import { tellDelays } from "../domain/sale/commands/tell-delays.ts";
import { nextPhaseMs } from "../domain/sale/tell-phase.ts";
import { describeError, log } from "../platform/log.ts";
import { hasEvents } from "./event-outbox.sql.ts";
import { type OutboxSender, sendOutbox } from "./event-outbox.ts";
import { exportDecisions, hasOutbox, nextPruneMs, prune } from "./sale.chores.ts";
import { forgetEnded, forgetEverybody, nextForgetMs } from "./sale.forgetting.ts";
import { exportPurchases, type InTransaction, nextPurchasesMs } from "./sale.purchases.ts";
import type { SaleTransactions } from "./sale.transactions.ts";

/** Decisions are copied to D1 this long after they were made. */
const EXPORT_DELAY_MS = 1000;
/** When an alarm goes on with what it left because the sale was busy. */
const EXPORT_BUSY_DELAY_MS = 100;
/** When copying is tried again after D1 failed. */
const EXPORT_RETRY_MS = 5000;
/** Between two copies, so that attempts which came in meanwhile are seen: a D1 in the same process answers without one. */
const EXPORT_PAUSE_MS = 5;
/** An alarm that should have fired this long ago never will: the runtime gives up on alarms that failed too often. */
const ALARM_OVERDUE_MS = 2000;

/** What the alarm of a sale works with. */
export type SaleAlarmParts = {
  readonly storage: DurableObjectStorage;
  readonly db: D1Database;
  readonly env: OutboxSender["env"];
  readonly sale: SaleTransactions;
  readonly clock: () => number;
};

/** When a sale's one alarm fires, and what it does then: copies records to D1, forgets, prunes. Holds are swept by every batch. */
export class SaleAlarm {
  readonly #parts: SaleAlarmParts;
  /** When the alarm is set to fire, as far as this instance knows; one that was restarted sets it again. */
  #alarmAtMs: number | undefined;
  #outboxGrew = false;
  /** Attempts since this instance started: tells an alarm whether the sale is busy. */
  #attempts = 0;
  /** What the rows took when it was logged last. */
  #loggedBytes = 0;

  constructor(parts: SaleAlarmParts) {
    this.#parts = parts;
  }

  attemptCame(): void {
    this.#outboxGrew = true;
    this.#attempts += 1;
  }

  /** Only a sweeper and a messenger: may fire early, late, twice or never, and never throws. */
  async fire(): Promise<void> {
    this.#alarmAtMs = undefined;
    this.#logSize();
    const { storage, db, sale, clock } = this.#parts;
    let retryMs = EXPORT_RETRY_MS;
    try {
      await sale.submit(() => {
        if (this.#hasClosed() && forgetEnded(sale.rows(), clock()) > 0) sale.reread();
      });
      retryMs = await this.#exportDecisions();
      await this.#fold();
      // Where the archive has purchases of a sale it has every decision of that sale.
      const inTransaction: InTransaction = (run) => sale.submit(() => run(sale.rows()));
      if (this.#hasClosed() && !hasOutbox(storage)) await exportPurchases({ db, inTransaction }, clock());
    } catch (error) {
      log("alarm-failed", { detail: describeError(error) });
    }
    await this.#sendEvents();
    if (this.#hasClosed()) await this.#forgetEverybody();
    if (hasOutbox(storage)) this.#setAlarm(retryMs);
    prune(storage, clock());
    await this.setClosing(retryMs);
    const pruneAtMs = nextPruneMs(storage);
    if (pruneAtMs !== undefined) this.#setAlarm(pruneAtMs - clock());
  }

  /** What the rows take, as they grow, and that they take much. */
  #logSize(): void {
    const { store } = this.#parts.sale;
    const bytes = store.bytesUsed();
    if (bytes < this.#loggedBytes + SALE_BYTES_LOGGED_EACH) return;
    this.#loggedBytes = bytes;
    const room = roomOf(bytes);
    log(room === "enough" ? "sale-size" : "sale-filling", { saleId: store.findSale()?.saleId, bytes, room });
  }

  /**
   * Copies what waits in the outbox. A sale that is busy sells first: while attempts come in, a few records are copied and the
   * rest is left to the next alarm, so that no buyer waits behind a large copy; while none come, each copy is twice the last.
   * @returns when to copy what is left
   */
  async #exportDecisions(): Promise<number> {
    const { sale, clock } = this.#parts;
    const attempts = this.#attempts;
    let more = true;
    let records = EXPORT_RECORDS_AT_FIRST;
    while (more && this.#attempts === attempts) {
      more = await exportDecisions(sale.outbox(), clock(), records);
      records = Math.min(2 * records, EXPORT_RECORDS_MAX);
      await scheduler.wait(EXPORT_PAUSE_MS);
    }
    return more ? EXPORT_BUSY_DELAY_MS : EXPORT_DELAY_MS;
  }

  /** Sends what others are told of; as with decisions, a sale that is busy sells first. */
  async #sendEvents(): Promise<void> {
    const { storage, env, clock, sale } = this.#parts;
    const { store } = sale;
    const attempts = this.#attempts;
    let [untold, more] = [true, true];
    try {
      while (untold && this.#attempts === attempts) untold = await sale.submit(tellDelays);
      while (more && this.#attempts === attempts) {
        more = await sendOutbox(storage.sql, { env, nowMs: clock() }, store.findSale()?.shop);
      }
      if (more) this.#setAlarm(EXPORT_BUSY_DELAY_MS);
    } catch (error) {
      log("events-unsent", { saleId: store.findSale()?.saleId, detail: describeError(error) });
      this.#setAlarm(EXPORT_RETRY_MS);
    }
  }

  /** Folds the redo log a part at a time, while nobody comes to buy. */
  async #fold(): Promise<void> {
    const { sale } = this.#parts;
    const attempts = this.#attempts;
    while (!sale.store.isFolded() && this.#attempts === attempts) {
      await sale.submit(() => sale.store.foldSome());
      await scheduler.wait(EXPORT_PAUSE_MS);
    }
  }

  #hasClosed(): boolean {
    const { sale, clock } = this.#parts;
    const closesAtMs = sale.store.findSale()?.definition.closesAtMs;
    return closesAtMs !== undefined && closesAtMs <= clock();
  }

  /** Last in an alarm, so that nothing is lost which D1 took at the last moment. */
  async #forgetEverybody(): Promise<void> {
    const { sale, clock } = this.#parts;
    try {
      const lost = await sale.submit(() => {
        const everybody = forgetEverybody(sale.rows(), clock());
        if (everybody !== undefined) sale.reread();
        return everybody;
      });
      if (lost === undefined || (lost.records === 0 && lost.buyers === 0)) return;
      log("records-lost", { saleId: sale.store.findSale()?.saleId, ...lost });
    } catch (error) {
      log("alarm-failed", { detail: describeError(error) });
    }
  }

  /** What is to be done once the sale has closed. @param leastMs so soon at the earliest, since D1 may have failed */
  async setClosing(leastMs = EXPORT_DELAY_MS): Promise<void> {
    const { sale, clock } = this.#parts;
    const closesAtMs = sale.store.findSale()?.definition.closesAtMs;
    if (closesAtMs === undefined) return;
    // Until then the tables say nothing more, and need not be folded for it.
    const dueMs = this.#hasClosed()
      ? await sale.submit(() => [nextForgetMs(sale.rows()), nextPurchasesMs(sale.rows())])
      : [closesAtMs];
    for (const atMs of dueMs) if (atMs !== undefined) this.#setAlarm(Math.max(leastMs, atMs - clock()));
  }

  /** Runs in the same commit as the batch that it follows. */
  afterBatch(): void {
    if (this.#outboxGrew || hasEvents(this.#parts.storage.sql)) this.#setAlarm(EXPORT_DELAY_MS);
    this.#outboxGrew = false;
    if (this.#parts.sale.store.findSale()?.delay !== undefined) this.#setAlarm(EXPORT_DELAY_MS);
    const nowMs = this.#parts.clock();
    const { store } = this.#parts.sale;
    const due = [
      store.nextDueMs(),
      store.nextOrderDueMs(),
      nextCallingDueMs({ store, nowMs }),
      nextPhaseMs({ store, nowMs }),
    ];
    for (const dueMs of due) {
      if (dueMs !== undefined) this.#setAlarm(dueMs - nowMs);
    }
  }

  /** Makes sure that an alarm fires within the delay. Never set at or before now: the runtime would drop the chain of alarms. */
  #setAlarm(delayMs: number): void {
    const nowMs = this.#parts.clock();
    const atMs = Math.max(nowMs + 1, nowMs + delayMs);
    const overdue = this.#alarmAtMs !== undefined && this.#alarmAtMs < nowMs - ALARM_OVERDUE_MS;
    if (this.#alarmAtMs !== undefined && this.#alarmAtMs <= atMs && !overdue) return;
    this.#alarmAtMs = atMs;
    void this.#parts.storage.setAlarm(atMs);
  }
}
