import type { KeysValue } from "../../domain/signals/client/observations.ts";
import { createCadence } from "./cadence.ts";

/** One key press. `id` tells keys that are down at the same time apart; it is forgotten with the release and never sent. */
export type KeyPress = {
  readonly tMs: number;
  readonly id: string;
  readonly trusted: boolean;
  readonly correction: boolean;
  /** For a capital letter: whether Shift or Caps Lock was there. */
  readonly shift?: "held" | "missing" | undefined;
};

/** What a keyboard did, from presses and releases in order. Modifier keys and repeats are not presses. */
export function createKeysAggregate() {
  const holdMs = createCadence();
  const flightMs = createCadence();
  const down = new Map<string, number>();
  const counts = { count: 0, untrusted: 0, shifted: 0, shiftless: 0, rollovers: 0, corrections: 0 };
  let pressedAtMs: number | undefined;

  return {
    press({ tMs, id, trusted, correction, shift }: KeyPress) {
      counts.count += 1;
      if (!trusted) counts.untrusted += 1;
      if (correction) counts.corrections += 1;
      if (shift !== undefined) counts.shifted += 1;
      if (shift === "missing") counts.shiftless += 1;
      if (down.size > 0) counts.rollovers += 1;
      if (pressedAtMs !== undefined) flightMs.add(tMs - pressedAtMs);
      pressedAtMs = tMs;
      down.set(id, tMs);
    },
    release(tMs: number, id: string) {
      const sinceMs = down.get(id);
      if (sinceMs === undefined) return;
      down.delete(id);
      holdMs.add(tMs - sinceMs);
    },
    /** Keys released where the page could not see it are up again, or each later press would count as a rollover. */
    forgetDown() {
      down.clear();
    },
    /** `undefined` where no key was pressed. */
    read(): KeysValue | undefined {
      if (counts.count === 0) return undefined;
      return { ...counts, holdMs: holdMs.spread(), flightMs: flightMs.spread() };
    },
  };
}
