import type { ClusterStore } from "../domain/identity/cluster/cluster-store.ts";
import { applyCut } from "../domain/identity/cluster/cut.ts";
import { cutChangesSince } from "../platform/buyers/cluster-cuts.ts";
import { describeError, log } from "../platform/log.ts";
import { withTimeout } from "../platform/with-timeout.ts";

/** After a failure checkouts go on with what the sale knows, and the archive is asked again after this long. */
const RETRY_MS = 5000;

/** How a sale learns what staff said of clusters since it last asked. */
export type NewCuts = {
  /** Staff made a change that the sale has not asked for yet. */
  readonly isBehind: (latestSeq: number) => boolean;
  /** Asks the archive and applies what is new, unless somebody who came before has done it meanwhile. Never throws. */
  readonly learn: (shop: string, latestSeq: number) => Promise<void>;
};

/** @param parts.submit runs something in the sale's next transaction */
export function newCuts(parts: {
  readonly store: ClusterStore;
  readonly db: D1Database;
  readonly submit: (run: () => void) => Promise<void>;
  readonly clock: () => number;
}): NewCuts {
  const { store, db, submit, clock } = parts;
  /** Asked up to here; further than the rows, where the latest changes were of other shops. */
  let askedSeq = 0;
  let retryAtMs = 0;
  let learning = Promise.resolve();

  function hasAsked(latestSeq: number): boolean {
    return latestSeq <= askedSeq || latestSeq <= store.latestCutSeq();
  }

  async function ask(shop: string, latestSeq: number): Promise<void> {
    try {
      const changes = await withTimeout(cutChangesSince(db, shop, store.latestCutSeq()));
      await submit(() => {
        for (const change of changes) applyCut(store, change);
      });
      askedSeq = latestSeq;
    } catch (error) {
      log("cuts-unavailable", { detail: describeError(error) });
      retryAtMs = clock() + RETRY_MS;
    }
  }

  const isBehind = (latestSeq: number) => !hasAsked(latestSeq) && clock() >= retryAtMs;
  return {
    isBehind,
    learn: (shop, latestSeq) => {
      learning = learning.then(() => (isBehind(latestSeq) ? ask(shop, latestSeq) : undefined));
      return learning;
    },
  };
}
