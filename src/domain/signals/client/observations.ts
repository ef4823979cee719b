import * as z from "zod";

/** Beyond this a gap is a pause for thought, not cadence: the SDK leaves it out, and a payload that carries it was not made by the SDK. */
export const CADENCE_MS_MAX = 2_000;
/** Presses whose gaps leave the page as the rhythm. */
export const RHYTHM_GAPS_MAX = 48;

const BOTD_DETECTORS_MAX = 64;
const BOTD_WORD_CHARS_MAX = 64;
/** Longest word of an environment; the SDK cuts what is longer. */
export const ENVIRONMENT_WORD_CHARS_MAX = 32;
const COUNT_MAX = 1_000_000;
const DURATION_MS_MAX = 7 * 24 * 3_600_000;

const count = z.int().min(0).max(COUNT_MAX);
const durationMs = z.number().min(0).max(DURATION_MS_MAX);
const distancePx = z.number().min(0).max(100_000_000);

/** How a measure was distributed: number of samples and three quantiles. */
function spread(max: number) {
  const quantile = z.number().min(0).max(max);
  return z
    .object({ n: count, p10: quantile, p50: quantile, p90: quantile })
    .refine(({ p10, p50, p90 }) => p10 <= p50 && p50 <= p90);
}

/** How the strokes of a pointer went, over those that were long enough. Newer than the rest of the pointer's value. */
const strokes = z.object({
  /** Speed at the start and at the end over the highest, and the share of frames below a fifth of the highest. */
  onset: spread(4),
  landing: spread(4),
  slow: spread(1),
  /** Standard deviation of speed over its mean. */
  variation: spread(100),
  /** Squared changes of speed from frame to frame over squared distances from its mean (von Neumann's ratio). */
  roughness: spread(8),
  /** Rises and falls of speed. */
  peaksPerSecond: spread(60),
  /** Fitts' index of difficulty, for a target of a button's width, over time. */
  bitsPerSecond: spread(2_000),
});

/** How the browser dispatched what a mouse did: its own word, and no hand's. What a browser has no word for is left out. */
const dispatch = z.object({
  /** Positions for which the moves stand; a program's move stands for one, or for none. */
  coalesced: count.optional(),
  /** Positions as the device reported them, as far as they were counted, and the moves of that time. */
  raw: z.object({ updates: count, moves: count }).optional(),
  /** Moves to another place of which the browser says that the mouse did not move. */
  still: count,
  /** Moves and presses that the browser itself did not vouch for as coming from a device. */
  untrusted: count,
  /** Clicks on the exact centre of what was clicked to which at most one move led; the first click too. */
  centreJumps: count,
});

/** Mouse movement. Shape is measured on positions at 60 Hz, so that the polling rate of a mouse does not matter. */
const pointer = z
  .object({
    moves: count,
    /** Length of all strokes, and of the straight lines from their starts to their ends. */
    pathPx: distancePx,
    directPx: distancePx,
    clicks: count,
    /** Clicks at another place than the click before, with at most one move event between: the pointer jumped. */
    clicksWithoutMove: count,
    /** Clicks on the exact centre of what was clicked. */
    centreClicks: count,
    /** From press to release of a button. */
    pressMs: spread(CADENCE_MS_MAX),
    /** Between one move event and the next. */
    stepMs: spread(CADENCE_MS_MAX),
    /** Pixels per second. */
    speed: spread(10_000_000),
    /** |a - b| / (a + b) of neighbouring speeds. */
    speedChange: spread(1),
    /** Absolute change of direction, radians. */
    turn: spread(3.15),
    /** Correlation of the logarithms of curvature and speed. */
    curvatureSpeed: z.number().min(-1).max(1).optional(),
    strokes: strokes.optional(),
    /** Newer than the rest of the pointer's value, as the strokes are. */
    dispatch: dispatch.optional(),
  })
  .refine(
    ({ moves, clicks, centreClicks, dispatch }) =>
      dispatch === undefined ||
      (dispatch.still <= moves && dispatch.untrusted <= moves + clicks && dispatch.centreJumps <= centreClicks),
  )
  .refine(({ clicks, clicksWithoutMove, centreClicks }) => Math.max(clicksWithoutMove, centreClicks) <= clicks)
  .refine(({ pathPx, directPx }) => directPx <= pathPx + 1);

/** Key cadence: timing and class, never which key beyond Shift and the correcting keys. */
const keys = z
  .object({
    /** Key presses, without repeats of a key held down. */
    count,
    /** Presses that the browser itself did not vouch for as coming from a device. */
    untrusted: count,
    /** Capital letters, and those of them that came without Shift or Caps Lock. */
    shifted: count,
    shiftless: count,
    /** Presses while the key before was still down. */
    rollovers: count,
    corrections: count,
    holdMs: spread(CADENCE_MS_MAX),
    /** From press to press. */
    flightMs: spread(CADENCE_MS_MAX),
  })
  .refine(({ count, untrusted, shifted, rollovers, corrections }) =>
    [untrusted, shifted, rollovers, corrections].every((part) => part <= count),
  )
  .refine(({ shifted, shiftless }) => shiftless <= shifted);

/** What the screen says of fingers; a spread of no samples where it does not say. Newer than the rest of the touch's value. */
const contact = z.object({
  /** The larger of a finger's width and height, CSS pixels. */
  sizePx: spread(10_000),
  pressure: spread(1),
  /** How far a finger moved between touching and leaving the screen. */
  driftPx: spread(100_000),
  /** Taps that the browser itself did not vouch for as coming from a device. */
  untrusted: count.optional(),
});

const touch = z
  .object({ taps: count, moves: count, pressMs: spread(CADENCE_MS_MAX), contact: contact.optional() })
  .refine(({ taps, contact }) => (contact?.untrusted ?? 0) <= taps);

const form = z.object({
  /** Since the first touch of the form, or the visit where that came later. */
  elapsedMs: durationMs,
  fields: count,
  pastes: count,
  autofills: count,
  /** Changes of text behind which there was no key, paste, autofill or composition. */
  unexplainedInputs: count,
  /** Fields that got the focus without a press of a key, a button or the screen. Newer than the rest of the form's value. */
  unexplainedFocuses: count.optional(),
});

const page = z
  .object({ elapsedMs: durationMs, hiddenMs: durationMs, scrolls: count })
  .refine(({ elapsedMs, hiddenMs }) => hiddenMs <= elapsedMs);

/** Gaps between the first presses of keys, buttons and the screen in whole milliseconds: what an exact replay repeats. */
const rhythm = z.object({ gapsMs: z.array(z.int().min(0).max(DURATION_MS_MAX)).max(RHYTHM_GAPS_MAX) });

const automation = z.object({
  webdriver: z.boolean(),
  headless: z.boolean(),
  /** Somebody has clicked, pressed a key or tapped; absent where the browser does not say. */
  activated: z.boolean().optional(),
});

/** What the library BotD found, where the page includes that part of the SDK. Its words are its own and may grow. */
const botd = z.object({
  /** Detectors that fired. */
  detectors: z.array(z.string().max(BOTD_WORD_CHARS_MAX)).max(BOTD_DETECTORS_MAX),
  /** What it takes the browser for; absent where it found nothing. */
  kind: z.string().max(BOTD_WORD_CHARS_MAX).optional(),
});

const environment = z.object({
  coarsePointer: z.boolean(),
  touchPoints: z.int().min(0).max(256),
  /** Newer than the rest: what the browser says of itself from within, to be compared with its headers. */
  platform: z.string().max(ENVIRONMENT_WORD_CHARS_MAX).optional(),
  language: z.string().max(ENVIRONMENT_WORD_CHARS_MAX).optional(),
  /** The window and its page are both larger than the screen. */
  exceedsScreen: z.boolean().optional(),
  /** The clock's offset is none of the time zone's. */
  offZone: z.boolean().optional(),
});

/** How a phone was held, where the browser tells without being asked for a permission. */
const orientation = z.object({
  readings: count,
  /** The widest tilt to and fro, in degrees. */
  tiltDegrees: z.number().min(0).max(360),
});

function observation<Value extends z.ZodType>(value: Value) {
  return z.discriminatedUnion("state", [
    z.object({ state: z.literal("ok"), value }),
    z.object({ state: z.enum(["absent", "blocked", "failed"]) }),
  ]);
}

/**
 * The observations of version 1, each with its state: `ok` with a value, `absent` (nothing happened that could be
 * observed), `blocked` (the browser does not allow it) or `failed` (it should have worked and did not).
 */
export const observationsSchema = z.object({
  pointer: observation(pointer).optional(),
  keys: observation(keys).optional(),
  touch: observation(touch).optional(),
  form: observation(form).optional(),
  page: observation(page).optional(),
  rhythm: observation(rhythm).optional(),
  automation: observation(automation).optional(),
  botd: observation(botd).optional(),
  environment: observation(environment).optional(),
  orientation: observation(orientation).optional(),
});

export type Spread = z.infer<ReturnType<typeof spread>>;
export type StrokesValue = z.infer<typeof strokes>;
export type PointerValue = z.infer<typeof pointer>;
export type KeysValue = z.infer<typeof keys>;
export type DispatchValue = z.infer<typeof dispatch>;
export type ContactValue = z.infer<typeof contact>;
export type OrientationValue = z.infer<typeof orientation>;
export type TouchValue = z.infer<typeof touch>;
export type FormValue = z.infer<typeof form>;
export type PageValue = z.infer<typeof page>;
export type RhythmValue = z.infer<typeof rhythm>;
export type AutomationValue = z.infer<typeof automation>;
export type BotdValue = z.infer<typeof botd>;
export type EnvironmentValue = z.infer<typeof environment>;
export type ClientObservations = z.infer<typeof observationsSchema>;
