import type { DrawStage } from "./draw-stage.ts";
import { firstRoundAtOrAfter, type RoundClock, timeOfRoundMs } from "./rounds.ts";

/** What the charter of a draw fixes, in milliseconds since the epoch. */
export type DrawPlan = {
  readonly registration: { readonly opensAtMs: number; readonly closesAtMs: number };
  readonly leadSeconds: number;
  readonly clock: RoundClock;
  /** When the sale closes: nobody is called after it. */
  readonly endsAtMs: number;
  /** A fair window cannot wait: it has a secret of its own, whose hash stands in the charter. */
  readonly hasOwnSecret: boolean;
};

/** How far a draw has come: what was stated, and nothing else. */
export type DrawProgress = {
  readonly stage: DrawStage;
  /** The round that decides, as the last charter or postponement names it. */
  readonly round: number;
  /** Units that nobody has now, because turns ended unused or were given up. */
  readonly vacancies: number;
  /** Eligible entries that were not called yet. */
  readonly left: number;
  /** When the next turn ends; absent where nobody has one. */
  readonly turnEndsAtMs?: number | undefined;
  readonly paused: boolean;
};

/** What is to be done next. Each step may be done again: a crash in the middle of it leaves the progress as it was. */
export type DrawStep =
  | { readonly do: "wait"; readonly untilMs: number }
  | { readonly do: "open" }
  | { readonly do: "close" }
  /** Judge, freeze and state the commitment, in parts; only while there is time for it. */
  | { readonly do: "freeze"; readonly untilMs: number }
  | { readonly do: "postpone"; readonly round: number; readonly because: "list-late" | "beacon-late" }
  | { readonly do: "void" }
  /** A charter with a later draw, for receipts that stay good. */
  | { readonly do: "charter-anew"; readonly drawAtMs: number; readonly round: number }
  | { readonly do: "take-beacon"; readonly round: number }
  | { readonly do: "take-own-secret" }
  /** Order, line and opened seals, and the statement of the result. */
  | { readonly do: "draw" }
  | { readonly do: "call"; readonly vacancies: number }
  | { readonly do: "end" };

/** A list that is late is postponed, or drawn anew, by so much. */
const LIST_LATE_MS = 120_000;
const OWN_SECRET_AFTER_MS = 15_000;
const BEACON_LATE_MS = 24 * 3_600_000;
const BEACON_LATE_AHEAD_MS = 600_000;
/** A beacon that has not come is asked for so often. */
const BEACON_RETRY_MS = 1000;

/** The next step of a draw at a moment: of its plan, of what was stated, and of nothing else. */
export function nextStep(plan: DrawPlan, progress: DrawProgress, nowMs: number): DrawStep {
  switch (progress.stage) {
    case "scheduled":
      return nowMs < plan.registration.opensAtMs ? wait(plan.registration.opensAtMs) : { do: "open" };
    case "registering":
      return nowMs < plan.registration.closesAtMs ? wait(plan.registration.closesAtMs) : { do: "close" };
    case "judging":
      return freezeStep(plan, progress, nowMs);
    case "committed":
      return beaconStep(plan, progress, nowMs);
    case "drawn":
      return { do: "draw" };
    case "calling":
      return callingStep(plan, progress, nowMs);
    case "void":
      return voidStep(plan, nowMs);
    case "over":
      return wait(Number.POSITIVE_INFINITY);
  }
}

/** When the list has to be out whose order a round decides. */
export function listDueMs({ clock, leadSeconds }: Pick<DrawPlan, "clock" | "leadSeconds">, round: number): number {
  return timeOfRoundMs(clock, round) - leadSeconds * 1000;
}

/** The commitment has to be out before the round by the lead that the charter promises; what is late is never frozen. */
function freezeStep(plan: DrawPlan, { round }: DrawProgress, nowMs: number): DrawStep {
  const { clock } = plan;
  const outAtMs = timeOfRoundMs(clock, round);
  const untilMs = listDueMs(plan, round);
  if (nowMs <= untilMs) return { do: "freeze", untilMs };
  if (nowMs >= outAtMs) return { do: "void" };
  return { do: "postpone", round: firstRoundAtOrAfter(clock, nowMs + LIST_LATE_MS), because: "list-late" };
}

function beaconStep({ clock, hasOwnSecret }: DrawPlan, { round }: DrawProgress, nowMs: number): DrawStep {
  const outAtMs = timeOfRoundMs(clock, round);
  if (nowMs < outAtMs) return wait(outAtMs);
  if (hasOwnSecret && nowMs >= outAtMs + OWN_SECRET_AFTER_MS) return { do: "take-own-secret" };
  if (nowMs < outAtMs + BEACON_LATE_MS) return { do: "take-beacon", round };
  return { do: "postpone", round: firstRoundAtOrAfter(clock, nowMs + BEACON_LATE_AHEAD_MS), because: "beacon-late" };
}

function callingStep({ endsAtMs }: DrawPlan, progress: DrawProgress, nowMs: number): DrawStep {
  if (nowMs >= endsAtMs) return { do: "end" };
  if (progress.paused) return wait(endsAtMs);
  if (progress.vacancies > 0 && progress.left > 0) return { do: "call", vacancies: progress.vacancies };
  const { turnEndsAtMs } = progress;
  // Without anybody left, and without a turn that runs, nothing can come any more.
  if (turnEndsAtMs === undefined) return progress.left > 0 ? wait(endsAtMs) : { do: "end" };
  return wait(Math.max(nowMs + 1, Math.min(turnEndsAtMs, endsAtMs)));
}

/** A draw that was voided is held later, where the sale lasts long enough for it. */
function voidStep({ clock, endsAtMs, leadSeconds }: DrawPlan, nowMs: number): DrawStep {
  const round = firstRoundAtOrAfter(clock, nowMs + LIST_LATE_MS + leadSeconds * 1000);
  const drawAtMs = timeOfRoundMs(clock, round);
  return drawAtMs < endsAtMs ? { do: "charter-anew", drawAtMs, round } : wait(Number.POSITIVE_INFINITY);
}

function wait(untilMs: number): DrawStep {
  return { do: "wait", untilMs };
}

/** What a step makes of the progress, once it was done and stated. */
export function afterStep(
  progress: DrawProgress,
  step: DrawStep,
  done: { readonly vacancies?: number; readonly left?: number; readonly turnEndsAtMs?: number | undefined } = {},
): DrawProgress {
  switch (step.do) {
    case "open":
      return { ...progress, stage: "registering" };
    case "close":
      return { ...progress, stage: "judging" };
    case "freeze":
      return { ...progress, ...done, stage: "committed" };
    case "postpone":
      return { ...progress, round: step.round };
    case "void":
      return { ...progress, stage: "void" };
    case "take-beacon":
    case "take-own-secret":
      return { ...progress, stage: "drawn" };
    case "draw":
    case "call":
      return { ...progress, ...done, stage: "calling" };
    case "end":
      return { ...progress, stage: "over" };
    case "charter-anew":
      return { ...progress, stage: "judging", round: step.round };
    case "wait":
      return progress;
  }
}

/** When a step that could not be done is tried again. */
export function retryAtMs(step: DrawStep, nowMs: number): number {
  return step.do === "wait" ? step.untilMs : nowMs + BEACON_RETRY_MS;
}
