/** Two features, two units each, weights that can be worked out by hand; each test changes one thing of it. */
export function tinyManifest() {
  return {
    modelVersion: "tiny-v1.0",
    labels: ["person", "program"],
    features: [
      { signal: "key.hold_ms_median", transform: "log1p", mean: Math.log1p(90), scale: 0.5 },
      { signal: "pointer.turn_median", transform: "identity", mean: 0.2, scale: 0.1 },
    ],
    unitsPerFeature: 2,
    standardisedMax: 3,
    contributionMin: -1,
    contributionMax: 4,
    calibration: { slope: 1.5, baseline: -2 },
    thresholds: { challenge: 0.6, review: 0.9 },
    trainedOn: ["nothing: weights by hand"],
    seed: 1,
  };
}

export function tinyWeights() {
  return {
    hidden: [
      [-1, 0.5],
      [0.25, -2],
    ],
    bias: [
      [0.1, 0],
      [0, 0.3],
    ],
    output: [
      [2, -0.5],
      [0.5, 1],
    ],
    centre: [0.2, -0.1],
  };
}

/** The definition of the network, written out without tensors. */
export function contributionByHand(featureIndex: 0 | 1, standardised: number): number {
  const { hidden, bias, output, centre } = tinyWeights();
  const { calibration, contributionMin, contributionMax } = tinyManifest();
  let shape = centre[featureIndex] ?? 0;
  for (const [unit, outward] of (output[featureIndex] ?? []).entries()) {
    shape +=
      outward * Math.tanh((hidden[featureIndex]?.[unit] ?? 0) * standardised + (bias[featureIndex]?.[unit] ?? 0));
  }
  return Math.min(contributionMax, Math.max(contributionMin, shape * calibration.slope));
}
