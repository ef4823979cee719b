import type { SeenLog } from "../../src/domain/sale/map-store.ts";

/** A bug that somebody could write, as a redo log that does otherwise than it should. */
export type BrokenLog = {
  readonly bug: string;
  readonly seeLog: SeenLog;
  /** The promises of which at least one must be seen to break. */
  readonly breaks: readonly string[];
};

export const BROKEN_LOGS: readonly BrokenLog[] = [
  {
    bug: "the redo log is forgotten before all of it is folded",
    seeLog: (log) => ({ ...log, forget: () => log.forget(Number.POSITIVE_INFINITY) }),
    breaks: ["no hold is lost", "a hold ends exactly once", "claims are those of held and sold units"],
  },
  {
    bug: "the redo log is not read after a restart",
    seeLog: (log) => ({ ...log, read: () => [] }),
    breaks: ["no hold is lost", "a hold ends exactly once"],
  },
  {
    bug: "of a row in the redo log the first image counts, and not the last",
    seeLog: (log) => ({ ...log, read: () => log.read().toReversed() }),
    breaks: ["a hold ends exactly once", "claims are those of held and sold units"],
  },
  {
    bug: "of entries of one transaction the redo log keeps the first",
    seeLog: (log) => ({ ...log, append: (entries) => log.append(entries.filter(({ seq }) => seq % 2 === 1)) }),
    breaks: ["no hold is lost", "a hold ends exactly once"],
  },
];
