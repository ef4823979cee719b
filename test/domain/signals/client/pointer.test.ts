import { describe, expect, test } from "vitest";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

describe("signals of the pointer", () => {
  test("leave out how strokes differ where there are two of them", () => {
    const signals = validSignals();
    const { strokes } = signals.observations.pointer.value;
    strokes.landing.n = 2;
    strokes.slow.n = 2;
    strokes.bitsPerSecond.n = 2;
    const derived = clientSignalsOf(signals);
    expect(derived["pointer.onset"]).toBe(0.21);
    for (const name of ["pointer.stroke_variety", "pointer.tempo_variety", "pointer.slow_high"]) {
      expect(derived[name]).toBeUndefined();
    }
  });

  test("leave the shape of movement out where the mouse hardly moved", () => {
    const signals = validSignals();
    signals.observations.pointer.value.turn.n = 11;
    const derived = clientSignalsOf(signals);
    expect(derived["pointer.moves"]).toBe(210);
    expect(derived["pointer.path_efficiency"]).toBeUndefined();
  });
});
