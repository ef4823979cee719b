import type { OpenSaleStore } from "../domain/sale/open-store.ts";

/** Between two pages of names, so that calls which came meanwhile are served. */
const PAUSE_MS = 2;
/** After the rows could not be read. */
const RETRY_MS = 5000;

/**
 * Has a sale's memory learn which rows are stored, behind the calls that it serves meanwhile. Of a new sale there is nothing to
 * learn; of one with a million rows it takes some seconds.
 * @returns begins anew; to be called once rows exist, and whenever the memory was told to read again
 */
export function nameLearner(store: Pick<OpenSaleStore, "learnNames">): () => void {
  let isLearning = false;

  async function learn(): Promise<void> {
    for (;;) {
      try {
        if (!store.learnNames()) return;
        await scheduler.wait(PAUSE_MS);
      } catch {
        // A command that needs the rows hears of it by its own read; here they are only tried again.
        await scheduler.wait(RETRY_MS);
      }
    }
  }

  return () => {
    if (isLearning) return;
    isLearning = true;
    void learn().finally(() => {
      isLearning = false;
    });
  };
}
