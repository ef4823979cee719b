import { describe, expect, test } from "vitest";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { timingBands } from "../../../../src/domain/signals/client/timing-bands.ts";

function bandsOf(gapsMs: number[]): readonly string[] {
  const { reading } = parseClientSignals({ v: 1, observations: { rhythm: { state: "ok", value: { gapsMs } } } });
  return timingBands(reading);
}

const gapsMs = [25, 143, 98, 201, 77, 160, 155, 412, 90, 130, 66, 310, 145, 120, 95, 240, 180];

describe("the bands of a rhythm", () => {
  test("are two, of which a replay that trembles by some milliseconds keeps one", () => {
    const trembled = gapsMs.map((gapMs, index) => gapMs + (index % 2 === 0 ? 3 : -3));
    expect(bandsOf(gapsMs)).toHaveLength(2);
    expect(bandsOf(trembled)[1]).toBe(bandsOf(gapsMs)[1]);
  });

  test("differ each by itself, so that a replay is known by what it left alone", () => {
    const [first, second] = bandsOf(gapsMs);
    expect(bandsOf(gapsMs.with(3, 450))).toEqual([expect.not.stringMatching(`^${first}$`), second]);
    expect(bandsOf(gapsMs.with(11, 20))[0]).toBe(first);
  });

  test("tell which stretch they are of, so that two halves alike are no replay", () => {
    const half = gapsMs.slice(0, 8);
    expect(new Set(bandsOf([...half, ...half])).size).toBe(2);
  });

  test("are not made from fewer than eight gaps, nor from a plain rhythm", () => {
    expect(bandsOf(gapsMs.slice(0, 7))).toEqual([]);
    expect(bandsOf([100, 101, 100, 99, 130, 100, 100, 170])).toEqual([]);
  });

  test("are not made without a reading", () => {
    expect(timingBands({ state: "absent" })).toEqual([]);
    expect(timingBands({ state: "invalid" })).toEqual([]);
  });
});
