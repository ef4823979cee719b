import { describe, expect, test } from "vitest";
import { clientSignalsOf } from "./facts.ts";
import { validSignals } from "./valid-signals.ts";

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
