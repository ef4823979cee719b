import { describe, expect, it } from "vitest";
import { readinessItems } from "../../src/console/view-models/readiness.ts";
import type { ReadinessFacts } from "../../src/domain/sale/readiness.ts";

const READY: ReadinessFacts = {
  nowMs: 0,
  opensAtMs: 7_200_000,
  free: 100,
  clientSignals: "required",
  visits: 3,
  shop: { keys: 1, accountKeys: 1 },
  signingKeys: 2,
  policy: { isShipped: false, replayed: 5000, proposals: 0 },
  webhooks: { enabled: 1, disabled: 0, silent: 0 },
  clockAheadMs: -12,
};
const statesOf = (change: Partial<ReadinessFacts>) =>
  Object.fromEntries(readinessItems({ ...READY, ...change }).map(({ title, state }) => [title, state]));
const READY_STATES = {
  Units: "ready",
  "Signals of the browser": "ready",
  Keys: "ready",
  Policy: "ready",
  Webhooks: "ready",
  Clock: "ready",
};

describe("the checklist of a sale", () => {
  it("is ready where everything is", () => {
    expect(statesOf({})).toEqual(READY_STATES);
  });

  it.each<[string, Partial<ReadinessFacts>, string]>([
    ["Units", { free: 0 }, "look"],
    ["Signals of the browser", { visits: 0 }, "look"],
    ["Signals of the browser", { visits: undefined }, "unknown"],
    ["Keys", { shop: undefined }, "look"],
    ["Policy", { policy: { isShipped: true, proposals: 0 } }, "look"],
    ["Policy", { policy: { isShipped: false, replayed: 0, proposals: 0 } }, "look"],
    ["Policy", { policy: { isShipped: false, replayed: 9, proposals: 1 } }, "look"],
    ["Policy", { policy: undefined }, "unknown"],
    ["Webhooks", { webhooks: { enabled: 0, disabled: 2, silent: 0 } }, "look"],
    ["Webhooks", { webhooks: { enabled: 2, disabled: 0, silent: 1 } }, "look"],
    ["Webhooks", { webhooks: undefined }, "unknown"],
    ["Clock", { clockAheadMs: 90_000 }, "look"],
    ["Clock", { clockAheadMs: undefined }, "unknown"],
  ])("says of %s alone what is not ready: %j", (title, change, state) => {
    expect(statesOf(change)).toEqual({ ...READY_STATES, [title]: state });
  });

  it("says of a sale that requires signals what comes of their absence", () => {
    const [, signals] = readinessItems({ ...READY, visits: 0 });
    expect(signals?.words).toContain("every buyer is challenged");
  });
});
