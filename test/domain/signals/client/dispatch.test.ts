import { describe, expect, test } from "vitest";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

const DISPATCH = {
  coalesced: 420,
  raw: { updates: 500, moves: 200 },
  still: 21,
  untrusted: 0,
  centreJumps: 1,
};

function signalsWith(dispatch: object, pointer: object = {}) {
  const { pointer: whole } = validSignals().observations;
  return clientSignalsOf({
    v: 1,
    observations: { pointer: { ...whole, value: { ...whole.value, ...pointer, dispatch } } },
  });
}

describe("how the browser dispatched the mouse", () => {
  test("is told by what it says of moves and clicks", () => {
    expect(signalsWith(DISPATCH)).toMatchObject({
      "pointer.coalesced_per_move": 2,
      "pointer.raw_per_move": 2.5,
      "pointer.still_move_ratio": 0.1,
      "pointer.untrusted_count": 0,
      "pointer.centre_jumps": 1,
    });
  });

  test("is absent where a browser has no word for it, and of too few moves", () => {
    const { coalesced: _coalesced, raw: _raw, ...others } = DISPATCH;
    const without = signalsWith(others);
    expect(without).not.toHaveProperty(["pointer.coalesced_per_move"]);
    expect(without).not.toHaveProperty(["pointer.raw_per_move"]);
    expect(without).toHaveProperty(["pointer.still_move_ratio"]);
    const few = signalsWith({ ...DISPATCH, still: 0, raw: { updates: 9, moves: 9 } }, { moves: 11 });
    expect(Object.keys(few).filter((name) => /coalesced|raw|still/.test(name))).toEqual([]);
  });

  test.each([
    ["more moves that stood still than moves", { still: 211 }],
    ["more clicks on the centre without a move than on the centre", { centreJumps: 2 }],
    ["more that no device made than there was", { untrusted: 215 }],
  ])("is unreadable with %s", (_, change) => {
    expect(signalsWith({ ...DISPATCH, ...change })).toEqual({});
  });
});

describe("how fingers touched", () => {
  const spread = (n: number, p50: number) => ({ n, p10: p50, p50, p90: p50 });
  const touched = (contact: object) =>
    clientSignalsOf({
      v: 1,
      observations: {
        touch: { state: "ok", value: { taps: 4, moves: 3, pressMs: spread(4, 80), contact } },
        orientation: { state: "ok", value: { readings: 300, tiltDegrees: 7.4 } },
      },
    });

  test("is told by what the screen says of them", () => {
    expect(
      touched({ sizePx: spread(4, 24), pressure: spread(4, 0.3), driftPx: spread(4, 2), untrusted: 0 }),
    ).toMatchObject({
      "touch.size_px_median": 24,
      "touch.pressure_median": 0.3,
      "touch.drift_px_high": 2,
      "touch.untrusted_count": 0,
      "touch.tilt_degrees": 7.4,
    });
  });

  test("is absent where the screen does not tell", () => {
    const told = touched({ sizePx: spread(0, 0), pressure: spread(0, 0), driftPx: spread(4, 0) });
    expect(Object.keys(told).filter((name) => /size|pressure|untrusted/.test(name))).toEqual([]);
  });
});
