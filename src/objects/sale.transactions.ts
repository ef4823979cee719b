import { err, type Result } from "../domain/result.ts";
import { type Idempotency, once, type Replied } from "../domain/sale/commands/once.ts";
import { sweep } from "../domain/sale/commands/sweep.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import { type OpenSaleStore, openSaleStore } from "../domain/sale/open-store.ts";
import type { CallRefusal, SaleRefusal } from "../domain/sale/refusal.ts";
import type { ReplyBody } from "../domain/sale/reply.ts";
import { tellPhase } from "../domain/sale/tell-phase.ts";
import { LedgerBreach } from "../domain/stock/stock.ts";
import { describeError, log } from "../platform/log.ts";
import { random } from "../platform/random.ts";
import { databaseBytes } from "../platform/storage/watched-storage.ts";
import { replyOf } from "../wire/command-reply.ts";
import { GroupCommit } from "./group-commit.ts";
import { hasSchema, migrate } from "./migrate.ts";
import type { Outbox } from "./sale.chores.ts";
import { nameLearner } from "./sale.names.ts";
import { SALE_MIGRATIONS, sqlBacking } from "./sale.sql.ts";
import { type SaleWords, sqlWords } from "./sale.words.ts";

/** A call whose reply is kept: which call it is, and what its problem document names. */
export type KeptCall = {
  readonly idempotency: Idempotency;
  readonly instance: string;
  readonly issuer: string;
};

/** A command of a sale, and the body of the reply that is kept of it. */
export type KeptCommand<T> = {
  readonly run: (context: SaleContext) => Result<T, SaleRefusal>;
  readonly body: (value: T, context: SaleContext) => ReplyBody;
  /** As in `once`. */
  readonly recordOf?: Parameters<typeof once<T>>[2]["recordOf"];
};

export type SaleTransactionsParts = {
  readonly storage: DurableObjectStorage;
  readonly db: D1Database;
  readonly clock: () => number;
  /** Runs in the same commit as the batch that it follows. */
  readonly afterBatch: () => void;
};

export const SALE_UNKNOWN = err({ kind: "sale-unknown" } as const);

/**
 * The one way in which anything reads or changes a sale: in a batch of commands that is one transaction, behind a sweep of what
 * is due by now, with the memory of the sale over its tables. A sale that was never created answers without a transaction.
 */
export class SaleTransactions {
  readonly store: OpenSaleStore;
  readonly words: SaleWords;
  readonly #parts: SaleTransactionsParts;
  readonly #commits: GroupCommit;
  readonly #learnNames: () => void;
  #exists: boolean;

  constructor(parts: SaleTransactionsParts) {
    const { storage, db, afterBatch } = parts;
    this.#parts = parts;
    this.#exists = hasSchema(storage);
    if (this.#exists) migrate(storage, SALE_MIGRATIONS);
    this.words = sqlWords(storage.sql);
    this.store = openSaleStore(sqlBacking(storage.sql, this.words, () => databaseBytes(db)));
    this.#learnNames = nameLearner(this.store);
    if (this.#exists) this.#learnNames();
    this.#commits = new GroupCommit(storage, {
      first: () => {
        this.store.begin();
        sweep(this.#context());
      },
      last: () => {
        if (this.#exists) tellPhase(this.#context());
        this.store.commit();
      },
      undone: () => this.#discard(),
      after: afterBatch,
    });
  }

  get exists(): boolean {
    return this.#exists;
  }

  /** Makes the tables of a new sale: the only thing that makes an object write anything for the first time. */
  create(): void {
    if (this.#exists) return;
    migrate(this.#parts.storage, SALE_MIGRATIONS);
    this.#exists = true;
    this.#learnNames();
  }

  /** Reads and writes without awaiting. @returns rejects with what it threw; then nothing of it is written */
  submit<T>(run: (context: SaleContext) => T): Promise<T> {
    return this.#commits.submit(() => run(this.#context()));
  }

  /** @param absent what is said where the sale was never created */
  async read<T, Absent>(absent: Absent, query: (context: SaleContext) => T): Promise<T | Absent> {
    return this.#exists ? await this.submit(query) : absent;
  }

  /** Runs a command that changes the sale. Where the ledger's figures contradict each other nothing is changed, and it says so. */
  async change<T, Refusal extends CallRefusal>(
    command: (context: SaleContext) => Result<T, Refusal>,
  ): Promise<Result<T, Refusal | { readonly kind: "sale-unknown" | "sale-halted" }>> {
    if (!this.#exists) return SALE_UNKNOWN;
    try {
      return await this.submit(command);
    } catch (error) {
      if (!(error instanceof LedgerBreach)) throw error;
      log("ledger-breached", { detail: describeError(error) });
      return err({ kind: "sale-halted" });
    }
  }

  /** Runs a command once, and keeps its reply for repeats of the call. */
  once<T>(call: KeptCall, { run, body, recordOf }: KeptCommand<T>): Promise<Result<Replied, CallRefusal>> {
    return this.change(
      (context): Result<Replied, CallRefusal> =>
        once(context, call.idempotency, {
          run: () => run(context),
          recordOf,
          render: (outcome) => replyOf(outcome, (value) => body(value, context), call),
        }),
    );
  }

  /** The tables with everything that was changed so far, to read. To be called in a transaction. */
  rows(): SqlStorage {
    this.store.fold();
    return this.#parts.storage.sql;
  }

  /** Stored rows were changed past the memory of the sale. */
  reread(): void {
    this.store.reread();
    this.#learnNames();
  }

  outbox(): Outbox {
    const { storage, db } = this.#parts;
    return { storage, db, textOf: this.words.textOf, isTest: this.store.findSale()?.definition.test ?? false };
  }

  #context(): SaleContext {
    return { store: this.store, nowMs: this.#parts.clock(), random };
  }

  /** A transaction was rolled back. The log is folded apart from the next one, or each that fails would fold it again. */
  #discard(): void {
    this.words.discard();
    this.store.discard();
    try {
      this.#parts.storage.transactionSync(() => this.store.begin());
    } catch {
      // Where the disk fails, the next transaction begins with it and says so.
      this.store.discard();
    }
  }
}
