import { describe, expect, it } from "vitest";
import type { DecisionInput } from "../../../src/domain/decision/decision.ts";
import { visitReasons } from "../../../src/domain/decision/visit-reasons.ts";
import type { Signals } from "../../../src/domain/signals/signal.ts";
import { INPUT } from "./input.ts";

const judge = (signals: Signals, change: Partial<DecisionInput> = {}) => {
  const { reasons, required } = visitReasons({ ...INPUT, signals, ...change });
  return { codes: reasons.map(({ code }) => code), required: required?.code };
};

describe("a visit", () => {
  it.each([
    { state: "ok", codes: [] },
    { state: "missing", codes: ["VISIT_MISSING"] },
    { state: "expired", codes: ["VISIT_EXPIRED"] },
    { state: "replayed", codes: ["VISIT_REPLAYED"] },
    { state: "invalid", codes: ["VISIT_INVALID"] },
  ])("that is $state gives $codes and on its own asks for nothing", ({ state, codes }) => {
    expect(judge({ "visit.state": state, "client.state": "ok" })).toEqual({ codes, required: undefined });
  });

  it("with unreadable signals says so", () => {
    expect(judge({ "visit.state": "missing", "client.state": "invalid" })).toEqual({
      codes: ["VISIT_MISSING", "SIGNALS_INVALID"],
      required: undefined,
    });
  });
});

describe("a sale that requires signals", () => {
  const required = { clientSignals: "required" } as const;

  const GOOD: Signals = {
    "visit.state": "ok",
    "client.state": "ok",
    "client.made_by_sdk": true,
    "client.key_proved": true,
  };

  it("asks for nothing more where visit, signals and proof are good", () => {
    expect(judge(GOOD, required).required).toBeUndefined();
  });

  it.each<Signals>([
    { ...GOOD, "client.state": "absent" },
    { ...GOOD, "client.state": "invalid" },
    { ...GOOD, "client.made_by_sdk": false },
    { ...GOOD, "client.key_proved": false },
    { ...GOOD, "visit.state": "missing" },
    { ...GOOD, "visit.state": "replayed" },
    { "visit.state": "ok", "client.state": "ok" },
    { "visit.state": "ok" },
    {},
  ])("misses them in %o", (signals) => {
    expect(judge(signals, required).required).toBe("SIGNALS_ABSENT");
  });

  it.each(["store", "sms", "phone"] as const)("judges no browser in the channel %s, which has none", (channel) => {
    const signals = { "visit.state": "missing", "client.state": "invalid" };
    expect(judge(signals, { ...required, channel })).toEqual({ codes: [], required: undefined });
  });

  it("judges an app as it judges the web", () => {
    expect(judge({}, { ...required, channel: "app" }).required).toBe("SIGNALS_ABSENT");
  });
});
