import { describe, expect, it } from "vitest";
import { simulateDraw } from "../rig/sim/draw/simulate-draw.ts";
import { PLAYS } from "../rig/sim/plays.ts";
import { readRegressions } from "../rig/sim/regressions.ts";
import { IS_ANOTHER_SEED, SEED } from "../support/seed.ts";
import { BROKEN_DRAWS } from "./broken-draws.ts";
import { play, playOnAllCores } from "./play.ts";

const SEEDS = 1000;
const FRESH_SEEDS = 200;

describe("a drawn sale under faults", () => {
  it(`keeps every promise in ${SEEDS} seeded histories, in which everything happens`, async () => {
    const { broken, totals } = await playOnAllCores({ of: "sim-draws", from: 1, seeds: SEEDS });
    expect(broken).toEqual([]);
    const rare = EVERYTHING.filter((happened) => (totals[happened] ?? 0) < SEEDS / 50);
    expect(rare, JSON.stringify(totals)).toEqual([]);
  });

  it.runIf(IS_ANOTHER_SEED)("keeps every promise in the histories of another seed (with --seed alone)", async () => {
    const from = SEEDS + 1 + Math.abs(SEED) * FRESH_SEEDS;
    expect((await playOnAllCores({ of: "sim-draws", from, seeds: FRESH_SEEDS })).broken).toEqual([]);
  });

  it("keeps every promise in the histories that once broke one", () => {
    const kept = readRegressions(PLAYS["sim-draws"].regressions);
    expect(kept.flatMap(({ seed }) => play({ of: "sim-draws", from: seed, seeds: 1 }).broken)).toEqual([]);
  });

  it("plays the same history for the same seed, and another for the next", () => {
    expect(simulateDraw(7)).toEqual(simulateDraw(7));
    expect(simulateDraw(7).tally).not.toEqual(simulateDraw(8).tally);
  });
});

describe("the simulation finds a drawn sale in which", () => {
  const SEEDS_TO_FIND = 300;

  it.each(BROKEN_DRAWS)("$bug", ({ surroundings, breaks }) => {
    const found = new Set<string>();
    for (let seed = 1; seed <= SEEDS_TO_FIND && !breaks.some((promise) => found.has(promise)); seed++) {
      const { violation } = simulateDraw(seed, surroundings);
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
  "alarms of the sale",
  "cancel: 409",
  "cancel: buyer",
  "cancel: payment",
  "cancel: shop",
  "cancel: withdrawn",
  "checkout: held",
  "checkout: none",
  "checkout: not-your-turn",
  "checkout: sale-not-open",
  "checkout: turn-over",
  "crashes after the commit",
  "crashes before the commit",
  "crashes of the draw",
  "decline: done",
  "decline: turn-over",
  "draw: void",
  "ended over",
  "ended undrawn",
  "ended with redraws",
  "ended with waves",
  "fails to commit",
  "late alarms",
  "manage: add",
  "manage: paused",
  "manage: withdraw",
  "orders opened",
  "readings",
  "redeem: 200",
  "release: 200",
  "repeats",
] as const;
