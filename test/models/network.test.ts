import { describe, expect, test } from "vitest";
import { createAdam } from "../../src/cli/train/adam.ts";
import { createNetwork, type Example } from "../../src/cli/train/network.ts";
import { FEATURES } from "../../src/cli/train/plan.ts";
import { createRandom } from "../../src/cli/train/random.ts";

const random = createRandom(9);
const BATCH: readonly Example[] = Array.from({ length: 20 }, (_, row) => ({
  values: FEATURES.map(() => (random.uniform() < 0.3 ? undefined : random.normal())),
  label: row % 2,
}));

describe("the network as it learns", () => {
  test("knows the slope of its loss along each weight", () => {
    const network = createNetwork(createRandom(1));
    const slopes = new Float64Array(network.weights.length);
    network.lossOf(BATCH, slopes);
    const ignored = new Float64Array(slopes.length);
    const reach = 1e-6;
    for (const [at, weight] of network.weights.entries()) {
      network.weights[at] = weight + reach;
      const above = network.lossOf(BATCH, ignored);
      network.weights[at] = weight - reach;
      const below = network.lossOf(BATCH, ignored);
      network.weights[at] = weight;
      expect(Math.abs((above - below) / (2 * reach) - (slopes[at] ?? Number.NaN))).toBeLessThan(1e-6);
    }
  });

  test("gets better at what it is shown", () => {
    const network = createNetwork(createRandom(1));
    const slopes = new Float64Array(network.weights.length);
    const step = createAdam(network.weights, 0.03);
    const before = network.lossOf(BATCH, slopes);
    for (let steps = 0; steps < 200; steps += 1) {
      network.lossOf(BATCH, slopes);
      step(slopes);
      network.holdMonotone();
    }
    expect(network.lossOf(BATCH, slopes)).toBeLessThan(before - 0.2);
  });

  test("learns nothing of a feature that it was not shown", () => {
    const network = createNetwork(createRandom(1));
    const slopes = new Float64Array(network.weights.length);
    network.lossOf([{ values: FEATURES.map(() => undefined), label: 1 }], slopes);
    const { centre } = network.read();
    const centreSlopes = slopes.subarray(slopes.length - centre.length);
    expect([...centreSlopes].every((slope) => slope === 0)).toBe(true);
  });
});
