import { randomUUID } from "node:crypto";
import { type Acknowledged, type Call, holdIdIn, send } from "../shared/call.ts";
import { openLoop } from "../shared/measure.ts";
import type { ShopClient } from "../shared/shop-client.ts";

/** What became of the checkouts that were offered at one rate. */
export type Offered = {
  /** Checkouts per second as they were really sent: a generator that falls behind offers less than it was asked to. */
  readonly sentPerSecond: number;
  /** Holds per second: the work that counts. */
  readonly goodputPerSecond: number;
  /** Answers by status, and under `none` the calls that got no answer. */
  readonly answers: ReadonlyMap<string, number>;
  /** Refusals that do not say when to come back. */
  readonly withoutRetryAfter: number;
  /** From the moment at which a checkout was meant to be sent to the answer that held its units. */
  readonly waitsMs: readonly number[];
  readonly acknowledged: readonly Acknowledged[];
};

/** A hold that was answered: a promise from now on. */
export function acknowledgedHold(call: Call, text: string): Acknowledged {
  const holdId = holdIdIn(text);
  if (holdId === undefined) throw new Error(`A buyer was not held: ${text}`);
  return { call, text, holdId };
}

/** Open loop: a checkout of another buyer at every tick, whether the ones before were answered or not. */
export async function offer(
  shop: ShopClient,
  { perSecond, seconds, nextBuyer }: { perSecond: number; seconds: number; nextBuyer: () => number },
): Promise<Offered> {
  const answers = new Map<string, number>();
  const waitsMs: number[] = [];
  const acknowledged: Acknowledged[] = [];
  let [withoutRetryAfter, servedInTime] = [0, 0];
  const endMs = performance.now() + seconds * 1000;
  const { sent, sendingMs } = await openLoop({ perSecond, seconds }, async (intendedMs) => {
    const call: Call = { kind: "checkout", key: randomUUID(), buyer: nextBuyer() };
    const answer = await send(shop, call).catch(() => undefined);
    const status = answer === undefined ? "none" : String(answer.status);
    answers.set(status, (answers.get(status) ?? 0) + 1);
    if (answer?.status === 200) {
      acknowledged.push(acknowledgedHold(call, answer.text));
      waitsMs.push(performance.now() - intendedMs);
      if (performance.now() <= endMs) servedInTime += 1;
    } else if (answer?.header("retry-after") === undefined) {
      withoutRetryAfter += answer === undefined ? 0 : 1;
    }
  });
  return {
    sentPerSecond: (sent * 1000) / sendingMs,
    goodputPerSecond: servedInTime / seconds,
    answers,
    withoutRetryAfter,
    waitsMs,
    acknowledged,
  };
}
