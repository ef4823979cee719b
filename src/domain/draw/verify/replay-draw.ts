import { type BeaconChain, verifyBeacon } from "../beacon.ts";
import { fromHex, hashOf, toHex } from "../bytes.ts";
import { WEIGHT_MAX } from "../population.ts";
import { firstRoundAtOrAfter, timeOfRoundMs } from "../rounds.ts";
import { drawSeed, randomnessOf, redrawSeed } from "../seed.ts";
import {
  type CharterBody,
  type CommitmentBody,
  charterBody,
  commitmentBody,
  ownSecretBody,
  postponedBody,
  resultBody,
  signatureBody,
  vacancyBody,
  waveBody,
} from "./bodies.ts";
import { type DrawFault, fault } from "./faults.ts";
import { type ReadList, readList } from "./read-list.ts";
import type { ReadStatement } from "./read-statements.ts";
import { indexOf, ReplayedOrder, readOpenings } from "./replayed-order.ts";

/** The files of a draw, as they were published. */
export type DrawFiles = {
  readonly entries?: Uint8Array | undefined;
  readonly openings?: string | undefined;
  /** Opened seals of redraws, by their round. */
  readonly redraws?: { readonly [round: string]: string } | undefined;
};

export type CharterInForce = CharterBody & { readonly hash: string; readonly madeAtMs: number };
type Vacated = { readonly hash: Uint8Array; readonly madeAtMs: number; readonly count: number };

const LEAD_SECONDS_MIN = 5;
const LIST_LATE_MS = 120_000;
const BEACON_LATE_MS = 24 * 3_600_000;
const BEACON_LATE_AHEAD_MS = 600_000;
const REDRAW_AHEAD_MS = 120_000;

/** Plays the statements of a draw one after another, and recomputes what each says. */
export class DrawReplay {
  readonly #saleId: string;
  readonly #files: DrawFiles;
  readonly #chains: readonly BeaconChain[];
  /** All that were ever in force, by hash. */
  readonly charters = new Map<string, CharterInForce>();
  charter: CharterInForce | undefined;
  commitment: CommitmentBody | undefined;
  list: ReadList | undefined;
  order: ReplayedOrder | undefined;
  /** The round that decides. */
  round = 0;
  /** The round that would have decided if the beacon had come within a day. */
  firstRound: number | undefined;
  ownSecretUsed = false;
  readonly called = new Set<number>();
  /** How many of them by redraws. */
  redrawn = 0;
  readonly #redraws: ReplayedOrder[] = [];
  readonly #randomness = new Map<number, Uint8Array>();
  #calledInAll = 0;
  #vacancies = 0;
  #vacated: Vacated | undefined;
  #voided = false;

  constructor(saleId: string, files: DrawFiles, chains: readonly BeaconChain[]) {
    this.#saleId = saleId;
    this.#files = files;
    this.#chains = chains;
  }

  play(statement: ReadStatement): DrawFault | undefined {
    const at = `statement ${statement.seq}`;
    if (statement.kind === "charter") return this.#takeCharter(statement, at);
    if (this.charter === undefined) return fault("charter-missing", at);
    switch (statement.kind) {
      case "void":
        return this.#void(statement, at);
      case "postponed":
        return this.#postpone(statement, at, this.charter);
      case "commitment":
        return this.#commit(statement, at, this.charter);
      case "beacon":
        return this.#takeBeacon(statement, at, this.charter);
      case "result":
        return this.#takeResult(statement, at, this.charter);
      case "wave":
        return this.#takeWave(statement, at);
      case "vacancy":
        return this.#takeVacancy(statement, at);
      case "redraw":
        return this.#redraw(statement, at, this.charter);
      default:
        return fault("statement-malformed", at);
    }
  }

  /** What can be said once all statements were played. */
  finish(): DrawFault | undefined {
    for (const order of [...(this.order === undefined ? [] : [this.order]), ...this.#redraws]) {
      const extra = order.findExtraOpening();
      if (extra !== undefined) return extra;
    }
    return undefined;
  }

  #takeCharter({ body, madeAtMs, payloadHash }: ReadStatement, at: string): DrawFault | undefined {
    if (!charterBody(body)) return fault("charter-malformed", at);
    const { leadSeconds, weightMax, beacon, registration, drawAt } = body;
    const inBounds =
      body.sale === this.#saleId &&
      leadSeconds >= LEAD_SECONDS_MIN &&
      weightMax >= 1 &&
      weightMax <= WEIGHT_MAX &&
      beacon.period >= 1 &&
      Date.parse(registration.opensAt) < Date.parse(registration.closesAt);
    if (!inBounds) return fault("charter-malformed", at);
    const before = this.charter;
    if (before !== undefined) {
      const isLater = this.#voided && Date.parse(drawAt) > Date.parse(before.drawAt);
      const isBeforeOpening = !this.#voided && madeAtMs < Date.parse(before.registration.opensAt);
      if (!isLater && !isBeforeOpening) return fault("charter-moved", at);
    }
    const known = this.#chains.some(
      ({ chain, publicKey, genesis, period }) =>
        chain === beacon.chain &&
        publicKey === beacon.publicKey &&
        genesis === beacon.genesis &&
        period === beacon.period,
    );
    if (!known) return fault("charter-chain", at);
    if (beacon.round !== firstRoundAtOrAfter(beacon, Date.parse(drawAt))) return fault("charter-round", at);
    this.charter = { ...body, hash: toHex(payloadHash), madeAtMs };
    this.charters.set(this.charter.hash, this.charter);
    this.round = beacon.round;
    this.firstRound = undefined;
    this.commitment = undefined;
    this.#voided = false;
    return undefined;
  }

  #void({ madeAtMs }: ReadStatement, at: string): DrawFault | undefined {
    // Without a list nothing is drawn by the round that was missed, so that nothing can be tried again.
    if (this.#voided || (this.commitment !== undefined && this.#isOut(madeAtMs))) return fault("void-late", at);
    this.#voided = true;
    return undefined;
  }

  #postpone({ body, madeAtMs }: ReadStatement, at: string, charter: CharterInForce): DrawFault | undefined {
    if (!postponedBody(body) || body.from !== this.round || this.#voided) return fault("postponed-wrong", at);
    const { beacon } = charter;
    const listIsLate = this.commitment === undefined && !this.#isOut(madeAtMs);
    const beaconIsLate =
      this.commitment !== undefined &&
      this.order === undefined &&
      madeAtMs >= timeOfRoundMs(beacon, this.round) + BEACON_LATE_MS;
    const isAllowed = listIsLate
      ? body.round === firstRoundAtOrAfter(beacon, madeAtMs + LIST_LATE_MS)
      : beaconIsLate && body.round >= firstRoundAtOrAfter(beacon, madeAtMs + BEACON_LATE_AHEAD_MS);
    if (!isAllowed) return fault("postponed-wrong", at);
    if (beaconIsLate) this.firstRound ??= this.round;
    this.round = body.round;
    return undefined;
  }

  #commit({ body, madeAtMs }: ReadStatement, at: string, charter: CharterInForce): DrawFault | undefined {
    if (this.commitment !== undefined) return fault("commitment-twice", at);
    if (this.#voided || !commitmentBody(body)) return fault("statement-malformed", at);
    if (body.charter !== charter.hash) return fault("commitment-charter", at);
    if (body.round !== this.round) return fault("commitment-round", at);
    const inTimeMs = timeOfRoundMs(charter.beacon, this.round) - charter.leadSeconds * 1000;
    const closesAtMs = Date.parse(charter.registration.closesAt);
    const frozenAtMs = Date.parse(body.frozenAt);
    if (Math.max(madeAtMs, frozenAtMs) > inTimeMs || frozenAtMs < closesAtMs) return fault("commitment-late", at);
    const { automation, identity, eligibility } = body.excluded;
    const weighted = Object.values(body.weights).reduce((sum, each) => sum + each, 0);
    if (body.eligible + body.shared + automation + identity + eligibility !== body.n || weighted !== body.n) {
      return fault("commitment-totals", at);
    }
    this.commitment = body;
    return this.#readEntries(body, charter);
  }

  #readEntries(commitment: CommitmentBody, charter: CharterInForce): DrawFault | undefined {
    if (this.#files.entries === undefined) return fault("entries-missing");
    const list = readList(this.#files.entries);
    if ("code" in list) return list;
    if (list.count !== commitment.n) return fault("entries-count");
    const weights = new Set([...Object.keys(list.weightCounts), ...Object.keys(commitment.weights)]);
    for (const weight of weights) {
      const isAsCommitted = (list.weightCounts[weight] ?? 0) === (commitment.weights[weight] ?? 0);
      const isTooHigh = Number(weight) > charter.weightMax && (list.weightCounts[weight] ?? 0) > 0;
      if (!isAsCommitted || isTooHigh) return fault("entries-weights", `weight ${weight}`);
    }
    if (toHex(list.root) !== commitment.root) return fault("entries-root");
    this.list = list;
    return undefined;
  }

  #takeBeacon({ body, madeAtMs }: ReadStatement, at: string, charter: CharterInForce): DrawFault | undefined {
    if (ownSecretBody(body)) return this.#takeOwnSecret(body, at, charter);
    if (!signatureBody(body)) return fault("statement-malformed", at);
    const expected = this.#vacated === undefined ? this.round : this.#redrawRound(charter, this.#vacated);
    if (body.round !== expected) return fault("beacon-round", at);
    if (this.#randomness.has(body.round)) return fault("beacon-twice", at);
    // Statements carry whole seconds, as rounds do.
    if (madeAtMs < timeOfRoundMs(charter.beacon, body.round)) return fault("beacon-early", at);
    const beacon = verifyBeacon(charter.beacon, body.round, body.signature);
    if (!beacon.ok) return fault("beacon-signature", at);
    this.#randomness.set(body.round, randomnessOf(beacon.value));
    return undefined;
  }

  #takeOwnSecret(
    { round, ownSecret }: { readonly round: number; readonly ownSecret: string },
    at: string,
    { ownSecretHash }: CharterInForce & { readonly ownSecretHash?: unknown },
  ): DrawFault | undefined {
    const secret = fromHex(ownSecret);
    if (secret === undefined || round !== this.round || toHex(hashOf(secret)) !== ownSecretHash) {
      return fault("own-secret", at);
    }
    if (this.#randomness.has(round)) return fault("beacon-twice", at);
    this.ownSecretUsed = true;
    this.#randomness.set(round, secret);
    return undefined;
  }

  #takeResult({ body }: ReadStatement, at: string, { units, hash }: CharterInForce): DrawFault | undefined {
    if (!resultBody(body)) return fault("statement-malformed", at);
    if (this.order !== undefined) return fault("result-twice", at);
    const randomness = this.#randomness.get(this.round);
    if (this.list === undefined || this.commitment === undefined || randomness === undefined) {
      return fault("result-early", at);
    }
    if (body.round !== this.round) return fault("result-round", at);
    const charterHash = fromHex(hash) ?? new Uint8Array();
    const seed = drawSeed(randomness, { saleId: this.#saleId, round: this.round, root: this.list.root, charterHash });
    const order = this.#openOrder(this.list, seed, this.#files.openings);
    if ("code" in order) return order;
    const { eligible, shared, excluded } = this.commitment;
    const opened = order.opened();
    const excludedInAll = excluded.automation + excluded.identity + excluded.eligibility;
    if (opened.eligible > eligible || opened.shared > shared || opened.excluded > excludedInAll) {
      return fault("openings-totals");
    }
    this.order = order;
    return this.#call(order, body, { wanted: Math.min(units, eligible), kind: "result", at });
  }

  #takeWave({ body }: ReadStatement, at: string): DrawFault | undefined {
    if (!waveBody(body)) return fault("statement-malformed", at);
    if (this.order === undefined) return fault("wave-early", at);
    const vacancies = body.vacancies.unpaid + body.vacancies.declined;
    this.#vacancies += vacancies;
    if (this.#vacancies > this.#calledInAll) return fault("wave-vacancies", at);
    return this.#call(this.order, body, { wanted: Math.min(vacancies, this.#notYetCalled()), kind: "wave", at });
  }

  #takeVacancy({ body, madeAtMs, payloadHash }: ReadStatement, at: string): DrawFault | undefined {
    if (!vacancyBody(body)) return fault("statement-malformed", at);
    if (this.order === undefined) return fault("wave-early", at);
    if (this.#vacated !== undefined) return fault("vacancy-twice", at);
    const named = new Set(body.entries);
    const list = this.list;
    const wereCalled = [...named].every((entry) => {
      const index = list === undefined ? undefined : indexOf(list, entry);
      return index !== undefined && this.called.has(index);
    });
    const isWhole = named.size === body.entries.length && named.size <= body.count && body.count > 0 && wereCalled;
    if (!isWhole || new Set(body.staff).size < 2) return fault("vacancy-malformed", at);
    this.#vacated = { hash: payloadHash, madeAtMs, count: body.count };
    return undefined;
  }

  #redraw({ body }: ReadStatement, at: string, charter: CharterInForce): DrawFault | undefined {
    if (!resultBody(body)) return fault("statement-malformed", at);
    if (this.#vacated === undefined || this.list === undefined) return fault("redraw-early", at);
    if (body.round !== this.#redrawRound(charter, this.#vacated)) return fault("redraw-round", at);
    const randomness = this.#randomness.get(body.round);
    if (randomness === undefined) return fault("redraw-early", at);
    const seed = redrawSeed(randomness, { saleId: this.#saleId, round: body.round, vacancyHash: this.#vacated.hash });
    const order = this.#openOrder(this.list, seed, this.#files.redraws?.[body.round]);
    if ("code" in order) return order;
    this.#redraws.push(order);
    const wanted = Math.min(this.#vacated.count, this.#notYetCalled());
    this.#vacated = undefined;
    const found = this.#call(order, body, { wanted, kind: "redraw", at });
    this.redrawn += body.called;
    return found;
  }

  /** The order of a seed among those who are not called yet, with its opened seals. */
  #openOrder(list: ReadList, seed: Uint8Array, file: string | undefined): ReplayedOrder | DrawFault {
    if (file === undefined) return fault("openings-missing");
    const openings = readOpenings(file);
    if ("code" in openings) return openings;
    const order = new ReplayedOrder(list, seed, { saleId: this.#saleId, openings, without: new Set(this.called) });
    return order.findWrongOpening() ?? order;
  }

  #call(
    order: ReplayedOrder,
    said: { readonly called: number; readonly cutoff: string; readonly skippedAboveLine?: number },
    by: { readonly wanted: number; readonly kind: "result" | "wave" | "redraw"; readonly at: string },
  ): DrawFault | undefined {
    const called = order.walk(said, { ...by, already: this.called });
    if ("code" in called) return called;
    for (const index of called) this.called.add(index);
    this.#calledInAll += called.length;
    return undefined;
  }

  #notYetCalled(): number {
    return (this.commitment?.eligible ?? 0) - this.#calledInAll;
  }

  #redrawRound({ beacon }: CharterInForce, { madeAtMs }: Vacated): number {
    return firstRoundAtOrAfter(beacon, madeAtMs + REDRAW_AHEAD_MS);
  }

  #isOut(atMs: number): boolean {
    return this.charter !== undefined && atMs >= timeOfRoundMs(this.charter.beacon, this.round);
  }
}
