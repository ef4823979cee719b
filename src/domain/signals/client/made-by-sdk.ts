import type { ClientObservations } from "./observations.ts";
import { observed } from "./observed.ts";
import type { ClientReading } from "./reading.ts";

/** Sources that every browser can read. */
const ALWAYS_OK = ["page", "automation", "environment"] as const;
/** Sources that are sent always, with a state where there was nothing to observe. */
const ALWAYS_SENT = [...ALWAYS_OK, "form", "pointer", "keys", "touch", "rhythm"] as const satisfies readonly Exclude<
  keyof ClientObservations,
  "botd"
>[];
/** Two roundings to whole milliseconds. */
const ROUNDING_MS = 2;

/**
 * Whether a payload has every source that the SDK always sends, and figures that say the same twice agree. Leaving out is
 * then no cheaper than making up, and making up has to be right all over. Whatever happened, the SDK's own payloads agree:
 * each figure here is counted from the same events in the same page.
 * @returns undefined where there is no payload to judge
 */
export function isMadeBySdk(reading: ClientReading): boolean | undefined {
  if (reading.state !== "ok") return undefined;
  const { observations } = reading;
  if (ALWAYS_SENT.some((name) => observations[name] === undefined)) return false;
  if (ALWAYS_OK.some((name) => observations[name]?.state !== "ok")) return false;
  return hasTimesThatFit(reading) && hasCountsThatFit(reading) && hasRhythmThatFits(reading);
}

/** The page has been watched for as long as anything in it. */
function hasTimesThatFit(reading: ClientReading): boolean {
  const pageMs = (observed(reading, "page")?.elapsedMs ?? 0) + ROUNDING_MS;
  return (observed(reading, "form")?.elapsedMs ?? 0) <= pageMs;
}

/** A time can be measured once for each press, and a form that was filled has a field. */
function hasCountsThatFit(reading: ClientReading): boolean {
  const [keys, pointer, touch, form] = [
    observed(reading, "keys"),
    observed(reading, "pointer"),
    observed(reading, "touch"),
    observed(reading, "form"),
  ];
  return (
    (keys === undefined || (keys.count > 0 && keys.holdMs.n <= keys.count && keys.flightMs.n < keys.count)) &&
    (pointer === undefined ||
      (pointer.moves + pointer.clicks > 0 &&
        pointer.stepMs.n <= Math.max(0, pointer.moves - 1) &&
        (pointer.dispatch?.raw?.moves ?? 0) <= pointer.moves)) &&
    (touch === undefined ||
      (touch.taps + touch.moves > 0 &&
        touch.pressMs.n <= touch.taps &&
        (touch.contact?.sizePx.n ?? 0) <= touch.taps &&
        (touch.contact?.driftPx.n ?? 0) <= touch.taps)) &&
    (form === undefined || form.fields > 0)
  );
}

/** Every gap lies between two presses of keys, buttons or the screen, and in the time since the visit. */
function hasRhythmThatFits(reading: ClientReading): boolean {
  const gapsMs = observed(reading, "rhythm")?.gapsMs ?? [];
  const presses =
    (observed(reading, "keys")?.count ?? 0) +
    (observed(reading, "pointer")?.clicks ?? 0) +
    (observed(reading, "touch")?.taps ?? 0);
  const pageMs = observed(reading, "page")?.elapsedMs ?? 0;
  const rhythmMs = gapsMs.reduce((sum, gapMs) => sum + gapMs, 0);
  return (gapsMs.length === 0 || gapsMs.length < presses) && rhythmMs <= pageMs + ROUNDING_MS + gapsMs.length / 2;
}
