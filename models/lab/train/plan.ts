import type { FeatureSpec } from "../../../src/domain/scoring/manifest.ts";
import type { Part } from "./session.ts";

type PlannedFeature = Pick<FeatureSpec, "signal" | "transform" | "monotone" | "contributionMax"> & {
  readonly part: Part;
};

/**
 * What the model looks at. Left out although observed: what training found to say nothing beside the rest (the high
 * quantile of speed changes, turning on average, spread of speed); path efficiency, which is low wherever people draw or
 * read; roughness, which grows with every clock that is late; how long a mouse button is held, because touchpads that make a click of a tap may press and release at once, as
 * drivers do; `automation.webdriver`, which every driver can hide.
 *
 * Directions of the movement are those of the laws that the signals come from: a hand that starts, lands and changes
 * speed less than hands do is never more of a person for it.
 */
export const FEATURES: readonly PlannedFeature[] = [
  { part: "keys", signal: "key.hold_ms_median", transform: "log1p" },
  // Late timers of a busy machine spread holds, of programs as of people: no more against a person than any sign is for one.
  { part: "keys", signal: "key.hold_spread", transform: "log1p", contributionMax: 0.125 },
  { part: "keys", signal: "key.flight_ms_median", transform: "log1p" },
  { part: "keys", signal: "key.flight_spread", transform: "log1p" },
  // A person who types with two fingers never holds two keys either, and one who types a name of their own may do so without an
  // error: both signs together are short of a challenge, on a busy machine too.
  { part: "keys", signal: "key.rollover_ratio", transform: "identity", monotone: "falling", contributionMax: 0.5 },
  // Waits grow by thinking and by looking for a key, and nothing shortens them as much.
  { part: "keys", signal: "key.flight_skew", transform: "identity", monotone: "falling" },
  { part: "keys", signal: "key.correction_ratio", transform: "identity", monotone: "falling", contributionMax: 0.2 },
  { part: "movement", signal: "pointer.speed_change", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.turn_high", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.onset", transform: "identity", monotone: "rising" },
  { part: "movement", signal: "pointer.landing", transform: "identity", monotone: "rising" },
  { part: "movement", signal: "pointer.slow_ratio", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.slow_high", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.stroke_variation", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.stroke_variety", transform: "identity", monotone: "falling" },
  { part: "movement", signal: "pointer.tempo_variety", transform: "identity", monotone: "falling" },
  // Clocks that tick coarsely make peaks of their own, and people who draw or trace go at an even speed round a curve.
  {
    part: "movement",
    signal: "pointer.peaks_per_second",
    transform: "log1p",
    monotone: "rising",
    contributionMax: 0.75,
  },
  { part: "movement", signal: "pointer.bits_per_second", transform: "log1p", monotone: "rising" },
  {
    part: "movement",
    signal: "pointer.curvature_speed",
    transform: "identity",
    monotone: "rising",
    contributionMax: 1.25,
  },
  // Speech and eye control make a pointer jump too: alone it may ask for a challenge, and never for more.
  { part: "movement", signal: "pointer.jump_ratio", transform: "identity", monotone: "rising", contributionMax: 1.625 },
  // So do screen readers that tap for a person, at once: it takes another sign beside it.
  { part: "touch", signal: "touch.press_ms_median", transform: "log1p", monotone: "falling", contributionMax: 1.25 },
];

export const FEATURES_BY_PART: { readonly [part in Part]: readonly string[] } = {
  keys: signalsOf("keys"),
  movement: signalsOf("movement"),
  touch: signalsOf("touch"),
};

function signalsOf(part: Part): string[] {
  return FEATURES.filter((feature) => feature.part === part).map(({ signal }) => signal);
}

export const PLAN = {
  modelVersion: "checkout-v3.1",
  seed: 20_261_123,
  unitsPerFeature: 6,
  standardisedMax: 4,
  contributionMin: -0.125,
  contributionMax: 4,
  steps: 400,
  batchRows: 128,
  learningRate: 0.03,
  weightDecay: 2e-3,
  /**
   * Chance that a feature of a row is looked at in a step. What each has to say then does not rest on the features among which the
   * programs of the training happened to show it; looked at one by one, features that say the same would count twice.
   */
  featureKept: 0.8,
  /** Labels are not quite certain: it keeps logits of separable sources from growing without end. */
  labelSmoothing: 0.01,
  /**
   * Assumed, not measured: one checkout of ten in a contested sale is a program's. It sets the score of a checkout of
   * which nothing was observed, and shifts every score alike.
   */
  programShare: 0.1,
  /** Sessions drawn from each simulated source. */
  simulatedSessions: 400,
} as const;
