import type { ENVIRONMENT_WORD_CHARS_MAX, EnvironmentValue } from "../../domain/signals/client/observations.ts";
import type { Source } from "../observation.ts";

/** The type makes the compiler hold this equal to what the service accepts. */
const WORD_CHARS_MAX: typeof ENVIRONMENT_WORD_CHARS_MAX = 32;

/** Whether the main pointer is a finger, how many the screen takes, and what the browser's headers can be compared with. */
export const environmentSource: Source<EnvironmentValue> = () => ({
  read: () => ({
    coarsePointer: matchMedia("(pointer: coarse)").matches,
    touchPoints: navigator.maxTouchPoints,
    platform: String(navigator.platform).slice(0, WORD_CHARS_MAX),
    language: String(navigator.language).slice(0, WORD_CHARS_MAX),
    // A page that is zoomed out is larger than the screen, and so is the frame of a large window, but not both.
    exceedsScreen:
      Math.min(innerWidth, outerWidth) > screen.width || Math.min(innerHeight, outerHeight) > screen.height,
    offZone: isOffZone(new Date()),
  }),
});

/** Whether the zone's wall clock shows another time than the page's own; undefined where the zone is none that can be asked. */
function isOffZone(now: Date): boolean | undefined {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  try {
    return timeZone === undefined ? undefined : wallClock(now, timeZone) !== wallClock(local, "UTC");
  } catch {
    return undefined;
  }
}

function wallClock(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en", { day: "numeric", hour: "numeric", minute: "numeric", timeZone }).format(time);
}
