import { describe, expect, test } from "vitest";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { payloadSketches } from "../../../../src/domain/signals/client/payload-sketches.ts";
import { validSignals } from "./valid-signals.ts";

const { observations } = validSignals();
const sketchesOf = (change: object = {}) =>
  payloadSketches(parseClientSignals({ v: 1, observations: { ...observations, ...change } }).reading);
const keysWith = (change: object) => ({ keys: { state: "ok", value: { ...observations.keys.value, ...change } } });
const shared = (change: object) => sketchesOf(change).filter((sketch) => sketchesOf().includes(sketch));

describe("the sketches of a payload", () => {
  test("are one for each source with something to tell", () => {
    expect(sketchesOf()).toEqual([expect.stringMatching(/^keys:/), expect.stringMatching(/^pointer:/)]);
  });

  test("are equal where figures differ by a hundredth, as in a copy that trembles", () => {
    expect(shared(keysWith({ flightMs: { n: 66, p10: 75, p50: 160.5, p90: 545 } }))).toHaveLength(2);
  });

  test("change with any figure of their source, and of no other", () => {
    expect(shared(keysWith({ count: 90 }))).toEqual([expect.stringMatching(/^pointer:/)]);
    expect(shared(keysWith({ holdMs: { n: 74, p10: 60, p50: 99, p90: 132 } }))).toHaveLength(1);
  });

  test("of a screen are made of what it says of fingers, of which a tap alone says too little", () => {
    const spread = (p50: number) => ({ n: 14, p10: p50 / 2, p50, p90: p50 * 2 });
    const tapped = { taps: 14, moves: 60, pressMs: spread(85) };
    const contact = { sizePx: spread(24), pressure: spread(0.3), driftPx: spread(3) };
    const ofTouch = (value: object) =>
      sketchesOf({ touch: { state: "ok", value } }).filter((sketch) => sketch.startsWith("touch:"));
    expect(ofTouch(tapped)).toEqual([]);
    expect(ofTouch({ ...tapped, contact })).toHaveLength(1);
    expect(ofTouch({ ...tapped, contact: { ...contact, driftPx: spread(4) } })).not.toEqual(
      ofTouch({ ...tapped, contact }),
    );
    expect(ofTouch({ ...tapped, taps: 11, pressMs: { n: 11, p10: 60, p50: 85, p90: 120 }, contact })).toEqual([]);
  });

  test("are not made of a few presses and moves, nor without a payload", () => {
    const { pointer, keys } = observations;
    expect(
      sketchesOf({
        keys: { ...keys, value: { ...keys.value, count: 11, rollovers: 1, holdMs: { n: 0, p10: 0, p50: 0, p90: 0 } } },
        pointer: { ...pointer, value: { ...pointer.value, moves: 29 } },
      }),
    ).toEqual([]);
    expect(payloadSketches({ state: "absent" })).toEqual([]);
  });
});
