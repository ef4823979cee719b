import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DrawStage } from "../../../src/domain/draw/draw-stage.ts";
import {
  afterStep,
  type DrawPlan,
  type DrawProgress,
  type DrawStep,
  nextStep,
  retryAtMs,
} from "../../../src/domain/draw/next-step.ts";
import { timeOfRoundMs } from "../../../src/domain/draw/rounds.ts";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const PLAN: DrawPlan = {
  registration: { opensAtMs: 10 * SECOND, closesAtMs: 100 * SECOND },
  leadSeconds: 60,
  clock: { genesis: 0, period: 3 },
  endsAtMs: 72 * HOUR,
  hasOwnSecret: false,
};
const ROUND = 101;
const OUT_MS = timeOfRoundMs(PLAN.clock, ROUND);
const PROGRESS: DrawProgress = { stage: "scheduled", round: ROUND, vacancies: 0, left: 0, paused: false };
const at = (stage: DrawStage, nowMs: number, change: Partial<DrawProgress> = {}, plan: Partial<DrawPlan> = {}) =>
  nextStep({ ...PLAN, ...plan }, { ...PROGRESS, stage, ...change }, nowMs);

describe("the next step of a draw", () => {
  it.each<[string, DrawStep, DrawStep]>([
    ["waits for registration", at("scheduled", 9999), { do: "wait", untilMs: 10_000 }],
    ["opens it", at("scheduled", 10_000), { do: "open" }],
    ["waits for its end", at("registering", 10_000), { do: "wait", untilMs: 100_000 }],
    ["closes it", at("registering", 100_000), { do: "close" }],
    ["freezes up to the lead", at("judging", OUT_MS - 60_000), { do: "freeze", untilMs: OUT_MS - 60_000 }],
    ["postpones a late list", at("judging", OUT_MS - 59_999), { do: "postpone", round: 122, because: "list-late" }],
    ["voids where the round is out", at("judging", OUT_MS), { do: "void" }],
    ["charters anew", at("void", OUT_MS), { do: "charter-anew", drawAtMs: 480_000, round: 161 }],
    ["leaves it void at the end", at("void", 72 * HOUR), { do: "wait", untilMs: Number.POSITIVE_INFINITY }],
    ["waits for its round", at("committed", OUT_MS - 1), { do: "wait", untilMs: OUT_MS }],
    ["asks for its round", at("committed", OUT_MS), { do: "take-beacon", round: ROUND }],
    ["waits a day for it", at("committed", OUT_MS + 24 * HOUR - 1), { do: "take-beacon", round: ROUND }],
    ["draws", at("drawn", OUT_MS), { do: "draw" }],
    ["calls for vacancies", at("calling", OUT_MS, { vacancies: 2, left: 1 }), { do: "call", vacancies: 2 }],
    [
      "calls nobody in a pause",
      at("calling", OUT_MS, { vacancies: 2, left: 1, paused: true }),
      { do: "wait", untilMs: 72 * HOUR },
    ],
    ["waits for a turn", at("calling", OUT_MS, { turnEndsAtMs: OUT_MS + 5 }), { do: "wait", untilMs: OUT_MS + 5 }],
    ["ends without anybody left", at("calling", OUT_MS, { vacancies: 2 }), { do: "end" }],
    ["ends with the sale", at("calling", 72 * HOUR, { vacancies: 2, left: 5 }), { do: "end" }],
  ])("%s", (_, step, expected) => {
    expect(step).toEqual(expected);
  });

  it("takes its own secret after 15 seconds where the charter names one, and never elsewhere", () => {
    const own = { hasOwnSecret: true };
    expect(at("committed", OUT_MS + 14_999, {}, own)).toEqual({ do: "take-beacon", round: ROUND });
    expect(at("committed", OUT_MS + 15_000, {}, own)).toEqual({ do: "take-own-secret" });
  });

  it("names another round ten minutes ahead once the beacon is a day late", () => {
    const nowMs = OUT_MS + 24 * HOUR;
    const step = at("committed", nowMs);
    if (step.do !== "postpone") throw new TypeError("The draw was not postponed.");
    expect(step.because).toBe("beacon-late");
    expect(timeOfRoundMs(PLAN.clock, step.round)).toBeGreaterThanOrEqual(nowMs + 600 * SECOND);
  });
});

describe("a draw that is late, crashes and waits", () => {
  const event = fc.record({ tookMs: fc.integer({ min: 1, max: 200 * SECOND }), fails: fc.boolean() });

  it("never freezes what it cannot promise, never draws without a list, and comes to an end", () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 40, maxLength: 120 }), fc.boolean(), (events, hasOwnSecret) => {
        const plan = { ...PLAN, hasOwnSecret, endsAtMs: 2 * HOUR };
        let [progress, nowMs] = [PROGRESS, 0];
        const stages: DrawStage[] = [];
        for (const { tookMs, fails } of events) {
          const step = nextStep(plan, progress, nowMs);
          if (step.do === "wait" && step.untilMs === Number.POSITIVE_INFINITY) break;
          const beganMs = nowMs;
          nowMs += tookMs;
          // A crash in the middle of a step leaves nothing of it.
          if (fails || (step.do === "freeze" && nowMs > step.untilMs)) {
            nowMs = Math.max(nowMs, step.do === "wait" ? beganMs : retryAtMs(step, beganMs));
            continue;
          }
          if (step.do === "wait") nowMs = Math.max(nowMs, step.untilMs);
          if (step.do === "postpone") expect(timeOfRoundMs(plan.clock, step.round)).toBeGreaterThan(beganMs);
          if (step.do === "freeze")
            expect(nowMs).toBeLessThanOrEqual(timeOfRoundMs(plan.clock, progress.round) - 60_000);
          if (step.do === "take-beacon")
            expect(beganMs).toBeGreaterThanOrEqual(timeOfRoundMs(plan.clock, progress.round));
          if (step.do === "draw") expect(stages).toContain("committed");
          progress = afterStep(progress, step, step.do === "freeze" ? { left: 3 } : {});
          if (stages.at(-1) !== progress.stage) stages.push(progress.stage);
        }
        const late = nextStep(plan, progress, plan.endsAtMs);
        if (progress.stage === "calling") expect(late).toEqual({ do: "end" });
        expect(stages.filter((stage) => stage === "drawn").length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
