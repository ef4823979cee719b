import { join } from "node:path";
import { isOwnKey } from "../../../src/sdk/key-event.ts";
import { createRandom } from "../../../test/rig/shared/random.ts";
import { csvRows } from "../train/csv.ts";
import { type KeyTiming, keysSession } from "../train/keys-session.ts";
import { PLAN } from "../train/plan.ts";
import type { Session } from "../train/session.ts";
import { keyOfClass } from "./key-of-class.ts";
import { STRAINS, strained } from "./strained-typing.ts";

/** About as many keys as the address form of a checkout takes. */
const KEYS_EACH = 70;

/**
 * Free text of fifteen people on physical keyboards, in windows of seventy keys. No licence: for evaluation only.
 * @see github.com/AlvinKuruvilla/keystroke-data
 */
export function keystrokeFreetext(dataFolder: string): Session[] {
  return typedWindows(dataFolder).flatMap(({ user, run, timings }) =>
    keysSession({ source: `keystrokes-${user}`, run, program: false, timings }),
  );
}

/** The same people as they would type more slowly, on busier machines. */
export function strainedKeystrokes(dataFolder: string): Session[] {
  const windows = typedWindows(dataFolder);
  return STRAINS.flatMap((strain) => {
    const random = createRandom(PLAN.seed);
    return windows.flatMap(({ run, timings }) =>
      keysSession({
        source: `keystrokes, ${strain.name}`,
        run,
        program: false,
        timings: strained(timings, strain, random),
      }),
    );
  });
}

type Window = { readonly user: string; readonly run: string; readonly timings: readonly KeyTiming[] };

function typedWindows(dataFolder: string): Window[] {
  const byPerson = new Map<string, { key: string; pressMs: number; holdMs: number }[]>();
  for (const { user = "", platform = "", key_class = "", press_ms, hold_ms } of csvRows(
    join(dataFolder, "keystroke_freetext", "keystrokes.csv.gz"),
  )) {
    const key = keyOfClass(key_class);
    // The recorder lost the release; and the windows are of so many keys that the SDK counts.
    if (hold_ms === "" || !isOwnKey({ key, repeat: false, isComposing: false })) continue;
    const person = `${user} ${platform}`;
    const presses = byPerson.get(person) ?? [];
    presses.push({ key, pressMs: Number(press_ms), holdMs: Number(hold_ms) });
    byPerson.set(person, presses);
  }
  return [...byPerson].flatMap(([person, presses]) => {
    const [user = person] = person.split(" ");
    const timings: KeyTiming[] = presses.map(({ key, pressMs, holdMs }, index) => ({
      key,
      holdMs,
      flightMs: Math.max(0, (presses[index + 1]?.pressMs ?? pressMs) - pressMs),
    }));
    return windows(timings).map((window, index) => ({ user, run: `${person} ${index}`, timings: window }));
  });
}

function windows(timings: readonly KeyTiming[]): KeyTiming[][] {
  const whole = Math.floor(timings.length / KEYS_EACH);
  return Array.from({ length: whole }, (_, index) => timings.slice(index * KEYS_EACH, (index + 1) * KEYS_EACH));
}
