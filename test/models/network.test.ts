import { describe, expect, test } from "vitest";
import { type Fit, fitNetwork } from "../../models/lab/train/fit-network.ts";
import { type Batch, createNetwork } from "../../models/lab/train/network.ts";
import { FEATURES } from "../../models/lab/train/plan.ts";
import type { Sample } from "../../models/lab/train/samples.ts";
import { servedModel } from "../../models/lab/train/served-model.ts";
import { createRandom } from "../rig/shared/random.ts";
import { tf } from "./support/tensorflow-core.ts";

const random = createRandom(9);
const ROWS = 20;
const TABLE = Array.from({ length: ROWS }, () => FEATURES.map(() => random.normal()));
const LABELS = Array.from({ length: ROWS }, (_, row) => row % 2);

function batch(seen: (row: number, feature: number) => boolean = () => true): Batch {
  const observed = TABLE.map((values, row) => values.map((_value, feature) => Number(seen(row, feature))));
  return {
    values: tf.tensor2d(TABLE),
    observed: tf.tensor2d(observed),
    labels: tf.tensor2d(LABELS.map((label) => [label])),
  };
}

/** Four sources that typing tells apart. */
const SAMPLES: readonly Sample[] = Array.from({ length: 40 }, (_, index) => {
  const program = index % 2 === 1;
  const row = FEATURES.map(({ part }) => (part === "keys" ? 10 + (program ? 1 : 60) * random.uniform() : undefined));
  return { row, program, part: "keys", source: `source ${index % 4}`, run: String(index) };
});

const STEPS = 60;

function bytesOf({ weights }: Fit): Uint8Array {
  return new Uint8Array(Float64Array.from(Object.values(weights).flat(2)).buffer);
}

describe("the network as it learns", () => {
  test("gets better at what it is shown", () => {
    const network = createNetwork(tf, createRandom(1));
    const shown = batch();
    const before = network.learn(shown);
    for (let steps = 0; steps < 100; steps += 1) network.learn(shown);
    expect(network.learn(shown)).toBeLessThan(before - 0.2);
    network.dispose();
  });

  test("learns nothing of a feature that it was not shown", () => {
    const network = createNetwork(tf, createRandom(1));
    const before = network.read().hidden;
    const hidden = batch((_row, feature) => feature > 0);
    for (let steps = 0; steps < 20; steps += 1) network.learn(hidden);
    const after = network.read();
    expect(after.hidden[0]).toEqual(before[0]);
    expect(after.centre[0]).toBe(0);
    expect(after.hidden[1]).not.toEqual(before[1]);
    network.dispose();
  });

  test("keeps monotone features monotone after each step", () => {
    const network = createNetwork(tf, createRandom(1));
    const shown = batch();
    for (let steps = 0; steps < 10; steps += 1) {
      network.learn(shown);
      const { hidden, output } = network.read();
      for (const [feature, { monotone }] of FEATURES.entries()) {
        if (monotone === undefined) continue;
        const sign = monotone === "rising" ? 1 : -1;
        expect(hidden[feature]?.every((weight) => weight >= 0)).toBe(true);
        expect(output[feature]?.every((weight) => sign * weight >= 0)).toBe(true);
      }
    }
    network.dispose();
  });
});

describe("training", () => {
  const fit = fitNetwork(SAMPLES, { tf, onStep: () => {}, steps: STEPS });

  test("twice on the same samples gives the same weights, byte for byte", () => {
    expect(bytesOf(fitNetwork(SAMPLES, { tf, onStep: () => {}, steps: STEPS }))).toEqual(bytesOf(fit));
  });

  test("gives a model that tells its sources apart", () => {
    const { score } = servedModel(fit, { slope: 1, thresholds: { challenge: 1, review: 1 } });
    const scores = score(SAMPLES.map(({ row }) => row));
    const wrong = SAMPLES.filter(({ program }, at) => (scores[at]?.logit ?? 0) > 0 !== program);
    expect(wrong).toEqual([]);
  });

  test("leaves no tensor behind", () => {
    const before = tf.memory().numTensors;
    fitNetwork(SAMPLES, { tf, onStep: () => {}, steps: STEPS });
    expect(tf.memory().numTensors).toBe(before);
  });
});
