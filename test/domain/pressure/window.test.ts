import { describe, expect, it } from "vitest";
import {
  type CountedAttempt,
  countAttempt,
  measure,
  type PressureWindow,
} from "../../../src/domain/pressure/window.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const ATTEMPT: CountedAttempt = { byBrowser: true, isNew: false, isSilent: false, isCrowded: false, isRepeat: false };

function counted(attempts: readonly Partial<CountedAttempt>[], everyMs = 0): PressureWindow {
  return attempts.reduce<PressureWindow>(
    (window, change, n) => countAttempt(window, { ...ATTEMPT, ...change }, NOW_MS + n * everyMs),
    [],
  );
}

describe("the pressure of the last minute", () => {
  it("counts attempts exactly, and has no share of what did not come", () => {
    expect(measure([], 10, NOW_MS)).toEqual({
      attemptsLastMinute: 0,
      attemptsPerFreeUnit: 0,
      newShare: undefined,
      silentShare: undefined,
      crowdedShare: undefined,
      repeatShare: undefined,
    });
  });

  it("has shares of attempts by browser, and of repeats among all", () => {
    const window = counted([
      { isNew: true },
      { isNew: true, isSilent: true },
      { isCrowded: true, isRepeat: true },
      {},
      { byBrowser: false, isNew: true, isSilent: true, isCrowded: true, isRepeat: true },
    ]);
    expect(measure(window, 10, NOW_MS)).toEqual({
      attemptsLastMinute: 5,
      attemptsPerFreeUnit: 0.5,
      newShare: 0.5,
      silentShare: 0.25,
      crowdedShare: 0.25,
      repeatShare: 0.4,
    });
  });

  it("forgets what is older than a minute, and keeps a bounded row", () => {
    const window = counted(
      Array.from({ length: 10_000 }, () => ({})),
      100,
    );
    const lastMs = NOW_MS + 9999 * 100;
    expect(measure(window, 1, lastMs).attemptsLastMinute).toBe(600);
    expect(window).toHaveLength(12);
    expect(measure(window, 1, lastMs + 60_000).attemptsLastMinute).toBe(0);
  });

  it("says nothing of units where none is free", () => {
    expect(measure(counted([{}]), 0, NOW_MS).attemptsPerFreeUnit).toBeUndefined();
  });

  it("bears a clock that jumps back", () => {
    const window = countAttempt(counted([{}]), ATTEMPT, NOW_MS - 3_600_000);
    expect(measure(window, 1, NOW_MS - 3_600_000).attemptsLastMinute).toBe(2);
  });
});
