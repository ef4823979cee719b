import type { ChainEntry } from "../../domain/hash-chain.ts";
import type { CaseEntry } from "../domain/case/case-entry.ts";
import { caseFileWords, isOfFile } from "../domain/case/case-file-entry.ts";
import { CASE_COMMANDS, TRANSITIONS } from "../domain/case/case-state.ts";
import { readsAs } from "../domain/case/reads-as.ts";
import { caseHistory } from "../store/case-history.ts";
import { caseReports, type StoredCase, type StoredReport, similarCases } from "../store/case-store.ts";
import type { CaseSummary, CaseView } from "../wire/case.ts";

/** A case with everything that is known of it. */
export async function caseView(db: D1Database, stored: StoredCase): Promise<CaseView> {
  const [reports, history, similar] = await Promise.all([
    caseReports(db, stored.caseId),
    caseHistory(db, stored.caseId),
    similarCases(db, stored),
  ]);
  return {
    ...caseSummary(stored),
    confirmations: stored.confirmedBy.length,
    confirmedAt: stored.confirmedAtMs === undefined ? undefined : instantOf(stored.confirmedAtMs),
    allowed: CASE_COMMANDS.filter((command) => TRANSITIONS[stored.state][command] !== undefined),
    evidence: [...stored.assessment.evidence],
    received: reports.map(receivedView),
    history: history.map(historyView),
    similar: similar.map(({ shares, ...each }) => ({ ...caseSummary(each), shares: [...shares] })),
  };
}

export function caseSummary(stored: StoredCase): CaseSummary {
  return {
    caseId: stored.caseId,
    subject: stored.subject,
    unicode: readsAs(stored.subject),
    state: stored.state,
    score: stored.score,
    flag: stored.assessment.flag,
    brand: stored.assessment.brand,
    assignedTo: stored.assignedTo,
    reports: stored.reports,
    objections: stored.objections,
    group: stored.group,
    reach: stored.reach,
    waitingSince: instantOf(stored.waitingSinceMs),
    openedAt: instantOf(stored.openedAtMs),
    updatedAt: instantOf(stored.updatedAtMs),
  };
}

function receivedView({ reportId, kind, source, report, atMs }: StoredReport): CaseView["received"][number] {
  return { reportId, kind, source, receivedAt: instantOf(atMs), ...report };
}

function historyView({ seq, hash, body }: ChainEntry<CaseEntry>): CaseView["history"][number] {
  const act = { seq, hash, at: instantOf(body.atMs), by: body.by.email };
  if (isOfFile(body)) return { ...act, kind: body.kind, text: caseFileWords(body) };
  switch (body.kind) {
    case "note":
      return { ...act, kind: "note", text: body.text };
    case "assignment":
      return { ...act, kind: "assignment", assignedTo: body.to, text: body.reason };
    case "undo":
      return { ...act, kind: "undo", from: body.from, to: body.to, text: `Took back ${body.undone}` };
    case "disposition": {
      const { transition, from, to, reason } = body;
      return { ...act, kind: "disposition", transition, from, to, text: reason };
    }
  }
}

function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
