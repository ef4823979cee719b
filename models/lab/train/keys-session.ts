import { createKeysAggregate } from "../../../src/sdk/aggregates/keys.ts";
import { addKeyEvent } from "../../../src/sdk/key-event.ts";
import type { Session } from "./session.ts";

/** One key by its name in the browser: how long it is held, and how long after its press the next key is pressed. */
export type KeyTiming = { readonly key: string; readonly holdMs: number; readonly flightMs: number };

/** Any key that writes, and one that takes back. */
export const LETTER = "a";
export const CORRECTION = "Backspace";

/** A press or release of which no more is known than its time and its key: it came from a device, and by itself. */
export function keyEvent(type: "keydown" | "keyup", timeStamp: number, { key, code }: { key: string; code: string }) {
  const state = { isTrusted: true, repeat: false, isComposing: false, shiftKey: false, getModifierState: () => false };
  return { type, timeStamp, key, code, ...state };
}

/**
 * Has timings observed as the SDK observes presses, so that what is trained on and measured is what a browser sends. A list of none
 * or one, so that sources can be flattened.
 */
export function keysSession({
  source,
  run,
  program,
  timings,
}: {
  readonly source: string;
  readonly run: string;
  readonly program: boolean;
  readonly timings: readonly KeyTiming[];
}): Session[] {
  const aggregate = createKeysAggregate();
  let tMs = 0;
  const events = timings.flatMap(({ key, holdMs, flightMs }, index) => {
    // Two presses of one key overlap where times are simulated; each is a key of its own.
    const pressed = { key, code: String(index) };
    const pair = [keyEvent("keydown", tMs, pressed), keyEvent("keyup", tMs + holdMs, pressed)];
    tMs += flightMs;
    return pair;
  });
  for (const event of events.toSorted((a, b) => a.timeStamp - b.timeStamp)) addKeyEvent(aggregate, event);
  const keys = aggregate.read();
  return keys === undefined ? [] : [{ part: "keys", source, run, program, observed: { keys } }];
}
