import { fromHex } from "../domain/draw/bytes.ts";
import { lateOrderBy, startOfSecond } from "../domain/draw/late-order.ts";
import type { RegistrationOutcome } from "../domain/registration/outcome.ts";
import { assert } from "../domain/result.ts";
import { type DrawParts, registerOf, saleOf, seedOf, shardsOf } from "./draw.parts.ts";
import type { CallingSoFar, Late } from "./draw.state.ts";

/** Registers are asked for seconds that were over so long ago: a clock that is a little behind loses nobody's second. */
const OVER_SINCE_MS = 1000;
/** While people come registers are asked so often, and less and less often while nobody does. */
const REST_MS_MIN = 1000;
const REST_MS_MAX = 15_000;
const PLACES_AT_ONCE = 500;

type Phase<Name extends Late["phase"]> = Extract<Late, { readonly phase: Name }>;
const NOBODY_YET: Late = { phase: "rest", placed: 0, restMs: REST_MS_MIN, untilMs: 0 };

/** When there is something to do for who comes after a fair window. */
export function lateDueMs({ state: { late = NOBODY_YET }, nowMs }: Pick<DrawParts, "state" | "nowMs">): number {
  return late.phase === "rest" ? late.untilMs : nowMs();
}

/**
 * Gives places behind the list to who came after a fair window, in one short step after another: what registers have of seconds that
 * are over is collected, put in line, told to its registers, and then the sale may call so many more. A step that a crash has cut
 * short is done again and gives the same places. A place is given once, so that nobody who comes later stands before it.
 */
export async function placeLate(parts: DrawParts): Promise<void> {
  const { state, nowMs } = parts;
  const late = state.late ?? NOBODY_YET;
  switch (late.phase) {
    case "rest":
      return keep(parts, {
        phase: "collect",
        placed: late.placed,
        restMs: late.restMs,
        shard: 0,
        after: "",
        beforeMs: nowMs() - OVER_SINCE_MS,
        isAny: false,
      });
    case "collect":
      return await collect(parts, late);
    case "place":
      return await placeSome(parts, late);
    case "open":
      return await openToCall(parts, late);
  }
}

async function collect(parts: DrawParts, late: Phase<"collect">): Promise<void> {
  const { shard, after, placed, restMs, isAny } = late;
  if (shard >= shardsOf(parts)) {
    const { beforeMs } = late;
    return keep(parts, isAny ? { phase: "place", placed, restMs, beforeMs } : resting(parts, placed, 2 * restMs));
  }
  const { overMs, rows } = await registerOf(parts, shard).lateAfter(after, late.beforeMs);
  const last = rows.at(-1)?.registrationId;
  // What another register may still write in a second waits for the next time, with all of that second.
  const beforeMs = Math.min(late.beforeMs, overMs);
  if (last === undefined) return keep(parts, { ...late, beforeMs, shard: shard + 1, after: "" });
  const orderOf = lateOrderBy(seedOf(parts));
  const waiting = rows.map(({ registrationId, entry, recordedAtMs }) => {
    const bytes = fromHex(entry);
    assert(bytes !== undefined, "a register keeps entries in hexadecimal");
    return { registrationId, shard, order: orderOf(bytes, recordedAtMs) };
  });
  keep(parts, { ...late, beforeMs, after: last, isAny: true }, (store) => store.addLate(waiting));
  parts.reached("late-collected");
}

async function placeSome(parts: DrawParts, late: Phase<"place">): Promise<void> {
  const { store, state } = parts;
  const { placed, restMs, beforeMs } = late;
  const waiting = store.lateBefore(startOfSecond(beforeMs), PLACES_AT_ONCE);
  const last = waiting.at(-1);
  if (last === undefined) return keep(parts, { phase: "open", placed, restMs });
  const { eligible } = calledOf(parts);
  const { round } = state.progress;
  const byShard = new Map<number, [registrationId: string, outcome: RegistrationOutcome][]>();
  for (const [index, { registrationId, shard }] of waiting.entries()) {
    const place = { round, place: eligible + placed + index + 1 };
    const told = byShard.get(shard) ?? [];
    told.push([registrationId, { weight: 1, status: "eligible", place }]);
    byShard.set(shard, told);
  }
  await Promise.all([...byShard].map(([shard, told]) => registerOf(parts, shard).tell(told)));
  parts.reached("late-told");
  keep(parts, { ...late, placed: placed + waiting.length }, () => store.dropLateUpTo(last.order));
}

async function openToCall(parts: DrawParts, { placed }: Phase<"open">): Promise<void> {
  const { eligible, called } = calledOf(parts);
  const { round } = parts.state.progress;
  const order = { round, fromPlace: 1, places: eligible + placed, late: placed, callAtOnce: called };
  const opened = await saleOf(parts).openCalling(order);
  assert(opened.ok, "a sale that is called can be called");
  parts.reached("late-opened");
  keep(parts, resting(parts, placed, REST_MS_MIN));
}

function resting({ nowMs }: DrawParts, placed: number, wanted: number): Late {
  const restMs = Math.min(REST_MS_MAX, wanted);
  return { phase: "rest", placed, restMs, untilMs: nowMs() + restMs };
}

function calledOf({ state }: DrawParts): CallingSoFar {
  const { calling } = state;
  assert(calling !== undefined, "who comes late stands behind a list");
  return calling;
}

function keep(
  { storage, store, state }: DrawParts,
  late: Late,
  write: (store: DrawParts["store"]) => void = () => {},
): void {
  storage.transactionSync(() => {
    write(store);
    store.write({ ...state, late });
  });
}
