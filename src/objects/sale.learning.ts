import type { ClusterStore } from "../domain/identity/cluster/cluster-store.ts";
import { applyCut } from "../domain/identity/cluster/cut.ts";
import { cutChangesSince } from "../platform/cluster-cuts.ts";
import { describeError, log } from "../platform/log.ts";

/** After a failure checkouts go on with what the sale knows, and the archive is asked again after this long. */
const RETRY_MS = 5000;

/** How a sale learns what staff said of clusters since it last asked. */
export type NewCuts = {
  /** Staff made a change that the sale has not asked for yet. */
  readonly isBehind: (latestSeq: number) => boolean;
  /** Asks the archive and applies what is new; those who come meanwhile wait for the same answer. Never throws. */
  readonly learn: (shop: string, latestSeq: number) => Promise<void>;
};

/** @param parts.submit runs something in the sale's next transaction */
export function newCuts(parts: {
  readonly store: Pick<ClusterStore, "latestCutSeq"> & ClusterStore;
  readonly db: D1Database;
  readonly submit: (run: () => void) => Promise<void>;
  readonly clock: () => number;
}): NewCuts {
  const { store, db, submit, clock } = parts;
  /** Asked up to here; further than the rows, where the latest changes were of other shops. */
  let askedSeq: number | undefined;
  let retryAtMs = 0;
  let learning: Promise<void> | undefined;

  async function ask(shop: string, latestSeq: number): Promise<void> {
    try {
      const changes = await cutChangesSince(db, shop, store.latestCutSeq());
      await submit(() => {
        for (const change of changes) applyCut(store, change);
      });
      askedSeq = latestSeq;
    } catch (error) {
      log("cuts-unavailable", { detail: describeError(error) });
      retryAtMs = clock() + RETRY_MS;
    }
  }

  return {
    isBehind: (latestSeq) => {
      if (latestSeq === 0 || (askedSeq !== undefined && latestSeq <= askedSeq)) return false;
      return clock() >= retryAtMs && latestSeq > store.latestCutSeq();
    },
    learn: (shop, latestSeq) => {
      learning ??= ask(shop, latestSeq).finally(() => {
        learning = undefined;
      });
      return learning;
    },
  };
}
