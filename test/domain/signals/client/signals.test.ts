import { describe, expect, test } from "vitest";
import { CLIENT_SIGNALS } from "../../../../src/domain/signals/catalogue.ts";
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
});
