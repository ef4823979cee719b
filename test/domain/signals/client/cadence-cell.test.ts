import { describe, expect, test } from "vitest";
import { cadenceCell } from "../../../../src/domain/signals/client/cadence-cell.ts";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "./valid-signals.ts";

function cellOf(change: object = {}): string | undefined {
  const { v, observations } = validSignals();
  const keys = { ...observations.keys, value: { ...observations.keys.value, ...change } };
  return cadenceCell(parseClientSignals({ v, observations: { ...observations, keys } }).reading);
}

describe("the cell of a cadence", () => {
  test("is equal for another text typed by the same hand", () => {
    const cell = cellOf({ count: 90, rollovers: 20, holdMs: { n: 90, p10: 61, p50: 91, p90: 130 } });
    expect(cell).toBe(cellOf());
    expect(cell).toMatch(/^\d+,\d+,\d+,\d+$/);
  });

  test.each([
    ["holds its keys longer", { holdMs: { n: 74, p10: 60, p50: 120, p90: 132 } }],
    ["holds them all alike", { holdMs: { n: 74, p10: 89, p50: 90, p90: 91 } }],
    ["types slower", { flightMs: { n: 66, p10: 75, p50: 230, p90: 544 } }],
  ])("is another for a hand that %s", (_, change) => {
    expect(cellOf(change)).not.toBe(cellOf());
  });

  test("is not made from a few keys", () => {
    expect(cellOf({ holdMs: { n: 19, p10: 60, p50: 90, p90: 132 } })).toBeUndefined();
    expect(cellOf({ flightMs: { n: 19, p10: 75, p50: 160, p90: 544 } })).toBeUndefined();
  });

  test("is not made without a reading", () => {
    expect(cadenceCell({ state: "absent" })).toBeUndefined();
    expect(cadenceCell({ state: "invalid" })).toBeUndefined();
  });
});
