import { HASH_BYTES } from "../domain/draw/bytes.ts";
import { indexOfEntry, statusAt } from "../domain/draw/population.ts";
import { EXCLUSION_CLASSES } from "../domain/draw/statements.ts";
import { walkDown } from "../domain/draw/walk.ts";
import type { RegistrationOutcome } from "../domain/registration/outcome.ts";
import type { ToldOutcome } from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import type { CalledRange } from "../domain/sale/calling/calling.ts";
import { cutoffOf, type Drawn, type DrawnList, openSeals, redrawnEntries } from "./draw.drawn.ts";
import { type DrawParts, recordFolderOf, registerOf, saleOf, seedOf, shardsOf } from "./draw.parts.ts";
import type { CallingSoFar, Telling } from "./draw.state.ts";
import { publishStatement } from "./draw.statements.ts";

type Followed = {
  readonly hasStated: boolean;
  readonly isOver: boolean;
  readonly turnEndsAtMs?: number | undefined;
};

/** Draws the order of a frozen list, tells everybody whom it concerns, and publishes what the sale calls. */
export class Caller {
  readonly #list: DrawnList;

  constructor(list: DrawnList) {
    this.#list = list;
  }

  /** Order, opened seals and result, then the registers, then the sale: nobody is called before their place is known. */
  async tell(parts: DrawParts, telling: Telling): Promise<void> {
    switch (telling.phase) {
      case "order":
        return this.#order(parts);
      case "open":
        return await this.#open(parts);
      case "registers":
        return await this.#tellRegisters(parts, telling);
      case "sale":
        return await this.#openCalling(parts);
    }
  }

  /** Publishes the waves that the sale has called since. @returns whether there were any, or else whether calling is over */
  async follow(parts: DrawParts): Promise<Followed> {
    const { state } = parts;
    const { calling } = state;
    assert(calling !== undefined, "a result says who is called");
    const progress = await saleOf(parts).callingProgress(calling.nextRange);
    assert(progress !== undefined, "a sale that is drawn is there");
    const { ranges, isOver, turnEndsAtMs } = progress;
    const last = ranges.at(-1);
    if (last === undefined) return { hasStated: false, isOver, turnEndsAtMs };
    await this.#publishWave(parts, calling, { ranges, nextRange: last.seq + 1 });
    return { hasStated: true, isOver };
  }

  #order(parts: DrawParts): void {
    const { storage, store, state } = parts;
    this.#list.draw(parts, (writeOrder) =>
      storage.transactionSync(() => {
        writeOrder();
        store.write({ ...state, telling: { phase: "open" } });
      }),
    );
    parts.reached("order-made");
  }

  async #open(parts: DrawParts): Promise<void> {
    const { state } = parts;
    const { charter, progress, telling: _, ...rest } = state;
    assert(charter !== undefined, "a result follows a charter");
    const drawn = this.#list.read(parts);
    const walk = walkDown(drawn.order, {
      from: 0,
      wanted: Math.min(charter.body.units, drawn.eligible),
      mayBeCalled: (index) => isEligible(drawn, index),
    });
    const { called, skipped, passed } = walk;
    const openingsKey = await openLine(parts, drawn, passed);
    const calling = { eligible: drawn.eligible, called: called.length, passed, openingsKey, nextRange: 0 };
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "result",
      body: {
        round: progress.round,
        cutoff: lineOf(parts, drawn, passed),
        called: called.length,
        skippedAboveLine: skipped,
      },
      next: () => ({
        ...rest,
        charter,
        progress,
        calling,
        telling: { phase: "registers", shard: 0, after: "" },
      }),
    });
  }

  async #tellRegisters(parts: DrawParts, telling: Extract<Telling, { readonly phase: "registers" }>): Promise<void> {
    const { shard, after } = telling;
    if (shard >= shardsOf(parts)) return keep(parts, { phase: "sale" });
    const register = registerOf(parts, shard);
    const { registrationIds, entries } = await register.entriesAfter(after);
    const last = registrationIds.at(-1);
    if (last === undefined) return keep(parts, { phase: "registers", shard: shard + 1, after: "" });
    const drawn = this.#list.read(parts);
    const told = registrationIds.flatMap((registrationId, at): readonly ToldOutcome[] => {
      const entry = entries.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);
      const { index, found } = indexOfEntry(drawn.population, entry);
      return found ? [[registrationId, outcomeOf(parts, drawn, index)]] : [];
    });
    await register.tell(told);
    parts.reached("register-told");
    keep(parts, { phase: "registers", shard, after: last });
    parts.reached("page-told");
  }

  async #openCalling(parts: DrawParts): Promise<void> {
    const { storage, store, state } = parts;
    const { calling, progress, telling: _, ...rest } = state;
    assert(calling !== undefined, "a result says who is called");
    const opened = await saleOf(parts).openCalling({
      round: progress.round,
      fromPlace: 1,
      places: calling.eligible,
      callAtOnce: calling.called,
    });
    assert(opened.ok, "a sale that is drawn can be called");
    parts.reached("order-opened");
    storage.transactionSync(() => store.write({ ...rest, calling, progress: { ...progress, stage: "calling" } }));
    parts.reached("calling-opened");
  }

  /** What the sale called since the last statement, as one wave: exactly as many as there were vacancies, or all that were left. */
  async #publishWave(
    parts: DrawParts,
    calling: CallingSoFar,
    { ranges, nextRange }: { readonly ranges: readonly CalledRange[]; readonly nextRange: number },
  ): Promise<void> {
    const { storage, store, state } = parts;
    const vacancies = { unpaid: 0, declined: 0 };
    for (const { vacancies: each } of ranges) {
      vacancies.unpaid += each.unpaid;
      vacancies.declined += each.declined;
    }
    const wanted = Math.min(vacancies.unpaid + vacancies.declined, calling.eligible - calling.called);
    if (wanted === 0) {
      storage.transactionSync(() => store.write({ ...state, calling: { ...calling, nextRange } }));
      return;
    }
    const drawn = this.#list.read(parts);
    const redrawn = redrawnEntries(parts);
    const { called, passed } = walkDown(drawn.order, {
      from: calling.passed,
      wanted,
      mayBeCalled: (index) => isEligible(drawn, index) && !redrawn.has(index),
    });
    const openingsKey = await openLine(parts, drawn, passed);
    const next: CallingSoFar = { ...calling, called: calling.called + called.length, passed, openingsKey, nextRange };
    await publishStatement(parts, {
      saleId: state.saleId,
      kind: "wave",
      body: { vacancies, cutoff: lineOf(parts, drawn, passed), called: called.length },
      next: () => ({ ...state, calling: next }),
    });
  }
}

function keep({ storage, store, state }: DrawParts, telling: Telling): void {
  storage.transactionSync(() => store.write({ ...state, telling }));
}

function isEligible({ population }: Drawn, index: number): boolean {
  return statusAt(population, index) === "eligible";
}

/** The key of the last entry above the line. */
function lineOf(parts: DrawParts, drawn: Drawn, passed: number): string {
  return cutoffOf(seedOf(parts), drawn, drawn.order[passed - 1]);
}

/** Opens the seals of all entries above the line, in a file of its own for each line. @returns where */
async function openLine(parts: DrawParts, drawn: Drawn, passed: number): Promise<string> {
  const key = `${recordFolderOf(parts.state)}/openings-${passed}.txt`;
  await openSeals(parts, drawn, { key, above: drawn.order.subarray(0, passed) });
  return key;
}

function outcomeOf({ state }: DrawParts, { population, classes, places }: Drawn, index: number): RegistrationOutcome {
  const [status, exclusion] = [statusAt(population, index), EXCLUSION_CLASSES[(classes[index] ?? 0) - 1]];
  const place = { round: state.progress.round, place: places[index] ?? 1 };
  return {
    weight: population.weights[index] ?? 1,
    status,
    ...(exclusion === undefined ? {} : { exclusion }),
    ...(status === "eligible" ? { place } : { before: place }),
  };
}
