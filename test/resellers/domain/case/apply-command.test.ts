import { describe, expect, it } from "vitest";
import { REASON_CHARS_MAX, REASON_CHARS_MIN } from "../../../../src/domain/limits.ts";
import {
  applyCommand,
  type CaseCommand,
  NEW_CASE,
  type ResellerCase,
} from "../../../../src/resellers/domain/case/apply-command.ts";
import {
  CASE_COMMANDS,
  CASE_STATES,
  type CaseState,
  TRANSITIONS,
} from "../../../../src/resellers/domain/case/case-state.ts";

const REASON = "sells sold-out phones as official";

function command(kind: CaseCommand["kind"], by = "staff-1"): CaseCommand {
  return { kind, by, reason: REASON };
}

function caseIn(state: CaseState, confirmedBy: readonly string[] = []): ResellerCase {
  return { ...NEW_CASE, state, confirmedBy };
}

/** The whole table, written out, so that a change of it is seen here. */
const ALLOWED = [
  ["new", "take", "in_review"],
  ["new", "dismiss", "dismissed"],
  ["in_review", "authorize", "authorized"],
  ["in_review", "dismiss", "dismissed"],
  ["confirmed", "take_down", "taken_down"],
  ["confirmed", "reopen", "reopened"],
  ["authorized", "reopen", "reopened"],
  ["dismissed", "reopen", "reopened"],
  ["taken_down", "reopen", "reopened"],
  ["reopened", "take", "in_review"],
  ["reopened", "dismiss", "dismissed"],
] as const;

describe("applyCommand", () => {
  it.each(ALLOWED)("moves a case from %s by %s to %s and writes it down", (from, kind, to) => {
    expect(applyCommand(caseIn(from), command(kind), 1_000)).toEqual({
      ok: true,
      value: {
        state: to,
        confirmedBy: [],
        events: [{ atMs: 1_000, by: "staff-1", command: kind, from, to, reason: REASON }],
      },
    });
  });

  const allowed = new Set([...ALLOWED.map(([from, kind]) => `${from} ${kind}`), "in_review confirm"]);
  const refused = CASE_STATES.flatMap((from) => CASE_COMMANDS.map((kind) => ({ from, kind }))).filter(
    ({ from, kind }) => !allowed.has(`${from} ${kind}`),
  );

  it("knows every pair of state and command", () => {
    expect(allowed.size + refused.length).toBe(CASE_STATES.length * CASE_COMMANDS.length);
  });

  it.each(refused)("refuses $kind in $from and says what is allowed", ({ from, kind }) => {
    expect(applyCommand(caseIn(from), command(kind), 0)).toEqual({
      ok: false,
      error: {
        kind: "transition-not-allowed",
        from,
        command: kind,
        allowed: CASE_COMMANDS.filter((one) => TRANSITIONS[from][one]),
      },
    });
  });

  it("keeps the first confirmation and confirms with the second person's", () => {
    const first = applyCommand(caseIn("in_review"), command("confirm", "staff-1"), 1);
    expect(first).toMatchObject({ ok: true, value: { state: "in_review", confirmedBy: ["staff-1"] } });
    if (!first.ok) return;
    expect(applyCommand(first.value, command("confirm", "staff-2"), 2)).toMatchObject({
      ok: true,
      value: {
        state: "confirmed",
        confirmedBy: ["staff-1", "staff-2"],
        events: [{ to: "in_review" }, { to: "confirmed" }],
      },
    });
  });

  it("refuses a second confirmation by the same person", () => {
    expect(applyCommand(caseIn("in_review", ["staff-1"]), command("confirm", "staff-1"), 0)).toEqual({
      ok: false,
      error: { kind: "second-person-needed", confirmedBy: ["staff-1"] },
    });
  });

  it.each(["authorize", "dismiss"] as const)("forgets a confirmation when the case leaves review by %s", (kind) => {
    expect(applyCommand(caseIn("in_review", ["staff-1"]), command(kind, "staff-2"), 0)).toMatchObject({
      value: { confirmedBy: [] },
    });
  });

  it("asks for two people anew after a case was reopened", () => {
    const reopened = applyCommand(caseIn("confirmed", ["staff-1", "staff-2"]), command("reopen"), 0);
    expect(reopened).toMatchObject({ value: { state: "reopened", confirmedBy: [] } });
  });

  it.each(["", "   ", "x".repeat(REASON_CHARS_MIN - 1), `  ${"x".repeat(REASON_CHARS_MIN - 1)}  `])(
    "refuses the reason %j",
    (reason) => {
      expect(applyCommand(caseIn("new"), { ...command("take"), reason }, 0)).toEqual({
        ok: false,
        error: { kind: "reason-missing", charsMin: REASON_CHARS_MIN },
      });
    },
  );

  it("refuses a reason that is a report", () => {
    const reason = "x".repeat(REASON_CHARS_MAX + 1);
    expect(applyCommand(caseIn("new"), { ...command("take"), reason }, 0)).toEqual({
      ok: false,
      error: { kind: "reason-too-long", charsMax: REASON_CHARS_MAX },
    });
  });

  it("only adds to the history, whatever commands come", () => {
    let current = NEW_CASE;
    for (const [at, kind] of ["take", "confirm", "confirm", "take_down", "reopen", "take", "authorize"].entries()) {
      const next = applyCommand(
        current,
        command(CASE_COMMANDS.find((one) => one === kind) ?? "take", `staff-${at}`),
        at,
      );
      expect(next.ok).toBe(true);
      if (!next.ok) return;
      expect(next.value.events.slice(0, -1)).toEqual(current.events);
      current = next.value;
    }
    expect(current.state).toBe("authorized");
  });
});
