import { describe, expect, it } from "vitest";
import { type ActTerms, actOnCase } from "../../../../src/resellers/domain/case/act-on-case.ts";
import type { CaseStanding } from "../../../../src/resellers/domain/case/case-entry.ts";
import { actOfTriage, TRIAGE_ACTIONS } from "../../../../src/resellers/domain/case/triage.ts";

const REASON = "sells sold-out phones as official";
const BEFORE: CaseStanding = { state: "in_review", confirmedBy: ["staff-2"], waitingSinceMs: 5 };
const TERMS: ActTerms = { caseId: "case_1", by: { sub: "staff-1", email: "ann@staff.example" }, atMs: 1_000 };

const dispose = (transition: "take" | "dismiss" | "confirm" | "reopen" | "take_down", before = BEFORE) =>
  actOnCase(before, { kind: "disposition", transition, reason: REASON }, TERMS);

describe("actOnCase", () => {
  it("assigns a case to who takes it", () => {
    expect(dispose("take", { ...BEFORE, state: "new" })).toMatchObject({
      value: { after: { state: "in_review", assignedTo: "ann@staff.example", waitingSinceMs: 5 } },
    });
  });

  it("lets a reopened case wait from now on", () => {
    const reopened = dispose("reopen", { ...BEFORE, state: "dismissed" });
    expect(reopened).toMatchObject({ value: { after: { state: "reopened", waitingSinceMs: 1_000 } } });
  });

  it("keeps since when a confirmed shop is warned of, also when it was taken down", () => {
    expect(dispose("confirm")).toMatchObject({ value: { after: { state: "confirmed", confirmedAtMs: 1_000 } } });
    const before = { ...BEFORE, state: "confirmed", confirmedAtMs: 700 } as const;
    expect(dispose("take_down", before)).toMatchObject({ value: { after: { confirmedAtMs: 700 } } });
  });

  it("gives a case to somebody and takes it from them, and leaves all else", () => {
    const given = actOnCase(BEFORE, { kind: "assignment", to: "bob@staff.example", reason: ` ${REASON} ` }, TERMS);
    expect(given).toEqual({
      ok: true,
      value: {
        entry: {
          caseId: "case_1",
          atMs: 1_000,
          by: TERMS.by,
          kind: "assignment",
          from: undefined,
          to: "bob@staff.example",
          reason: REASON,
        },
        after: { ...BEFORE, assignedTo: "bob@staff.example" },
      },
    });
    const taken = actOnCase(
      { ...BEFORE, assignedTo: "bob@staff.example" },
      { kind: "assignment", reason: REASON },
      TERMS,
    );
    expect(taken).toMatchObject({ value: { entry: { from: "bob@staff.example" }, after: { assignedTo: undefined } } });
  });

  it.each([
    ["reason-missing", "because"],
    ["reason-too-long", "x".repeat(2_001)],
  ])("refuses an assignment with %s", (kind, reason) => {
    expect(actOnCase(BEFORE, { kind: "assignment", reason }, TERMS)).toMatchObject({ ok: false, error: { kind } });
  });

  it("keeps where the case stood where it may be undone", () => {
    const done = actOnCase(BEFORE, actOfTriage({ action: "dismiss", reason: REASON }), { ...TERMS, batchId: "bat_1" });
    expect(done).toMatchObject({ value: { entry: { batch: { id: "bat_1", was: BEFORE } } } });
  });
});

it("triage does nothing that is said in public or needs a second person", () => {
  expect(TRIAGE_ACTIONS).toEqual(["take", "dismiss", "assign"]);
});
