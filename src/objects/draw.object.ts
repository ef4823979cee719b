import { DurableObject } from "cloudflare:workers";
import { configOf } from "../config.ts";
import { verifyBeacon } from "../domain/draw/beacon.ts";
import { toHex } from "../domain/draw/bytes.ts";
import { charterOf, isSameCharter } from "../domain/draw/charter.ts";
import { ownSecretOf } from "../domain/draw/commit.ts";
import type { DrawStage } from "../domain/draw/draw-stage.ts";
import { type DrawStep, nextStep, retryAtMs } from "../domain/draw/next-step.ts";
import { timeOfRoundMs } from "../domain/draw/rounds.ts";
import type { Charter, Commitment } from "../domain/draw/statements.ts";
import { saleObjectName } from "../domain/ids.ts";
import { CHARTER_FIXED_AHEAD_MS, REGISTRATION_KEPT_DAYS } from "../domain/limits.ts";
import { assert, err, type Result } from "../domain/result.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import { fetchRound } from "../platform/beacon/fetch-round.ts";
import { describeError, log } from "../platform/log.ts";
import { livePolicyHash } from "../platform/policy/live-policy-hash.ts";
import { RecordConflict } from "../platform/records/public-records.ts";
import { watchStorage } from "../platform/storage/watched-storage.ts";
import { Caller } from "./draw.calling.ts";
import { DrawnList } from "./draw.drawn.ts";
import { Freezer } from "./draw.freezing.ts";
import { type DrawEnv, type DrawParts, secretOf } from "./draw.parts.ts";
import { type RedrawCommand, Redrawer, type RedrawRefusal } from "./draw.redraw.ts";
import { DRAW_MIGRATIONS, DrawStore } from "./draw.sql.ts";
import type { DrawState, Randomness, Redrawing, Redrawn } from "./draw.state.ts";
import { type FaultPoint, publish, settle, wholeSecond } from "./draw.statements.ts";
import { hasEvents } from "./event-outbox.sql.ts";
import { sendOutbox } from "./event-outbox.ts";
import { hasSchema, migrate } from "./migrate.ts";

/** What everybody may know of a draw, and where its files are. */
export type DrawView = {
  readonly stage: DrawStage;
  readonly statements: readonly string[];
  readonly round: number;
  /** Those whose beacons decide: of the draw, and of its redraws. */
  readonly rounds: readonly number[];
  readonly charter: { readonly hash: string; readonly body: Charter };
  readonly commitment?:
    | { readonly body: Commitment; readonly entriesKey: string; readonly tilesKey: string }
    | undefined;
  readonly openingsKey?: string | undefined;
  readonly redraws: readonly Redrawn[];
  /** A redraw that is asked for, or takes place. */
  readonly redrawing?: Redrawing | undefined;
  /** Everybody was told what became of them. */
  readonly ended: boolean;
  readonly called?: number | undefined;
  /** When it goes on; absent once it is over. */
  readonly nextAtMs?: number | undefined;
};

/** The last charter is stated a moment after what it says was fixed in the sale. */
const LAST_CHARTER_AHEAD_MS = CHARTER_FIXED_AHEAD_MS - 1000;
/** Steps that one alarm takes where each is short: all together stay far below what one call may take. */
const STEPS_AT_ONCE = 8;
/** Steps that may take seconds each, for a million entries: one to an alarm. */
const LONG_PHASES = ["join", "sort", "write", "commit", "order", "open", "drawn"];
/** How often a sale is asked whom it has called since. */
const FOLLOW_MS = 15_000;
const KEPT_MS = REGISTRATION_KEPT_DAYS * 24 * 3_600_000;
const RETRY_MS = 2000;
/** Events are sent this long after they were written. */
const SEND_DELAY_MS = 1000;
/** A beacon that has not come is asked for so often. */
const BEACON_RETRY_MS = 1000;
const CONFLICT_RETRY_MS = 3_600_000;
const NEVER = Number.POSITIVE_INFINITY;

/**
 * The draw of one sale: a state machine that alarms drive, around the steps in `domain/draw`. Each step may be done again, and what
 * is published was kept before. Nothing lives in memory that a restart would miss.
 */
export class DrawObject extends DurableObject<DrawEnv> {
  readonly #store: DrawStore;
  readonly #freezer = new Freezer();
  readonly #list = new DrawnList();
  readonly #caller = new Caller(this.#list);
  readonly #redrawer = new Redrawer(this.#list, this.#caller);
  #exists: boolean;
  /** One step at a time: alarms and calls take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  /** The object's clock. Tests put their own in its place. */
  clock: () => number = () => Date.now();
  /** Told of each moment at which a crash has to change nothing. Tests end the object there. */
  reached: (point: FaultPoint) => void = () => {};

  constructor(state: DurableObjectState, env: DrawEnv) {
    super(state, env);
    this.#exists = hasSchema(state.storage);
    if (this.#exists) migrate(state.storage, DRAW_MIGRATIONS);
    this.#store = new DrawStore(state.storage.sql, () => this.clock());
  }

  /** Takes up the draw of a sale as its terms are now. May be called again, and is wherever somebody asks for a draw that is not there. */
  async plan(): Promise<DrawView | undefined> {
    await this.#inTurn(async () => {
      const view = await this.#saleView();
      if (view?.sale.definition.draw === undefined) return;
      if (!this.#exists) {
        migrate(this.ctx.storage, DRAW_MIGRATIONS);
        this.#exists = true;
      }
      await this.#advance(1);
    });
    return this.view();
  }

  /** Undefined where there is no such draw, or its charter is not out yet. */
  view(): DrawView | undefined {
    const state = this.#exists ? this.#store.find() : undefined;
    if (state?.charter === undefined) return undefined;
    if (!state.forgotten) this.ctx.waitUntil(this.#wake());
    const { charter, commitment, calling, progress, redraws = [], redrawing, ended = false } = state;
    const isTold = progress.stage === "calling" || progress.stage === "over";
    return {
      stage: progress.stage,
      statements: this.#store.statements().map(({ text }) => text),
      round: progress.round,
      rounds: roundsOf(state),
      charter,
      commitment,
      openingsKey: calling?.openingsKey,
      redraws,
      redrawing,
      ended,
      called: isTold ? calling?.called : undefined,
      nextAtMs: nextAtMs(state),
    };
  }

  /** Takes the beacon of the round that decides from anybody. @returns false where it is not that */
  async handIn(round: number, signature: string): Promise<boolean> {
    if (!this.#exists) return false;
    return await this.#inTurn(async () => {
      const state = this.#store.find();
      if (state?.charter === undefined) return false;
      const { beacon } = state.charter.body;
      const isGenuine = () => verifyBeacon(beacon, round, signature).ok;
      // A beacon that was taken is the only genuine one of its round.
      if (wasTaken(state, round)) return isGenuine();
      if (awaitedRound(state) !== round || this.clock() < timeOfRoundMs(beacon, round) || !isGenuine()) return false;
      const parts = await this.#parts(state);
      if (state.redrawing?.phase === "vacated") await this.#redrawer.takeBeacon(parts, state.redrawing, signature);
      else await this.#takeBeacon(parts, { round, signature });
      await this.#setAlarm(this.clock());
      return true;
    });
  }

  /** People of the staff ask for a redraw, and confirm or drop it. */
  async changeRedraw(command: RedrawCommand): Promise<Result<undefined, RedrawRefusal>> {
    if (!this.#exists) return err("not-calling");
    return await this.#inTurn(async () => {
      const pending = this.#store.pending();
      if (pending !== undefined) await settle(await this.#parts(pending.next), pending);
      const state = this.#store.find();
      if (state === undefined) return err("not-calling");
      const changed = await this.#redrawer.change(await this.#parts(state), command);
      await this.#setAlarm(this.clock());
      return changed;
    });
  }

  /** Goes on from where the draw is. Never throws: an alarm that fails often never fires again. */
  override async alarm(): Promise<void> {
    if (!this.#exists) return;
    let againAtMs: number;
    try {
      await this.#fetchBeacon();
      againAtMs = await this.#inTurn(() => this.#advance(STEPS_AT_ONCE));
      await this.#sendEvents();
    } catch (error) {
      const isConflict = error instanceof RecordConflict;
      log(isConflict ? "draw-stopped" : "alarm-failed", { detail: describeError(error) });
      againAtMs = this.clock() + (isConflict ? CONFLICT_RETRY_MS : RETRY_MS);
    }
    await this.#setAlarm(againAtMs);
  }

  /** @returns when to go on */
  async #advance(steps: number): Promise<number> {
    let againAtMs = 0;
    for (let step = 0; step < steps && againAtMs <= this.clock(); step += 1) {
      const state = this.#store.find();
      const pending = this.#store.pending();
      if (pending !== undefined) await settle(await this.#parts(pending.next), pending);
      else if (state === undefined) await this.#stateCharter();
      else {
        againAtMs = await this.#step(await this.#parts(state));
        if (isLong(state)) break;
      }
    }
    await this.#setAlarm(againAtMs);
    return againAtMs;
  }

  async #step(parts: DrawParts): Promise<number> {
    const { state, view } = parts;
    const { stage, round } = state.progress;
    const nowMs = wholeSecond(this.clock());
    if (stage === "scheduled" && nowMs < opensAtMs(state)) return await this.#stateCharterAnew(parts);
    if (stage === "drawn" && state.telling !== undefined)
      return await this.#now(this.#caller.tell(parts, state.telling));
    if (stage === "calling" || stage === "over") return await this.#afterDraw(parts);
    const plan = planOf(state, view);
    // Turns, pauses and vacancies are the sale's: it says when calling is over.
    const progress = { stage, round, vacancies: 0, left: 0, paused: false };
    return await this.#do(parts, nextStep(plan, progress, nowMs), nowMs);
  }

  async #do(parts: DrawParts, step: DrawStep, nowMs: number): Promise<number> {
    const { state } = parts;
    const { saleId, progress } = state;
    const publishes = async <T>(done: Promise<T>) => await this.#now(done);
    switch (step.do) {
      case "wait":
        return step.untilMs;
      case "open":
        return this.#keep({ ...state, progress: { ...progress, stage: "registering" } });
      case "close":
        return this.#keep({ ...state, progress: { ...progress, stage: "judging" }, freezing: { phase: "close" } });
      case "freeze":
        return await this.#now(this.#freezer.step(parts, state.freezing ?? { phase: "close" }, step.untilMs));
      case "postpone": {
        const { round, because } = step;
        const next = { ...state, progress: { ...progress, round } };
        const body = { from: progress.round, round, because };
        return await publishes(publish(parts, { saleId, kind: "postponed", body, next: () => next }));
      }
      case "void": {
        const next: DrawState = { ...state, progress: { ...progress, stage: "void" }, freezing: undefined };
        const body = { reason: "The list was not out in time." };
        return await publishes(publish(parts, { saleId, kind: "void", body, next: () => next }));
      }
      case "charter-anew":
        return await publishes(this.#charterAfterVoid(parts, step));
      case "take-beacon":
        return retryAtMs(step, nowMs);
      case "take-own-secret": {
        const ownSecret = toHex(ownSecretOf(secretOf(parts.view.sale)));
        return await publishes(this.#takeBeacon(parts, { round: progress.round, ownSecret }));
      }
      case "draw":
      case "call":
      case "end":
        throw new TypeError(`A draw in ${progress.stage} does not ${step.do} by its plan.`);
    }
  }

  async #afterDraw(parts: DrawParts): Promise<number> {
    const { state, view } = parts;
    const { redrawing, ...rest } = state;
    // Nobody is called any more, whatever was to come.
    const isClosed = this.clock() >= view.sale.definition.closesAtMs;
    if (redrawing !== undefined && isClosed) return this.#keep(rest);
    if (redrawing?.phase === "drawn") return await this.#now(this.#redrawer.call(parts, redrawing));
    const { called = 0, eligible = 0 } = state.calling ?? {};
    // An order that is cancelled calls the next one also when all units were sold.
    const isFinal = state.progress.stage === "over" && (isClosed || called === eligible);
    const againAtMs = isFinal ? this.#forgetInTime(parts) : await this.#follow(parts);
    if (redrawing?.phase !== "vacated" || state.charter === undefined) return againAtMs;
    const outAtMs = timeOfRoundMs(state.charter.body.beacon, redrawing.round);
    return Math.min(againAtMs, Math.max(outAtMs, this.clock() + BEACON_RETRY_MS));
  }

  async #follow(parts: DrawParts): Promise<number> {
    const { hasStated, isOver, turnEndsAtMs = NEVER } = await this.#caller.follow(parts);
    const nowMs = this.clock();
    if (hasStated) return nowMs;
    const { state } = parts;
    const stage = isOver ? "over" : "calling";
    if (state.progress.stage === stage) return Math.max(nowMs, Math.min(turnEndsAtMs, nowMs + FOLLOW_MS));
    return this.#keep({ ...state, progress: { ...state.progress, stage }, ...(isOver ? { ended: true } : {}) });
  }

  #forgetInTime({ state, view }: DrawParts): number {
    if (state.forgotten) return NEVER;
    const atMs = view.sale.definition.closesAtMs + KEPT_MS;
    if (this.clock() < atMs) return atMs;
    this.ctx.storage.transactionSync(() => {
      this.#store.dropColumns();
      this.#store.write({ ...state, forgotten: true });
    });
    return NEVER;
  }

  /** The first charter of a sale. */
  async #stateCharter(): Promise<void> {
    const view = await this.#saleView();
    const saleId = this.#saleId();
    const charter = view === undefined ? undefined : await this.#charter(view);
    assert(view !== undefined && charter !== undefined, "a draw is planned by its terms");
    const state: DrawState = { saleId, progress: { stage: "scheduled", round: charter.beacon.round } };
    await this.#publishCharter(await this.#parts(state), charter);
  }

  /** A sale whose terms changed before its registration opens has a charter that says so. */
  async #stateCharterAnew(parts: DrawParts): Promise<number> {
    const { state, view } = parts;
    const opens = opensAtMs(state);
    const charter = await this.#charter(view);
    if (charter === undefined || (state.charter !== undefined && isSameCharter(charter, state.charter.body))) {
      const lastLook = opens - LAST_CHARTER_AHEAD_MS;
      return this.clock() < lastLook ? lastLook : opens;
    }
    await this.#publishCharter(parts, charter);
    return this.clock();
  }

  async #charterAfterVoid(
    parts: DrawParts,
    { drawAtMs, round }: { readonly drawAtMs: number; readonly round: number },
  ): Promise<void> {
    const before = parts.state.charter?.body;
    assert(before !== undefined, "a draw that was voided had a charter");
    const charter: Charter = {
      ...before,
      drawAt: new Date(drawAtMs).toISOString(),
      beacon: { ...before.beacon, round },
    };
    await this.#publishCharter(parts, charter, "judging");
  }

  async #publishCharter(parts: DrawParts, body: Charter, stage: DrawStage = "scheduled"): Promise<void> {
    const { state } = parts;
    await publish(parts, {
      saleId: state.saleId,
      kind: "charter",
      body,
      next: (hash) => ({ ...state, progress: { stage, round: body.beacon.round }, charter: { hash, body } }),
    });
  }

  async #charter({ sale, stock }: SaleView): Promise<Charter | undefined> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const [beacon] = config.value.beacons;
    assert(beacon !== undefined, "a checked configuration has a chain of beacons");
    return charterOf({
      saleId: sale.saleId,
      definition: sale.definition,
      units: stock.received - stock.withdrawn,
      drawSecret: secretOf(sale),
      beacon,
      policyHash: (await livePolicyHash(this.env)) ?? "unknown",
    });
  }

  /** Asks the relays of the chain, while other calls have their turn. */
  async #fetchBeacon(): Promise<void> {
    const state = this.#store.find();
    const chain = state?.charter?.body.beacon;
    const round = state === undefined ? undefined : awaitedRound(state);
    if (chain === undefined || round === undefined || this.clock() < timeOfRoundMs(chain, round)) return;
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const known = config.value.beacons.find((each) => each.chain === chain.chain);
    const signature = await fetchRound(chain, known?.addresses ?? [], round);
    if (signature !== undefined) await this.handIn(round, signature);
  }

  async #takeBeacon(parts: DrawParts, beacon: Randomness): Promise<void> {
    const { state } = parts;
    await publish(parts, {
      saleId: state.saleId,
      kind: "beacon",
      body: beacon,
      next: () => ({
        ...state,
        beacon,
        progress: { ...state.progress, stage: "drawn" },
        telling: { phase: "order" },
      }),
    });
  }

  #keep(state: DrawState): number {
    this.ctx.storage.transactionSync(() => this.#store.write(state));
    return this.clock();
  }

  /** Once a step is done, the next one is looked at. */
  async #now(done: Promise<unknown>): Promise<number> {
    await done;
    return this.clock();
  }

  async #parts(state: DrawState): Promise<DrawParts> {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    const view = await this.#saleView();
    assert(view !== undefined, "a sale that is drawn is there");
    return {
      storage: this.ctx.storage,
      store: this.#store,
      records: watchStorage(this.env.PUBLIC_RECORDS),
      config: config.value,
      nowMs: () => this.clock(),
      reached: (point) => this.reached(point),
      env: this.env,
      state,
      view,
    };
  }

  async #sendEvents(): Promise<void> {
    const { sql } = this.ctx.storage;
    if (!hasEvents(sql)) return;
    const shop = (await this.#saleView())?.sale.shop ?? "";
    await sendOutbox(sql, { db: this.env.DB, queue: this.env.WEBHOOKS, nowMs: this.clock() }, shop);
  }

  async #saleView(): Promise<SaleView | undefined> {
    return await this.env.SALE.getByName(saleObjectName(this.#saleId())).view();
  }

  #saleId(): string {
    const saleId = this.ctx.id.name?.split("/").at(-1);
    assert(saleId !== undefined, "a draw is called by its name");
    return saleId;
  }

  /** The runtime gives up on alarms that failed too often: whoever looks at the draw sets it going again. */
  async #wake(): Promise<void> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.#setAlarm(this.clock());
  }

  /** Never at or before now: the runtime would drop the chain of alarms. */
  async #setAlarm(nextMs: number): Promise<void> {
    const atMs = hasEvents(this.ctx.storage.sql) ? Math.min(nextMs, this.clock() + SEND_DELAY_MS) : nextMs;
    if (atMs === NEVER) return await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.setAlarm(Date.now() + Math.max(1, atMs - this.clock()));
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(run, run);
    this.#turn = mine.catch(() => {});
    return await mine;
  }
}

function isLong({ freezing, telling, redrawing }: DrawState): boolean {
  return LONG_PHASES.includes((freezing ?? telling ?? redrawing)?.phase ?? "");
}

/** The round whose beacon decides next; undefined where none is waited for. */
function awaitedRound({ progress, redrawing }: DrawState): number | undefined {
  if (redrawing?.phase === "vacated") return redrawing.round;
  return progress.stage === "committed" ? progress.round : undefined;
}

function roundsOf({ progress, redrawing, redraws = [] }: DrawState): readonly number[] {
  const next = redrawing === undefined || redrawing.phase === "asked" ? [] : [redrawing.round];
  return [progress.round, ...redraws.map(({ round }) => round), ...next];
}

function wasTaken({ beacon, redrawing, redraws = [] }: DrawState, round: number): boolean {
  const isRedrawn = redraws.some((each) => each.round === round);
  const isDrawing = redrawing?.phase === "drawn" && redrawing.round === round;
  return isRedrawn || isDrawing || (beacon !== undefined && "signature" in beacon && beacon.round === round);
}

function opensAtMs({ charter }: DrawState): number {
  return Date.parse(charter?.body.registration.opensAt ?? "");
}

function planOf({ charter }: DrawState, { sale }: SaleView) {
  assert(charter !== undefined, "a draw goes by its charter");
  const { registration, leadSeconds, beacon, ownSecretHash } = charter.body;
  return {
    registration: {
      opensAtMs: Date.parse(registration.opensAt),
      closesAtMs: Date.parse(registration.closesAt),
    },
    leadSeconds,
    clock: beacon,
    endsAtMs: sale.definition.closesAtMs,
    hasOwnSecret: ownSecretHash !== undefined,
  };
}

/** What readers wait for. */
function nextAtMs({ progress, charter, redrawing }: DrawState): number | undefined {
  const { stage, round } = progress;
  if (charter === undefined) return undefined;
  const { registration, beacon } = charter.body;
  if (redrawing?.phase === "vacated") return timeOfRoundMs(beacon, redrawing.round);
  if (stage === "over" || stage === "void" || stage === "calling") return undefined;
  if (stage === "scheduled") return Date.parse(registration.opensAt);
  if (stage === "registering") return Date.parse(registration.closesAt);
  return timeOfRoundMs(beacon, round);
}
