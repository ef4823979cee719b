import { describe, expect, it } from "vitest";
import { readRegressions } from "../rig/sim/regressions.ts";
import { HONEST } from "../rig/sim/sale-process.ts";
import { simulate } from "../rig/sim/simulate.ts";
import { IS_ANOTHER_SEED, SEED } from "../support/seed.ts";
import { BROKEN_LOGS } from "./broken-logs.ts";
import { BROKEN_SALES } from "./broken-sales.ts";
import { play, playOnAllCores } from "./play.ts";

const SEEDS = 10_000;
const FRESH_SEEDS = 500;

describe("a sale under faults", () => {
  it(`keeps every promise in ${SEEDS} seeded histories, in which everything happens`, async () => {
    const { broken, totals } = await playOnAllCores({ of: "sim", from: 1, seeds: SEEDS });
    expect(broken).toEqual([]);
    const rare = EVERYTHING.filter((happened) => (totals[happened] ?? 0) < SEEDS / 100);
    expect(rare, JSON.stringify(totals)).toEqual([]);
  });

  it.runIf(IS_ANOTHER_SEED)("keeps every promise in the histories of another seed (with --seed alone)", async () => {
    const from = SEEDS + 1 + Math.abs(SEED) * FRESH_SEEDS;
    expect((await playOnAllCores({ of: "sim", from, seeds: FRESH_SEEDS })).broken).toEqual([]);
  });

  it("keeps every promise in the histories that once broke one", () => {
    expect(readRegressions().flatMap(({ seed }) => play({ of: "sim", from: seed, seeds: 1 }).broken)).toEqual([]);
  });

  it("plays the same history for the same seed, and another for the next", () => {
    expect(simulate(7)).toEqual(simulate(7));
    expect(simulate(7).tally).not.toEqual(simulate(8).tally);
  });
});

describe("the simulation finds a sale in which", () => {
  const SEEDS_TO_FIND = 300;

  const ALL = [
    ...BROKEN_SALES.map((broken) => ({ ...broken, seeLog: undefined })),
    ...BROKEN_LOGS.map((broken) => ({ ...broken, surroundings: HONEST })),
  ];
  it.each(ALL)("$bug", ({ surroundings, seeLog, breaks }) => {
    const found = new Set<string>();
    for (let seed = 1; seed <= SEEDS_TO_FIND && !breaks.some((promise) => found.has(promise)); seed++) {
      const { violation } = simulate(seed, surroundings, seeLog);
      if (violation !== undefined) found.add(violation.promise);
    }
    expect(
      breaks.filter((promise) => found.has(promise)),
      [...found].join("; "),
    ).not.toEqual([]);
  });
});

/** A simulation in which something never happens proves nothing about it. */
const EVERYTHING = [
  "alarms",
  "attempt: challenge",
  "attempt: deny",
  "attempt: fewer_left",
  "attempt: held",
  "attempt: review",
  "attempt: sold_out",
  "calls of another release",
  "cancel: cancelled",
  "cancel: order-cancelled",
  "cancel: order-dispatched",
  "clock jumps",
  "collect: balance-due",
  "collect: code-rejected",
  "collect: collected",
  "collect: fulfilment-differs",
  "collect: order-cancelled",
  "collect: wrong-place",
  "commits",
  "crashes after the commit",
  "crashes before the commit",
  "dispatch: address-changed",
  "dispatch: dispatched",
  "dispatch: fulfilment-differs",
  "dispatch: order-cancelled",
  "dispatch: order-dispatched",
  "divide: done",
  "divide: pool-short",
  "divide: pools-exceed-units",
  "evictions",
  "fails to commit",
  "lapses",
  "manage: done",
  "promise: done",
  "put: done",
  "put: sale-field-fixed",
  "ready: ready",
  "redeem: address-changed",
  "redeem: balance-due",
  "redeem: hold-expired",
  "redeem: hold-released",
  "redeem: sold",
  "redeem: token-spent",
  "refused: challenge-unknown",
  "refused: hold-unknown",
  "refused: idempotency-key-reused",
  "refused: invites-exceed-units",
  "refused: sale-id-taken",
  "refused: sale-undivided",
  "refused: sale-not-open",
  "refused: sale-unknown",
  "refused: token-rejected",
  "release: hold-expired",
  "release: hold-released",
  "release: hold-sold",
  "release: released",
  "replays",
  "retries",
  "settle: done",
  "verify: timeout-or-duplicate",
  "verify: verified",
] as const;
