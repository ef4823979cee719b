import { describe, expect, it } from "vitest";
import { drawnStatus } from "../../../src/domain/registration/drawn-status.ts";
import type { RegistrationOutcome } from "../../../src/domain/registration/outcome.ts";
import type { TurnStatus } from "../../../src/domain/sale/calling/turn-status.ts";

const ELIGIBLE: RegistrationOutcome = { weight: 1, status: "eligible", place: { round: 42, place: 3 } };
const SHARED: RegistrationOutcome = { weight: 1, status: "shared", before: { round: 42, place: 3 } };
const EXCLUDED: RegistrationOutcome = { ...SHARED, status: "excluded", exclusion: "automation" };
const WAITING: TurnStatus = { kind: "waiting", ahead: 2, outlook: "likely" };
const TURN: TurnStatus = { kind: "turn", fromMs: 1, untilMs: 2, state: "open" };

describe("while an order is called", () => {
  it.each([
    ["eligible", ELIGIBLE],
    ["shared", SHARED],
    ["excluded", EXCLUDED],
  ])("a registration that is %s waits in the same words", (_, outcome) => {
    expect(drawnStatus(outcome, WAITING, false)).toEqual({ status: "waiting", ahead: 2, outlook: "likely" });
  });

  it.each<[string, RegistrationOutcome, TurnStatus, string]>([
    ["whose place is called has its turn", ELIGIBLE, TURN, "your_turn"],
    ["that bought has bought", ELIGIBLE, { ...TURN, state: "sold" }, "bought"],
    ["that bought, when its turn is over", ELIGIBLE, { kind: "over", state: "sold" }, "bought"],
    ["that holds a unit still", ELIGIBLE, { kind: "over", state: "held" }, "your_turn"],
    ["that did not use its turn", ELIGIBLE, { kind: "over", state: "unused" }, "turn_over"],
    ["that gave it up", ELIGIBLE, { kind: "over", state: "declined" }, "turn_over"],
    ["without a place has no turn, though one is called", SHARED, TURN, "waiting"],
  ])("a registration %s", (_, outcome, standing, status) => {
    expect(drawnStatus(outcome, standing, false).status).toBe(status);
  });
});

describe("once it is over", () => {
  it.each<[RegistrationOutcome, TurnStatus, string, string | undefined]>([
    [ELIGIBLE, WAITING, "not_called", undefined],
    [ELIGIBLE, { ...TURN, state: "sold" }, "bought", undefined],
    [SHARED, WAITING, "shared", "household"],
    [EXCLUDED, TURN, "excluded", "automation"],
  ])("everybody is told: %j", (outcome, standing, status, category) => {
    const told = drawnStatus(outcome, standing, true);
    expect([told.status, told.reason?.category]).toEqual([status, category]);
  });
});
