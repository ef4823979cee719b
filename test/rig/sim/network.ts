import type { Random } from "../shared/random.ts";
import type { Call } from "./call.ts";
import type { Faults } from "./faults.ts";

/** A call with what its caller has heard so far. */
export type Sent = { readonly call: Call; tries: number; isAnswered: boolean; text?: string };

/** `text`: the reply's bytes; undefined for a refusal that is computed anew each time, and for a failure. */
export type Heard = { readonly sent: Sent; readonly isFailure: boolean; readonly text: string | undefined };

export type Event =
  | { readonly kind: "arrives"; readonly atMs: number; readonly sent: Sent }
  | { readonly kind: "is heard"; readonly atMs: number; readonly heard: Heard }
  | { readonly kind: "gives up waiting"; readonly atMs: number; readonly sent: Sent };

const DELAY_MS_MAX = 15_000;
const PATIENCE_MS = 1500;
const TRIES_MAX = 3;

/** Carries calls and answers between callers and the sale, as badly as the faults say. */
export class Network {
  #events: Event[] = [];
  readonly #dice: Random;
  readonly #faults: Faults;

  constructor(dice: Random, faults: Faults) {
    this.#dice = dice;
    this.#faults = faults;
  }

  get nextMs(): number {
    return this.#events[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  send(sent: Sent, nowMs: number): void {
    sent.tries += 1;
    if (sent.tries < TRIES_MAX) this.#schedule({ kind: "gives up waiting", atMs: nowMs + PATIENCE_MS, sent });
    if (this.#dice.chance(this.#faults.requestLost)) return;
    const copies = this.#dice.chance(this.#faults.duplicated) ? this.#dice.between(2, 3) : 1;
    for (let copy = 0; copy < copies; copy++) {
      this.#schedule({ kind: "arrives", atMs: nowMs + this.#delayMs(), sent });
    }
  }

  answer(heard: Heard, nowMs: number): void {
    if (this.#dice.chance(this.#faults.responseLost)) return;
    this.#schedule({ kind: "is heard", atMs: nowMs + this.#delayMs(), heard });
  }

  /** Takes the next event, which is the earliest. */
  take(): Event | undefined {
    return this.#events.shift();
  }

  /** Takes the calls that arrive until a moment, so many at most: they share a transaction. */
  takeArrivals(untilMs: number, max: number): Sent[] {
    const taken: Sent[] = [];
    this.#events = this.#events.filter((event) => {
      const isTaken = event.kind === "arrives" && event.atMs <= untilMs && taken.length < max;
      if (isTaken) taken.push(event.sent);
      return !isTaken;
    });
    return taken;
  }

  #delayMs(): number {
    return this.#dice.chance(this.#faults.delayed)
      ? this.#dice.between(1, DELAY_MS_MAX)
      : this.#dice.pick([0, 0, 1, 3]);
  }

  /** In order of time; of the same moment, in the order of sending. */
  #schedule(event: Event): void {
    const later = this.#events.findIndex(({ atMs }) => atMs > event.atMs);
    this.#events.splice(later === -1 ? this.#events.length : later, 0, event);
  }
}
