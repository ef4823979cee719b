import { BATCH_COMMANDS_MAX } from "../domain/limits.ts";

type Queued = { readonly run: () => void; readonly commit: () => void; readonly fail: (error: unknown) => void };

/**
 * What happens around each batch: `first` and `last` in its transaction; `undone` once that was rolled back, before it runs
 * again from `first`; `after` in the same commit, since nothing is awaited between.
 */
export type Around = {
  readonly first: () => void;
  readonly last: () => void;
  readonly undone: () => void;
  readonly after: () => void;
};

/** A batch waits no longer than this for more commands. */
const GATHER_MS_MAX = 4;

/**
 * Runs commands in order of arrival, many to a transaction. A commit costs one disk sync however much it holds, so the
 * commands that arrive while one batch is being synced become the next batch; a command that arrives alone runs at once. After a
 * batch of several commands the next one gathers as long as that took (4 ms at most): workerd blocks its only thread while it
 * syncs, so requests cannot arrive in the meantime.
 *
 * A command that throws takes nothing with it: its batch is rolled back and run again one command to a transaction, so only
 * the broken one fails. Replies leave the object through its output gate, which opens when their batch is on disk.
 */
export class GroupCommit {
  readonly #storage: DurableObjectStorage;
  readonly #around: Around;
  readonly #queue: Queued[] = [];
  #draining = false;

  constructor(storage: DurableObjectStorage, around: Around) {
    this.#storage = storage;
    this.#around = around;
  }

  /**
   * @param command reads and writes without awaiting; its value is the promise's value once its batch is written
   * @returns rejects with what the command threw; then nothing of it is written
   */
  submit<T>(command: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: { readonly value: T } | undefined;
      this.#queue.push({
        run: () => {
          outcome = { value: command() };
        },
        commit: () => {
          if (outcome !== undefined) resolve(outcome.value);
        },
        fail: reject,
      });
      if (!this.#draining) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    try {
      while (this.#queue.length > 0) {
        const batch = this.#queue.splice(0, BATCH_COMMANDS_MAX);
        const startMs = Date.now();
        this.#write(batch);
        await this.#storage.sync();
        const tookMs = Date.now() - startMs;
        if (batch.length > 1 && tookMs > 0) await scheduler.wait(Math.min(tookMs, GATHER_MS_MAX));
      }
    } catch (error) {
      // The disk failed under a batch: its replies never leave the object, and the commands behind it are told.
      for (const waiting of this.#queue.splice(0)) waiting.fail(error);
    } finally {
      this.#draining = false;
    }
  }

  #write(batch: readonly Queued[]): void {
    try {
      this.#transact(batch);
    } catch {
      for (const command of batch) this.#writeAlone(command);
      return;
    }
    for (const { commit } of batch) commit();
  }

  #writeAlone(command: Queued): void {
    try {
      this.#transact([command]);
    } catch (error) {
      command.fail(error);
      return;
    }
    command.commit();
  }

  #transact(batch: readonly Queued[]): void {
    try {
      this.#storage.transactionSync(() => {
        this.#around.first();
        for (const { run } of batch) run();
        this.#around.last();
      });
    } catch (error) {
      this.#around.undone();
      throw error;
    }
    this.#around.after();
  }
}
