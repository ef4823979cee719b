import { hmacOf, toHex } from "../domain/draw/bytes.ts";
import { DrawOrder } from "../domain/draw/draw-order.ts";
import { statusAt } from "../domain/draw/population.ts";
import { firstRoundAtOrAfter, timeOfRoundMs } from "../domain/draw/rounds.ts";
import { randomnessOf, redrawSeed } from "../domain/draw/seed.ts";
import { walkDown } from "../domain/draw/walk.ts";
import type { Person } from "../domain/publication/publication.ts";
import { assert, err, ok, type Result } from "../domain/result.ts";
import type { Caller } from "./draw.calling.ts";
import { cutoffOf, type DrawnList, entriesAt, keepRedrawn, openSeals, redrawnEntries } from "./draw.drawn.ts";
import { type DrawParts, drawSecretOf, keptBytes, recordFolderOf, saleOf } from "./draw.parts.ts";
import type { DrawState, Redrawing, Vacated } from "./draw.state.ts";
import { publishStatement, wholeSecond } from "./draw.statements.ts";

/** What people of the staff do about a redraw: one asks for it, another confirms it, and until then anybody drops it. */
export type RedrawCommand = { readonly kind: "ask" | "confirm" | "drop"; readonly by: Person };
export type RedrawRefusal =
  /** Nobody is called yet, or the sale has closed. */
  | "not-calling"
  /** No unit waits for a redraw, or nobody waits who could be drawn. */
  | "nothing-to-redraw"
  /** Its vacancy was stated: it takes place. */
  | "under-way"
  | "not-asked"
  | "second-person-needed"
  /** The round that would decide is out when the sale has closed. */
  | "too-late";

/** The round of a redraw is the first at or after its vacancy's time and this. */
const REDRAW_AHEAD_MS = 120_000;

/**
 * Redraws of units that the operator brought back. Two people of the staff state the vacancy before the randomness of a later round
 * is out, so that nobody can walk the order to a friend; it is drawn among who was not called, and the sale calls by it.
 */
export class Redrawer {
  readonly #list: DrawnList;
  readonly #caller: Caller;
  /** Made once for each round, as a million keys take seconds. */
  #made: { readonly round: number; readonly order: Uint32Array } | undefined;

  constructor(list: DrawnList, caller: Caller) {
    this.#list = list;
    this.#caller = caller;
  }

  async change(parts: DrawParts, { kind, by }: RedrawCommand): Promise<Result<undefined, RedrawRefusal>> {
    const { state } = parts;
    const { redrawing } = state;
    const closesAtMs = parts.view.sale.definition.closesAtMs;
    const nowMs = parts.nowMs();
    const isCalled = state.progress.stage === "calling" || state.progress.stage === "over";
    if (!isCalled || nowMs >= closesAtMs) return err("not-calling");
    if (redrawing !== undefined && redrawing.phase !== "asked") return err("under-way");
    if (kind === "ask") return await this.#ask(parts, by);
    if (redrawing === undefined) return err("not-asked");
    if (kind === "drop") return keep(parts, undefined);
    if (redrawing.by.sub === by.sub) return err("second-person-needed");
    if (timeOfRoundMs(clockOf(state), roundAfter(state, wholeSecond(nowMs))) >= closesAtMs) return err("too-late");
    return await this.#vacate(parts, [redrawing.by, by]);
  }

  async #ask(parts: DrawParts, by: Person): Promise<Result<undefined, RedrawRefusal>> {
    const progress = await saleOf(parts).callingProgress(parts.state.calling?.nextRange ?? 0);
    if ((progress?.vacatedByOperator ?? 0) === 0) return err("nothing-to-redraw");
    return keep(parts, { phase: "asked", by });
  }

  async #vacate(parts: DrawParts, people: readonly Person[]): Promise<Result<undefined, RedrawRefusal>> {
    const { units: count, vacated } = await saleOf(parts).promiseRedraw();
    if (count === 0) return err("nothing-to-redraw");
    parts.reached("redraw-promised");
    const { state, view } = parts;
    const secret = drawSecretOf(view.sale);
    const staff = people.map(({ sub }) => toHex(hmacOf(secret, `staff\n${sub}`)).slice(0, STAFF_LETTERS));
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "vacancy",
      body: { count, entries: entriesAt(parts, this.#list.read(parts), vacated), staff },
      next: (vacancyHash, madeAtMs) => ({
        ...state,
        redrawing: { phase: "vacated", round: roundAfter(state, madeAtMs), vacancyHash, count },
      }),
    });
    return ok(undefined);
  }

  async takeBeacon(parts: DrawParts, { round, vacancyHash, count }: Vacated, signature: string): Promise<void> {
    const { state } = parts;
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "beacon",
      body: { round, signature },
      next: () => ({ ...state, redrawing: { phase: "drawn", round, vacancyHash, count, signature } }),
    });
  }

  /** The sale calls by the order of the redraw, and a statement says so. May be done again from its beginning. */
  async call(parts: DrawParts, redrawing: Extract<Redrawing, { readonly phase: "drawn" }>): Promise<void> {
    const { state } = parts;
    const { calling, redraws = [], redrawing: _, ...rest } = state;
    assert(calling !== undefined, "a redraw follows a draw");
    const { round, count } = redrawing;
    const seed = redrawSeed(randomnessOf(keptBytes(redrawing.signature)), {
      saleId: state.saleId,
      round,
      vacancyHash: keptBytes(redrawing.vacancyHash),
    });
    const drawn = this.#list.read(parts);
    const order = this.#orderOf(parts, round, seed);
    const { called, skipped, passed } = walkDown(order, {
      from: 0,
      wanted: Math.min(count, calling.eligible - calling.called),
      mayBeCalled: (index) => statusAt(drawn.population, index) === "eligible",
    });
    const places = called.map((index) => drawn.places[index] ?? 0);
    const opened = await saleOf(parts).openCalling({
      round,
      fromPlace: 1,
      places: places.length,
      callAtOnce: count,
      redraws: { places, afterRanges: calling.nextRange },
    });
    assert(opened.ok, "a sale that is called can be called");
    if (opened.value === "called-meanwhile") {
      await this.#caller.follow(parts);
      return;
    }
    parts.reached("redraw-opened");
    const openingsKey = `${recordFolderOf(state)}/openings-of-round-${round}.txt`;
    await openSeals(parts, drawn, { key: openingsKey, above: order.subarray(0, passed) });
    parts.storage.transactionSync(() => keepRedrawn(parts, round, called));
    parts.reached("redraw-kept");
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "redraw",
      body: {
        round,
        cutoff: cutoffOf(seed, drawn, order[passed - 1]),
        called: called.length,
        skippedAboveLine: skipped,
      },
      next: () => ({
        ...rest,
        progress: { ...state.progress, stage: "calling" },
        calling: { ...calling, called: calling.called + called.length },
        redraws: [...redraws, { round, called: called.length, openingsKey }],
      }),
    });
    this.#made = undefined;
  }

  /** The order of a redraw among all who were not called, by the statements so far. */
  #orderOf(parts: DrawParts, round: number, seed: Uint8Array): Uint32Array {
    const { population, order } = this.#list.read(parts);
    if (this.#made?.round !== round) {
      const made = new DrawOrder(population, seed);
      made.makeKeys(0, population.count);
      this.#made = { round, order: made.order() };
    }
    const isCalled = new Uint8Array(population.count);
    for (const index of order.subarray(0, parts.state.calling?.passed)) {
      if (statusAt(population, index) === "eligible") isCalled[index] = 1;
    }
    for (const index of redrawnEntries(parts)) isCalled[index] = 1;
    return this.#made.order.filter((index) => isCalled[index] === 0);
  }
}

/** Enough to tell people apart, and nothing to find one by. */
const STAFF_LETTERS = 16;

function keep({ storage, store, state }: DrawParts, redrawing: Redrawing | undefined): Result<undefined, never> {
  storage.transactionSync(() => store.write({ ...state, redrawing }));
  return ok(undefined);
}

function clockOf({ charter }: DrawState) {
  assert(charter !== undefined, "a draw goes by its charter");
  return charter.body.beacon;
}

function roundAfter(state: DrawState, vacatedAtMs: number): number {
  return firstRoundAtOrAfter(clockOf(state), vacatedAtMs + REDRAW_AHEAD_MS);
}
