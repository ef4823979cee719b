import { type DrawStep, nextStep, retryAtMs } from "../domain/draw/next-step.ts";
import { timeOfRoundMs } from "../domain/draw/rounds.ts";
import { REGISTRATION_KEPT_DAYS } from "../domain/limits.ts";
import { assert, type Result } from "../domain/result.ts";
import type { SaleView } from "../domain/sale/read-sale.ts";
import { takeBeacon, takeOwnSecret } from "./draw.beacons.ts";
import { Caller } from "./draw.calling.ts";
import { carryDueMs, carryRegistrations } from "./draw.carrying.ts";
import { opensAtMs, stateCharterAfterVoid, stateCharterAnew } from "./draw.charters.ts";
import { DrawnList } from "./draw.drawn.ts";
import { Freezer } from "./draw.freezing.ts";
import { lateDueMs, placeLate } from "./draw.late.ts";
import type { DrawParts } from "./draw.parts.ts";
import { type RedrawCommand, Redrawer, type RedrawRefusal } from "./draw.redraw.ts";
import { StepRoom } from "./draw.room.ts";
import { settleCampaign, settlesAtMs } from "./draw.settling.ts";
import type { DrawState } from "./draw.state.ts";
import { publishStatement, wholeSecond } from "./draw.statements.ts";

/** Steps that may take seconds each, for a million entries: one to an alarm. */
const LONG_PHASES = ["join", "sort", "write", "commit", "order", "open", "drawn"];
/** How often a sale is asked whom it has called since. */
const FOLLOW_MS = 15_000;
const KEPT_MS = REGISTRATION_KEPT_DAYS * 24 * 3_600_000;
/** A beacon that has not come is asked for so often. */
const BEACON_RETRY_MS = 1000;
export const NEVER = Number.POSITIVE_INFINITY;

/** Whether the next step of a draw may take seconds. */
export function isLong({ freezing, telling, redrawing }: DrawState): boolean {
  return LONG_PHASES.includes((freezing ?? telling ?? redrawing)?.phase ?? "");
}

/** The steps of a draw, each of which may be done again. What they remember is made from what is kept. */
export class DrawSteps {
  readonly #room = new StepRoom();
  readonly #freezer = new Freezer(this.#room);
  readonly #list = new DrawnList(this.#room);
  readonly #caller = new Caller(this.#list);
  readonly #redrawer = new Redrawer(this.#list, this.#caller);

  /** Does what is to be done now. @returns when to go on */
  async next(parts: DrawParts): Promise<number> {
    const { state } = parts;
    const { stage } = state.progress;
    const nowMs = wholeSecond(parts.nowMs());
    if (stage === "scheduled" && nowMs < opensAtMs(state)) return await stateCharterAnew(parts);
    if (stage === "registering") return await this.#register(parts, nowMs);
    if (stage === "drawn" && state.telling !== undefined)
      return await atOnce(parts, this.#caller.tell(parts, state.telling));
    if (stage === "calling" || stage === "over") return await this.#afterDraw(parts);
    return await this.#byPlan(parts, nowMs);
  }

  /** While registration is open, who was not called in the sale before is registered. */
  async #register(parts: DrawParts, nowMs: number): Promise<number> {
    const { charter } = parts.state;
    const isOpen = charter !== undefined && nowMs < Date.parse(charter.body.registration.closesAt);
    if (isOpen && carryDueMs(parts) <= parts.nowMs()) return await atOnce(parts, carryRegistrations(parts));
    const againAtMs = await this.#byPlan(parts, nowMs);
    return isOpen ? Math.min(againAtMs, carryDueMs(parts)) : againAtMs;
  }

  async #byPlan(parts: DrawParts, nowMs: number): Promise<number> {
    const { state, view } = parts;
    const { stage, round } = state.progress;
    // Turns, pauses and vacancies are the sale's: it says when calling is over.
    const progress = { stage, round, vacancies: 0, left: 0, paused: false };
    return await this.#do(parts, nextStep(planOf(state, view), progress, nowMs), nowMs);
  }

  /** A beacon that decides. */
  async decide(parts: DrawParts, round: number, signature: string): Promise<void> {
    const { redrawing } = parts.state;
    if (redrawing?.phase === "vacated") await this.#redrawer.takeBeacon(parts, redrawing, signature);
    else await takeBeacon(parts, { round, signature });
  }

  async changeRedraw(parts: DrawParts, command: RedrawCommand): Promise<Result<undefined, RedrawRefusal>> {
    return await this.#redrawer.change(parts, command);
  }

  async #do(parts: DrawParts, step: DrawStep, nowMs: number): Promise<number> {
    const { state } = parts;
    const { saleId, progress } = state;
    switch (step.do) {
      case "wait":
        return step.untilMs;
      case "open":
        return keep(parts, { ...state, progress: { ...progress, stage: "registering" } });
      case "close":
        return keep(parts, { ...state, progress: { ...progress, stage: "judging" }, freezing: { phase: "close" } });
      case "freeze":
        return await this.#freezer.step(parts, state.freezing ?? { phase: "close" }, step.untilMs);
      case "postpone": {
        const { round, because } = step;
        const next = { ...state, progress: { ...progress, round } };
        const body = { from: progress.round, round, because };
        return await atOnce(parts, publishStatement(parts, { saleId, kind: "postponed", body, next: () => next }));
      }
      case "void": {
        const next: DrawState = { ...state, progress: { ...progress, stage: "void" }, freezing: undefined };
        const body = { reason: "The list was not out in time." };
        return await atOnce(parts, publishStatement(parts, { saleId, kind: "void", body, next: () => next }));
      }
      case "charter-anew":
        return await atOnce(parts, stateCharterAfterVoid(parts, step));
      case "take-beacon":
        return retryAtMs(step, nowMs);
      case "take-own-secret":
        return await atOnce(parts, takeOwnSecret(parts));
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
    const isClosed = parts.nowMs() >= view.sale.definition.closesAtMs;
    if (redrawing !== undefined && isClosed) return keep(parts, rest);
    if (redrawing?.phase === "drawn") return await atOnce(parts, this.#redrawer.call(parts, redrawing));
    const { called = 0, eligible = 0 } = state.calling ?? {};
    const settleAtMs = settlesAtMs(parts) ?? NEVER;
    if (state.progress.stage === "over" && redrawing === undefined && settleAtMs <= parts.nowMs()) {
      return await this.#settle(parts);
    }
    const takesLate = view.sale.definition.fairWindow !== undefined && !isClosed;
    if (takesLate && lateDueMs(parts) <= parts.nowMs()) return await atOnce(parts, placeLate(parts));
    // An order that is cancelled calls the next one also when all units were sold.
    const isFinal = state.progress.stage === "over" && (isClosed || (called === eligible && !takesLate));
    const followAtMs = isFinal ? forgetInTime(parts) : await this.#follow(parts);
    const dueAtMs = state.progress.stage === "over" ? Math.min(followAtMs, settleAtMs) : followAtMs;
    const againAtMs = takesLate ? Math.min(dueAtMs, lateDueMs(parts)) : dueAtMs;
    if (redrawing?.phase !== "vacated" || state.charter === undefined) return againAtMs;
    const outAtMs = timeOfRoundMs(state.charter.body.beacon, redrawing.round);
    return Math.min(againAtMs, Math.max(outAtMs, parts.nowMs() + BEACON_RETRY_MS));
  }

  /** What was called at the last moment is stated before. */
  async #settle(parts: DrawParts): Promise<number> {
    if (parts.state.settling === undefined && (await this.#caller.follow(parts)).hasStated) return parts.nowMs();
    return await atOnce(parts, settleCampaign(parts, this.#list));
  }

  async #follow(parts: DrawParts): Promise<number> {
    const { hasStated, isOver, turnEndsAtMs = NEVER } = await this.#caller.follow(parts);
    const nowMs = parts.nowMs();
    if (hasStated) return nowMs;
    const { state } = parts;
    const stage = isOver ? "over" : "calling";
    if (state.progress.stage === stage) return Math.max(nowMs, Math.min(turnEndsAtMs, nowMs + FOLLOW_MS));
    return keep(parts, { ...state, progress: { ...state.progress, stage }, ...(isOver ? { ended: true } : {}) });
  }
}

function forgetInTime({ storage, store, nowMs, state, view }: DrawParts): number {
  if (state.forgotten) return NEVER;
  const atMs = view.sale.definition.closesAtMs + KEPT_MS;
  if (nowMs() < atMs) return atMs;
  storage.transactionSync(() => {
    store.dropList();
    store.write({ ...state, forgotten: true });
  });
  return NEVER;
}

function keep({ storage, store, nowMs }: DrawParts, state: DrawState): number {
  storage.transactionSync(() => store.write(state));
  return nowMs();
}

/** Once a step is done, the next one is looked at. */
async function atOnce({ nowMs }: DrawParts, done: Promise<unknown>): Promise<number> {
  await done;
  return nowMs();
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
