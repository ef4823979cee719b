import { describe, expect, test } from "vitest";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

function signalsWith(botd: unknown) {
  return clientSignalsOf({ v: 1, observations: { ...validSignals().observations, botd } });
}

describe("what BotD found", () => {
  test("is counted by detectors, and named", () => {
    const value = { detectors: ["detectPluginsArray", "detectUserAgent"], kind: "headless_chrome" };
    expect(signalsWith({ state: "ok", value })).toMatchObject({
      "automation.botd_count": 2,
      "automation.botd_kind": "headless_chrome",
    });
  });

  test("is a count of none and no name where it found nothing", () => {
    const derived = signalsWith({ state: "ok", value: { detectors: [] } });
    expect(derived["automation.botd_count"]).toBe(0);
    expect(derived).not.toHaveProperty("automation.botd_kind");
  });

  test.each(["absent", "blocked", "failed"])("says nothing where it is %s", (state) => {
    expect(Object.keys(signalsWith({ state })).filter((name) => name.includes("botd"))).toEqual([]);
  });
});
