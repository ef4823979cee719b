import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRESSURE_LEVELS, type PressureLevel, rankOf } from "../../../src/domain/pressure/level.ts";
import { climb, fallen, levelInForce, NO_PRESSURE } from "../../../src/domain/pressure/pressure-state.ts";

const NOW_MS = Date.UTC(2026, 10, 1, 12);
const CALM_AFTER_MS = 180_000;
const CAUSE = { "pressure.attempts_last_minute": 500 };

const climbed = (level: PressureLevel, nowMs = NOW_MS, before = NO_PRESSURE) =>
  climb(before, { level, cause: CAUSE }, nowMs, CALM_AFTER_MS);

describe("the level of a sale", () => {
  it("rises at once to what is measured, and keeps what raised it", () => {
    expect(climbed("besieged")).toMatchObject({ level: "besieged", sinceMs: NOW_MS, cause: CAUSE });
  });

  it("falls one step at a time, each after its own calm", () => {
    const besieged = climbed("besieged");
    const levelAfter = (ms: number) => fallen(besieged, NOW_MS + ms).level;
    expect(levelAfter(CALM_AFTER_MS - 1)).toBe("besieged");
    expect(levelAfter(CALM_AFTER_MS)).toBe("busy");
    expect(levelAfter(2 * CALM_AFTER_MS - 1)).toBe("busy");
    expect(fallen(besieged, NOW_MS + 2 * CALM_AFTER_MS)).toEqual({
      window: [],
      level: "calm",
      sinceMs: NOW_MS + 2 * CALM_AFTER_MS,
    });
  });

  it("stays while it is measured again", () => {
    const later = climbed("busy", NOW_MS + CALM_AFTER_MS - 1, climbed("busy"));
    expect(later).toMatchObject({ level: "busy", sinceMs: NOW_MS });
    expect(fallen(later, NOW_MS + 2 * CALM_AFTER_MS - 2).level).toBe("busy");
  });

  it("is held by staff whatever is measured, and goes on measuring", () => {
    const held = climbed("besieged", NOW_MS, { ...NO_PRESSURE, pinned: "calm" });
    expect([levelInForce(held), held.level]).toEqual(["calm", "besieged"]);
  });

  it("never skips a step down, and never stays low when measured high", () => {
    const steps = fc.array(fc.record({ level: fc.constantFrom(...PRESSURE_LEVELS), afterMs: fc.nat(400_000) }));
    fc.assert(
      fc.property(steps, (measurements) => {
        let [state, nowMs] = [NO_PRESSURE, NOW_MS];
        for (const { level, afterMs } of measurements) {
          const before = state;
          nowMs += afterMs;
          state = climbed(level, nowMs, state);
          expect(rankOf(state.level)).toBeGreaterThanOrEqual(rankOf(level));
          const fell = rankOf(before.level) - rankOf(state.level);
          expect(fell).toBeLessThanOrEqual(1 + Math.floor(afterMs / CALM_AFTER_MS));
        }
      }),
    );
  });
});
