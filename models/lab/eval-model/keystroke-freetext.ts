import { join } from "node:path";
import { csvRows } from "../train/csv.ts";
import { type KeyTiming, keysSession } from "../train/keys-session.ts";
import type { Session } from "../train/session.ts";

/** About as many keys as the address form of a checkout takes. */
const KEYS_EACH = 70;
const MODIFIERS = new Set(["shift", "ctrl", "alt", "caps"]);

/**
 * Free text of fifteen people on physical keyboards, in windows of seventy keys. No licence: for evaluation only.
 * @see github.com/AlvinKuruvilla/keystroke-data
 */
export function keystrokeFreetext(dataFolder: string): Session[] {
  const byPerson = new Map<string, { pressMs: number; holdMs: number; correction: boolean }[]>();
  for (const { user = "", platform = "", key_class = "", press_ms, hold_ms } of csvRows(
    join(dataFolder, "keystroke_freetext", "keystrokes.csv.gz"),
  )) {
    if (hold_ms === "" || MODIFIERS.has(key_class)) continue;
    const person = `${user} ${platform}`;
    const presses = byPerson.get(person) ?? [];
    presses.push({ pressMs: Number(press_ms), holdMs: Number(hold_ms), correction: key_class === "backspace" });
    byPerson.set(person, presses);
  }
  return [...byPerson].flatMap(([person, presses]) => {
    const [user = person] = person.split(" ");
    const timings: KeyTiming[] = presses.map(({ pressMs, holdMs, correction }, index) => ({
      holdMs,
      correction,
      flightMs: Math.max(0, (presses[index + 1]?.pressMs ?? pressMs) - pressMs),
    }));
    return windows(timings).flatMap((window, index) =>
      keysSession({ source: `keystrokes-${user}`, run: `${person} ${index}`, program: false, timings: window }),
    );
  });
}

function windows(timings: readonly KeyTiming[]): KeyTiming[][] {
  const whole = Math.floor(timings.length / KEYS_EACH);
  return Array.from({ length: whole }, (_, index) => timings.slice(index * KEYS_EACH, (index + 1) * KEYS_EACH));
}
