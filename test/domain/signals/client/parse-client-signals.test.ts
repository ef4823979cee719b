import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "./valid-signals.ts";

type Valid = ReturnType<typeof validSignals>;

function stateAfter(change: (signals: Valid) => unknown): string {
  const signals = validSignals();
  const changed = change(signals);
  return parseClientSignals(changed ?? signals).reading.state;
}

describe("what the SDK sends", () => {
  test("is read with every observation", () => {
    const { reading } = parseClientSignals(validSignals());
    expect(reading).toEqual({ state: "ok", observations: validSignals().observations });
  });

  test("is absent where nothing was sent", () => {
    expect(parseClientSignals(undefined)).toEqual({ reading: { state: "absent" } });
  });

  test("may lack observations, or have them in states without a value", () => {
    expect(parseClientSignals({ v: 1, observations: {} }).reading.state).toBe("ok");
    expect(parseClientSignals({ v: 1, observations: { keys: { state: "blocked" } } }).reading.state).toBe("ok");
  });

  test("may come from a newer SDK: unknown observations and fields are left unread", () => {
    const signals = {
      v: 1,
      observations: { gyroscope: { state: "ok", value: [1] }, touch: { state: "absent", why: 1 } },
    };
    expect(parseClientSignals(signals).reading).toEqual({ state: "ok", observations: { touch: { state: "absent" } } });
  });

  test("hands on a proof with the canonical text that it must cover, unknown observations included", () => {
    const signals = { v: 1, observations: { z: { state: "absent" }, a: { state: "blocked" } }, proof: "a.b.c" };
    expect(parseClientSignals(signals).proof).toEqual({
      jws: "a.b.c",
      hashed: '{"a":{"state":"blocked"},"z":{"state":"absent"}}',
    });
  });
});

describe("what cannot be read is invalid, never an exception", () => {
  test.each([
    ["null", () => null],
    ["a list", () => []],
    ["another version", (signals: Valid) => ({ ...signals, v: 2 })],
    ["no observations", () => ({ v: 1 })],
    ["a proof that is no text", (signals: Valid) => ({ ...signals, proof: 1 })],
    ["a proof without end", (signals: Valid) => ({ ...signals, proof: "a".repeat(2_049) })],
    ["an unknown state", () => ({ v: 1, observations: { keys: { state: "fine" } } })],
    ["state ok without a value", () => ({ v: 1, observations: { keys: { state: "ok" } } })],
    [
      "too many observations",
      () => ({ v: 1, observations: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [i, 1])) }),
    ],
    ["a proof over values that are too deep", () => ({ v: 1, observations: { x: [[[[[[[]]]]]]] }, proof: "a.b.c" })],
  ])("%s", (_, change: (signals: Valid) => unknown) => {
    expect(parseClientSignals(change(validSignals())).reading).toEqual({ state: "invalid" });
  });

  test("any JSON at all", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (observations) => {
        expect(["ok", "invalid"]).toContain(parseClientSignals({ v: 1, observations }).reading.state);
      }),
    );
  });
});

describe("figures that contradict themselves are invalid", () => {
  test.each<[string, (signals: Valid) => void]>([
    [
      "a negative count",
      ({ observations }) => {
        observations.keys.value.count = -1;
      },
    ],
    [
      "half a click",
      ({ observations }) => {
        observations.pointer.value.clicks = 1.5;
      },
    ],
    [
      "not a number",
      ({ observations }) => {
        observations.page.value.hiddenMs = Number.NaN;
      },
    ],
    [
      "quantiles out of order",
      ({ observations }) => {
        observations.keys.value.holdMs.p10 = 91;
      },
    ],
    [
      "a hold longer than any cadence",
      ({ observations }) => {
        observations.keys.value.holdMs.p90 = 2_001;
      },
    ],
    [
      "hidden for longer than open",
      ({ observations }) => {
        observations.page.value.hiddenMs = 30_001;
      },
    ],
    [
      "more clicks without a move than clicks",
      ({ observations }) => {
        observations.pointer.value.clicksWithoutMove = 5;
      },
    ],
    [
      "more clicks on the centre than clicks",
      ({ observations }) => {
        observations.pointer.value.centreClicks = 5;
      },
    ],
    [
      "more rollovers than keys",
      ({ observations }) => {
        observations.keys.value.rollovers = 75;
      },
    ],
    [
      "more capitals without Shift than capitals",
      ({ observations }) => {
        observations.keys.value.shiftless = 6;
      },
    ],
    [
      "a straight line longer than the path",
      ({ observations }) => {
        observations.pointer.value.directPx = 3_102;
      },
    ],
    [
      "a gap below zero",
      ({ observations }) => {
        observations.rhythm.value.gapsMs[0] = -1;
      },
    ],
    [
      "more gaps than the SDK keeps",
      ({ observations }) => {
        observations.rhythm.value.gapsMs = new Array(49).fill(1);
      },
    ],
  ])("%s", (_, change) => {
    expect(stateAfter(change)).toBe("invalid");
  });
});
