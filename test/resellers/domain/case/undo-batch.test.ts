import { describe, expect, it } from "vitest";
import { nextEntry } from "../../../../src/domain/hash-chain.ts";
import { TRIAGE_UNDO_MS } from "../../../../src/domain/limits.ts";
import { type ActTerms, actOnCase } from "../../../../src/resellers/domain/case/act-on-case.ts";
import type { CaseStanding } from "../../../../src/resellers/domain/case/case-entry.ts";
import { mayUndo, undoInCase } from "../../../../src/resellers/domain/case/undo-batch.ts";

const ANN = { sub: "staff-1", email: "ann@staff.example" };
const BOB = { sub: "staff-2", email: "bob@staff.example" };
const WAS: CaseStanding = { state: "in_review", confirmedBy: ["staff-2"], assignedTo: BOB.email, waitingSinceMs: 5 };
const TERMS: ActTerms = { caseId: "case_1", by: ANN, atMs: 1_000, batchId: "bat_1" };

function dismissed() {
  const reason = "a repair shop of that name";
  const done = actOnCase(WAS, { kind: "disposition", transition: "dismiss", reason }, TERMS);
  if (!done.ok) throw new TypeError("a case in review can be dismissed");
  return { entry: nextEntry(undefined, done.value.entry), after: done.value.after };
}

describe("mayUndo", () => {
  const { entry } = dismissed();
  it.each([
    ["at the last moment", [entry], ANN, 1_000 + TRIAGE_UNDO_MS, undefined],
    ["a moment later", [entry], ANN, 1_001 + TRIAGE_UNDO_MS, "undo-too-late"],
    ["by somebody else", [entry], BOB, 1_000, "not-yours"],
    ["of nothing", [], ANN, 1_000, "batch-unknown"],
  ])("%s", (_, done, by, nowMs, refusal) => {
    const may = mayUndo(done, by, nowMs);
    expect(may.ok ? undefined : may.error.kind).toBe(refusal);
  });
});

describe("undoInCase", () => {
  it("puts the case back where it stood, confirmations and person included", () => {
    const { entry, after } = dismissed();
    const undone = undoInCase(entry, { standing: after, latestSeq: 1 }, { caseId: "case_1", by: ANN, atMs: 2_000 });
    expect(undone).toEqual({
      ok: true,
      value: {
        entry: {
          caseId: "case_1",
          atMs: 2_000,
          by: ANN,
          kind: "undo",
          undone: "bat_1",
          from: "dismissed",
          to: "in_review",
        },
        after: WAS,
      },
    });
  });

  it("leaves a case that somebody has touched since", () => {
    const { entry, after } = dismissed();
    const undone = undoInCase(entry, { standing: after, latestSeq: 2 }, { caseId: "case_1", by: ANN, atMs: 2_000 });
    expect(undone).toEqual({ ok: false, error: { kind: "moved-since" } });
  });
});
