import { REASON_CHARS_MAX, REASON_CHARS_MIN } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { CASE_COMMANDS, type CaseCommandKind, type CaseState, TRANSITIONS } from "./case-state.ts";

/** Different people who must confirm before a case is confirmed. */
export const CONFIRMATIONS_NEEDED = 2;

/** One thing that was done to a case. Entries are only ever added. */
export type CaseEvent = {
  readonly atMs: number;
  /** The staff member's stable subject. */
  readonly by: string;
  readonly command: CaseCommandKind;
  readonly from: CaseState;
  readonly to: CaseState;
  readonly reason: string;
};

/** One impostor case: where it stands, who has confirmed it in this review, and all that happened. */
export type ResellerCase = {
  readonly state: CaseState;
  readonly confirmedBy: readonly string[];
  readonly events: readonly CaseEvent[];
};

export type CaseCommand = { readonly kind: CaseCommandKind; readonly by: string; readonly reason: string };

export type CaseRefusal =
  | {
      readonly kind: "transition-not-allowed";
      readonly from: CaseState;
      readonly command: CaseCommandKind;
      readonly allowed: readonly CaseCommandKind[];
    }
  | { readonly kind: "reason-missing"; readonly charsMin: number }
  | { readonly kind: "reason-too-long"; readonly charsMax: number }
  | { readonly kind: "second-person-needed"; readonly confirmedBy: readonly string[] };

/** What is wrong with a reason; undefined where nothing is. */
export function reasonRefusal(reason: string): CaseRefusal | undefined {
  const { length } = reason.trim();
  if (length < REASON_CHARS_MIN) return { kind: "reason-missing", charsMin: REASON_CHARS_MIN };
  return length > REASON_CHARS_MAX ? { kind: "reason-too-long", charsMax: REASON_CHARS_MAX } : undefined;
}

export const NEW_CASE: ResellerCase = { state: "new", confirmedBy: [], events: [] };

/**
 * Applies one command of one person. The first confirmation leaves the case in review and is kept; the second one
 * confirms, and it must be another person's. Any other command that moves the case forgets confirmations, so a reopened
 * case needs two anew.
 */
export function applyCommand(
  before: ResellerCase,
  command: CaseCommand,
  nowMs: number,
): Result<ResellerCase, CaseRefusal> {
  const reason = command.reason.trim();
  const target = TRANSITIONS[before.state][command.kind];
  if (target === undefined) {
    const allowed = CASE_COMMANDS.filter((kind) => TRANSITIONS[before.state][kind] !== undefined);
    return err({ kind: "transition-not-allowed", from: before.state, command: command.kind, allowed });
  }
  const refused = reasonRefusal(reason);
  if (refused !== undefined) return err(refused);
  if (command.kind === "confirm" && before.confirmedBy.includes(command.by)) {
    return err({ kind: "second-person-needed", confirmedBy: before.confirmedBy });
  }
  const confirmedBy = command.kind === "confirm" ? [...before.confirmedBy, command.by] : [];
  const waits = command.kind === "confirm" && confirmedBy.length < CONFIRMATIONS_NEEDED;
  const to = waits ? before.state : target;
  const event = { atMs: nowMs, by: command.by, command: command.kind, from: before.state, to, reason };
  return ok({ state: to, confirmedBy, events: [...before.events, event] });
}
