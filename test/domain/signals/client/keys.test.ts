import { describe, expect, test } from "vitest";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

describe("signals of the keys", () => {
  test("leave cadence out where the screen was touched, because on-screen keyboards have none", () => {
    const signals = validSignals();
    const touch = { state: "ok", value: { taps: 3, moves: 20, pressMs: { n: 3, p10: 60, p50: 80, p90: 120 } } };
    const derived = clientSignalsOf({ ...signals, observations: { ...signals.observations, touch } });
    expect(derived["touch.taps"]).toBe(3);
    expect(derived["key.count"]).toBe(74);
    expect(
      Object.keys(derived).filter((name) => /^key\.(hold|flight|rollover|shiftless|correction)/.test(name)),
    ).toEqual([]);
  });

  test("leave Shift out of account where fewer than three capitals were typed", () => {
    const signals = validSignals();
    signals.observations.keys.value.shifted = 2;
    const derived = clientSignalsOf(signals);
    expect(derived["key.count"]).toBe(74);
    expect(derived["key.shiftless_ratio"]).toBeUndefined();
  });
});
