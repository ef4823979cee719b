import { describe, expect, test } from "vitest";
import { CLIENT_SIGNALS } from "../../../../src/domain/signals/client/signals.ts";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

describe("signals of the browser", () => {
  test("are derived from a whole payload", () => {
    expect(clientSignalsOf(validSignals())).toEqual({
      "form.elapsed_ms": 21_400,
      "form.paste_count": 0,
      "form.autofill_count": 1,
      "form.unexplained_inputs": 0,
      "pointer.moves": 210,
      "pointer.clicks": 4,
      "pointer.clicks_without_move": 1,
      "pointer.centre_click_ratio": 0.25,
      "pointer.press_ms_median": 96,
      "pointer.path_efficiency": 0.8,
      "pointer.speed_change": 0.21,
      "pointer.speed_change_high": 0.62,
      "pointer.turn_median": 0.16,
      "pointer.turn_high": 0.9,
      "pointer.speed_spread": (1_900 - 60) / 480,
      "pointer.onset": 0.21,
      "pointer.landing": 0.14,
      "pointer.slow_ratio": 0.33,
      "pointer.slow_high": 0.6,
      "pointer.stroke_variation": 0.74,
      "pointer.stroke_variety": expect.closeTo(0.42 + 0.35 + 0.45 + 0.6, 9),
      "pointer.roughness": 0.22,
      "pointer.peaks_per_second": 5.8,
      "pointer.bits_per_second": 4.3,
      "pointer.tempo_variety": Math.log(7 / 2.4),
      "pointer.curvature_speed": -0.74,
      "pointer.jump_ratio": 1 / 3,
      "key.count": 74,
      "key.untrusted_count": 0,
      "key.hold_ms_median": 90,
      "key.hold_spread": 0.8,
      "key.flight_ms_median": 160,
      "key.flight_spread": (544 - 75) / 160,
      "key.flight_skew": expect.closeTo(Math.log(544 / 160) - Math.log(160 / 75), 9),
      "key.rollover_ratio": 13 / 74,
      "key.correction_ratio": 4 / 74,
      "key.shiftless_ratio": 0.2,
      "environment.touch_points": 0,
      "page.hidden_ratio": 0.2,
      "page.scrolls": 3,
      "automation.webdriver": false,
      "automation.headless": false,
      "automation.never_activated": false,
      "client.duration_implausible": false,
    });
  });

  test("have names of their own", () => {
    const names = CLIENT_SIGNALS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test("are all absent where nothing was sent or nothing could be read", () => {
    expect(clientSignalsOf(undefined)).toEqual({});
    expect(clientSignalsOf({ v: 2 })).toEqual({});
  });

  test("say nothing of a hand that used neither keys nor mouse", () => {
    const signals = validSignals();
    const { form, page } = signals.observations;
    expect(
      clientSignalsOf({ v: 1, observations: { form, page, keys: { state: "absent" }, pointer: { state: "absent" } } }),
    ).toEqual({
      "form.elapsed_ms": 21_400,
      "form.paste_count": 0,
      "form.autofill_count": 1,
      "form.unexplained_inputs": 0,
      "page.hidden_ratio": 0.2,
      "page.scrolls": 3,
      "client.duration_implausible": false,
    });
  });

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

describe("time that the browser claims is bounded by the server's", () => {
  test.each([
    [19_400, false],
    [19_399, true],
  ])("a form filled for 21.4 s, %i ms after the visit: implausible %s", (elapsedMs, implausible) => {
    const { form } = validSignals().observations;
    const derived = clientSignalsOf({ v: 1, observations: { form } }, elapsedMs);
    expect(derived["client.duration_implausible"]).toBe(implausible);
  });

  test("the gaps between presses count together", () => {
    const rhythm = { state: "ok", value: { gapsMs: [5_000, 5_000, 5_000] } };
    expect(clientSignalsOf({ v: 1, observations: { rhythm } }, 12_999)["client.duration_implausible"]).toBe(true);
    expect(clientSignalsOf({ v: 1, observations: { rhythm } }, 13_000)["client.duration_implausible"]).toBe(false);
  });
});
