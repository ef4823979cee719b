import { DurableObject } from "cloudflare:workers";
import { type Config, configOf } from "../config.ts";
import { saleObjectName } from "../domain/ids.ts";
import { assert, err, type Result } from "../domain/result.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import { placed } from "../platform/jurisdiction/placed.ts";
import { describeError, log } from "../platform/log.ts";
import { RecordConflict } from "../platform/records/public-records.ts";
import { watchStorage } from "../platform/storage/watched-storage.ts";
import { fetchAwaited, judgeBeacon } from "./draw.beacons.ts";
import { stateFirstCharter } from "./draw.charters.ts";
import type { DrawEnv, DrawParts } from "./draw.parts.ts";
import type { RedrawCommand, RedrawRefusal } from "./draw.redraw.ts";
import { type ReviewCommand, type ReviewRefusal, reviewsEndAtMs, type WaitingEntries } from "./draw.reviews.ts";
import { DRAW_MIGRATIONS, DrawStore } from "./draw.sql.ts";
import type { DrawState } from "./draw.state.ts";
import { type FaultPoint, settle } from "./draw.statements.ts";
import { DrawSteps, isLong, NEVER } from "./draw.steps.ts";
import { type DrawView, drawViewOf } from "./draw.view.ts";
import { hasEvents } from "./event-outbox.sql.ts";
import { sendOutbox } from "./event-outbox.ts";
import { hasSchema, migrate } from "./migrate.ts";

/** Steps that one alarm takes where each is short: all together stay far below what one call may take. */
const STEPS_AT_ONCE = 8;
const RETRY_MS = 2000;
/** Events are sent this long after they were written. */
const SEND_DELAY_MS = 1000;
const CONFLICT_RETRY_MS = 3_600_000;

/**
 * The draw of one sale: a state machine that alarms drive, around the steps in `domain/draw`. Each step may be done again, and what
 * is published was kept before. Nothing lives in memory that a restart would miss.
 */
export class DrawObject extends DurableObject<DrawEnv> {
  readonly #store: DrawStore;
  readonly #steps = new DrawSteps();
  #exists: boolean;
  /** One step at a time: alarms and calls take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  /** The object's clock. Tests put their own in its place. */
  clock: () => number = () => Date.now();
  /** Told of each moment at which a crash has to change nothing. Tests end the object there. */
  reached: (point: FaultPoint) => void = () => {};

  constructor(state: DurableObjectState, env: DrawEnv) {
    super(state, placed(env));
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
    return drawViewOf(
      state,
      this.#store.statements().map(({ text }) => text),
    );
  }

  /** Takes the beacon of the round that decides from anybody. @returns false where it is not that */
  async handIn(round: number, signature: string): Promise<boolean> {
    if (!this.#exists) return false;
    return await this.#inTurn(async () => {
      const state = this.#store.find();
      const judged = state === undefined ? "refused" : judgeBeacon(state, { round, signature }, this.clock());
      if (state === undefined || judged !== "decides") return judged === "taken";
      await this.#steps.decide(await this.#parts(state), round, signature);
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
      const changed = await this.#steps.changeRedraw(await this.#parts(state), command);
      await this.#setAlarm(this.clock());
      return changed;
    });
  }

  /** Registrations that wait for a person; undefined where the list is not judged yet, or fixed. */
  waitingEntries(): WaitingEntries | undefined {
    const state = this.#exists ? this.#store.find() : undefined;
    if (state?.freezing?.phase !== "review") return undefined;
    const { policyHash } = state.freezing;
    return { untilMs: reviewsEndAtMs(state), policyHash, ...this.#store.reviews.waiting() };
  }

  /** A person of the staff says of registrations whether they take part. Once nobody waits any more, the draw goes on. */
  async decideEntries(command: ReviewCommand): Promise<Result<undefined, ReviewRefusal>> {
    if (!this.#exists) return err("not-reviewing");
    return await this.#inTurn(async () => {
      if (this.#store.find()?.freezing?.phase !== "review") return err("not-reviewing");
      const decided = this.ctx.storage.transactionSync(() => this.#store.reviews.decide(command));
      await this.#setAlarm(this.clock());
      return decided;
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
      else if (state === undefined) await stateFirstCharter(await this.#parts(newDraw(this.#saleId())));
      else {
        againAtMs = await this.#steps.next(await this.#parts(state));
        if (isLong(state)) break;
      }
    }
    await this.#setAlarm(againAtMs);
    return againAtMs;
  }

  /** Asks for what is waited for, while other calls have their turn. */
  async #fetchBeacon(): Promise<void> {
    const state = this.#store.find();
    if (state === undefined) return;
    const fetched = await fetchAwaited({ state, config: this.#config(), nowMs: () => this.clock() });
    if (fetched !== undefined) await this.handIn(fetched.round, fetched.signature);
  }

  async #parts(state: DrawState): Promise<DrawParts> {
    const view = await this.#saleView();
    assert(view !== undefined, "a sale that is drawn is there");
    return {
      storage: this.ctx.storage,
      store: this.#store,
      records: watchStorage(this.env.PUBLIC_RECORDS),
      config: this.#config(),
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
    await sendOutbox(sql, { env: this.env, nowMs: this.clock() }, shop);
  }

  async #saleView(): Promise<SaleView | undefined> {
    return await this.env.SALE.getByName(saleObjectName(this.#saleId())).view();
  }

  #config(): Config {
    const config = configOf(this.env);
    assert(config.ok, "the Worker that calls has checked the same configuration");
    return config.value;
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

/** Without a round until its charter names one. */
function newDraw(saleId: string): DrawState {
  return { saleId, progress: { stage: "scheduled", round: 0 } };
}
