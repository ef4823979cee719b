import { describe, expect, test } from "vitest";
import { cadenceCells } from "../../../../src/domain/signals/client/cadence-cell.ts";
import { parseClientSignals } from "../../../../src/domain/signals/client/parse-client-signals.ts";
import { validSignals } from "./valid-signals.ts";

function cellsOf(change: object = {}): readonly string[] {
  const { v, observations } = validSignals();
  const keys = { ...observations.keys, value: { ...observations.keys.value, ...change } };
  return cadenceCells(parseClientSignals({ v, observations: { ...observations, keys } }).reading);
}

describe("the cell of a cadence", () => {
  test("is equal for another text typed by the same hand", () => {
    const cells = cellsOf({ count: 90, rollovers: 20, holdMs: { n: 90, p10: 61, p50: 91, p90: 130 } });
    expect(cells.filter((cell) => cellsOf().includes(cell))).not.toEqual([]);
    expect(cells).toEqual([0, 1, 2].map((grid) => expect.stringMatching(new RegExp(`^${grid}:\\d+,\\d+,\\d+,\\d+$`))));
  });

  test.each([
    ["holds its keys longer", { holdMs: { n: 74, p10: 60, p50: 120, p90: 132 } }],
    ["holds them all alike", { holdMs: { n: 74, p10: 89, p50: 90, p90: 91 } }],
    ["types slower", { flightMs: { n: 66, p10: 75, p50: 230, p90: 544 } }],
  ])("is another for a hand that %s", (_, change) => {
    expect(cellsOf(change).filter((cell) => cellsOf().includes(cell))).toEqual([]);
  });

  test("is shared by cadences on both sides of a border of one grid", () => {
    const borderMs = 5 * (1.15 ** 21 - 1);
    const [below, above] = [borderMs - 0.5, borderMs + 0.5].map((p50) =>
      cellsOf({ holdMs: { n: 74, p10: 60, p50, p90: 132 } }),
    );
    expect(above?.[0]).not.toBe(below?.[0]);
    expect(above?.slice(1)).toEqual(below?.slice(1));
  });

  test("is not made from a few keys", () => {
    expect(cellsOf({ holdMs: { n: 19, p10: 60, p50: 90, p90: 132 } })).toEqual([]);
    expect(cellsOf({ flightMs: { n: 19, p10: 75, p50: 160, p90: 544 } })).toEqual([]);
  });

  test("is not made without a reading", () => {
    expect(cadenceCells({ state: "absent" })).toEqual([]);
    expect(cadenceCells({ state: "invalid" })).toEqual([]);
  });
});
