import type { CaseAct } from "./act-on-case.ts";

/**
 * What may be done to many cases at once. Whatever is said in public or needs a second person is decided case by case, so
 * nobody confirms, authorizes or reopens in bulk.
 */
export const TRIAGE_ACTIONS = ["take", "dismiss", "assign"] as const;
export type TriageAction = (typeof TRIAGE_ACTIONS)[number];

export type Triage = {
  readonly action: TriageAction;
  readonly reason: string;
  /** For `assign`: e-mail of who shall work on the cases; absent, nobody. */
  readonly assignTo?: string | undefined;
};

/** What a triage does to each of its cases. */
export function actOfTriage({ action, reason, assignTo }: Triage): CaseAct {
  return action === "assign"
    ? { kind: "assignment", to: assignTo, reason }
    : { kind: "disposition", transition: action, reason };
}
