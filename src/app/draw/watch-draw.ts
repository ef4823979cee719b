import type { RegistrationStep } from "../../domain/registration/registration.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { CallingProgress } from "../../domain/sale/calling/calling.ts";
import type { WaitingEntries } from "../../objects/draw.reviews.ts";
import type { DrawView } from "../../objects/draw.view.ts";
import type { WatchedSale } from "../../objects/sale.live.ts";
import type { Problem } from "../../wire/problem.ts";
import { problemOf } from "../../wire/problem-of.ts";
import type { Deps } from "../deps.ts";
import { callRegister, findRegisteredSale } from "../registration/registered-sale.ts";
import { callSale } from "../sale-call.ts";
import { callDraw, findDraw } from "./find-draw.ts";

/** A draw as staff watch it, with its sale. */
export type WatchedDraw = WatchedDrawing & { readonly watched: WatchedSale };

export type WatchedDrawing = {
  readonly draw: DrawView;
  /** Registrations that wait for a person; absent where the list is not judged yet, or fixed. */
  readonly waiting: WaitingEntries | undefined;
  /** Absent until an order is called. */
  readonly progress: CallingProgress | undefined;
  /** Registrations of all shards in each step of time that had any, in order of time. */
  readonly steps: readonly RegistrationStep[];
};

/** Steps into which the window of registration is cut at most. */
const STEPS_MAX = 60;
const SECOND_MS = 1000;

/** Everything that staff watch of a draw: asks the sale, the draw and every shard of the register once. */
export async function watchDraw(deps: Deps, saleId: string): Promise<Result<WatchedDraw, Problem>> {
  const [drawing, watched] = await Promise.all([
    watchDrawing(deps, saleId),
    callSale(deps, saleId, async (object): Promise<WatchedSale | undefined> => await object.watch()),
  ]);
  if (!drawing.ok) return drawing;
  if (!watched.ok) return watched;
  if (watched.value === undefined) return err(problemOf({ kind: "sale-unknown" }));
  return ok({ ...drawing.value, watched: watched.value });
}

/** The same beside what its sale says of itself, for who has asked that. */
export async function watchDrawing(deps: Deps, saleId: string): Promise<Result<WatchedDrawing, Problem>> {
  const sale = await findRegisteredSale(deps, saleId, undefined);
  if (!sale.ok) return sale;
  const { terms } = sale.value;
  const stepMs = Math.max(1, Math.ceil((terms.closesAtMs - terms.opensAtMs) / STEPS_MAX / SECOND_MS)) * SECOND_MS;
  const [draw, waiting, progress, ...shards] = await Promise.all([
    findDraw(deps, saleId),
    callDraw(deps, saleId, async (object): Promise<WaitingEntries | undefined> => await object.waitingEntries()),
    callSale(deps, saleId, async (object): Promise<CallingProgress | undefined> => await object.callingProgress(0)),
    ...Array.from({ length: terms.shards }, (_, shard) =>
      callRegister(
        deps,
        sale.value,
        shard,
        async (register): Promise<readonly RegistrationStep[]> => await register.countBySteps(stepMs),
      ),
    ),
  ]);
  if (!draw.ok) return draw;
  if (!waiting.ok) return waiting;
  if (!progress.ok) return progress;
  const counts = new Map<number, number>();
  for (const shard of shards) {
    if (!shard.ok) return shard;
    for (const { atMs, count } of shard.value) counts.set(atMs, (counts.get(atMs) ?? 0) + count);
  }
  const first = terms.opensAtMs - (terms.opensAtMs % stepMs);
  const length = Math.ceil((Math.min(deps.nowMs, terms.closesAtMs) - first) / stepMs);
  const steps = Array.from({ length: Math.max(0, length) }, (_, step) => {
    const atMs = first + step * stepMs;
    return { atMs, count: counts.get(atMs) ?? 0 };
  });
  return ok({ draw: draw.value, waiting: waiting.value, progress: progress.value, steps });
}
