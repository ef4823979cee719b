import { describe, expect, test } from "vitest";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { timingSketch } from "../../../../src/domain/signals/client/timing-sketch.ts";

function sketchOf(gapsMs: number[]): string | undefined {
  const { reading } = parseClientSignals({ v: 1, observations: { rhythm: { state: "ok", value: { gapsMs } } } });
  return timingSketch(reading);
}

const gapsMs = [0, 143, 98, 201, 77, 160, 155, 412];

describe("the timing sketch", () => {
  test("is equal for an exact replay", () => {
    expect(sketchOf([...gapsMs])).toBe(sketchOf(gapsMs));
    expect(sketchOf(gapsMs)).toBe("0,143,98,201,77,160,155,412");
  });

  test("differs when one press comes a millisecond later", () => {
    expect(sketchOf(gapsMs.with(3, 202))).not.toBe(sketchOf(gapsMs));
  });

  test("is not made from fewer than eight gaps", () => {
    expect(sketchOf(gapsMs.slice(0, 7))).toBeUndefined();
  });

  test("is not made from gaps that are nearly all alike", () => {
    expect(sketchOf([10, 10, 11, 10, 12, 13, 10, 10, 10])).toBeUndefined();
  });

  test("is not made without a reading", () => {
    expect(timingSketch({ state: "absent" })).toBeUndefined();
    expect(timingSketch({ state: "invalid" })).toBeUndefined();
  });
});
