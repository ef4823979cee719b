import type { ClusterStore } from "../domain/identity/cluster/cluster-store.ts";
import { applyCut } from "../domain/identity/cluster/cut.ts";
import { cutChangesSince } from "../platform/buyers/cluster-cuts.ts";
import { describeError, log } from "../platform/log.ts";
import { withTimeout } from "../platform/with-timeout.ts";

/** After a failure checkouts go on with what the sale knows, and the archive is asked again after this long. */
const RETRY_MS = 5000;

/** Brings the cuts that staff made, and took back, from the archive into the rows of one sale. */
export type CutSync = {
  /** Whether staff made a change that the sale has not asked for yet. */
  readonly isBehind: (latestSeq: number) => boolean;
  /** Applies the changes up to this one, unless another request has done it meanwhile. Never throws. */
  readonly sync: (shop: string, latestSeq: number) => Promise<void>;
};

/** @param parts.submit runs something in the sale's next transaction */
export function cutSync(parts: {
  readonly store: ClusterStore;
  readonly db: D1Database;
  readonly submit: (run: () => void) => Promise<void>;
  readonly clock: () => number;
}): CutSync {
  const { store, db, submit, clock } = parts;
  /** Asked up to here; further than the rows, where the latest changes were of other shops. */
  let askedSeq = 0;
  let retryAtMs = 0;
  let syncing = Promise.resolve();

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
    sync: (shop, latestSeq) => {
      syncing = syncing.then(() => (isBehind(latestSeq) ? ask(shop, latestSeq) : undefined));
      return syncing;
    },
  };
}
