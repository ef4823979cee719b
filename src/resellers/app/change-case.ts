import { BRAND_ROLES } from "../../app/roles.ts";
import { EMAIL_PREFIX } from "../../config.ts";
import { newTokenId } from "../../domain/ids.ts";
import { TRIAGE_UNDO_MS } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { actOnCase, type CaseAct } from "../domain/case/act-on-case.ts";
import type { CaseRefusal } from "../domain/case/apply-command.ts";
import { actOfTriage, type Triage } from "../domain/case/triage.ts";
import { mayUndo, undoInCase } from "../domain/case/undo-batch.ts";
import { type AppendedCases, appendToCase, appendToCases, batchHistory } from "../store/case-history.ts";
import { peopleOnCases } from "../store/case-metrics.ts";
import type { StoredCase } from "../store/case-store.ts";
import { caseProblem } from "../wire/case.ts";
import type { ResellerDeps } from "./deps.ts";

/** Does one thing to one case, where this person may. */
export async function changeCase(
  deps: ResellerDeps,
  { sub, email }: StaffMember,
  { caseId, act }: { readonly caseId: string; readonly act: CaseAct },
): Promise<Result<StoredCase, Problem>> {
  const terms = { caseId, by: { sub, email }, atMs: deps.nowMs };
  const changed = await appendToCase(deps.db, caseId, (stored) => actOnCase(caseStanding(stored), act, terms));
  return changed.ok ? changed : err(caseProblem(changed.error));
}

/** What came of a triage: its id and until when it may be undone, absent where no case was changed. */
export type Triaged = AppendedCases<CaseRefusal> & {
  readonly batch?: { readonly id: string; readonly undoUntilMs: number };
};

/** Does the same to several cases; those that it cannot be done to are named, and the others are changed together. */
export async function triageCases(
  deps: ResellerDeps,
  { sub, email }: StaffMember,
  { caseIds, triage }: { readonly caseIds: readonly string[]; readonly triage: Triage },
): Promise<Result<Triaged, Problem>> {
  const { assignTo } = triage;
  if (assignTo !== undefined && assignTo !== email && !(await assignablePeople(deps)).includes(assignTo)) {
    const detail = "must be the e-mail address of somebody who decides cases";
    return err(invalid([{ pointer: "/assignTo", detail }]));
  }
  const atMs = deps.nowMs;
  const batchId = `bat_${newTokenId(atMs, deps.random)}`;
  const act = actOfTriage(triage);
  const appended = await appendToCases(deps.db, caseIds, (stored) =>
    actOnCase(caseStanding(stored), act, { caseId: stored.caseId, by: { sub, email }, atMs, batchId }),
  );
  if (!appended.ok) return err(caseProblem(appended.error));
  if (appended.value.changed.length === 0) return appended;
  return ok({ ...appended.value, batch: { id: batchId, undoUntilMs: atMs + TRIAGE_UNDO_MS } });
}

/** Takes a triage back: each case that nobody has touched since stands where it stood before. */
export async function undoTriage(
  deps: ResellerDeps,
  { sub, email }: StaffMember,
  batchId: string,
): Promise<Result<AppendedCases<{ readonly kind: "moved-since" }>, Problem>> {
  const by = { sub, email };
  const atMs = deps.nowMs;
  const done = await batchHistory(deps.db, batchId);
  const may = mayUndo(done, by, atMs);
  if (!may.ok) return err(caseProblem(may.error));
  const entries = new Map(done.map((entry) => [entry.body.caseId, entry]));
  const undone = await appendToCases(deps.db, [...entries.keys()], (stored, latestSeq) => {
    const entry = entries.get(stored.caseId);
    return entry === undefined
      ? err({ kind: "moved-since" } as const)
      : undoInCase(entry, { standing: caseStanding(stored), latestSeq }, { caseId: stored.caseId, by, atMs });
  });
  return undone.ok ? undone : err(caseProblem(undone.error));
}

/** People whom a case can be given to: those whom the settings name by e-mail, and those who work on one already. */
export async function assignablePeople(deps: ResellerDeps): Promise<readonly string[]> {
  const named = [...deps.config.staff.roles]
    .filter(([name, role]) => name.startsWith(EMAIL_PREFIX) && BRAND_ROLES.includes(role))
    .map(([name]) => name.slice(EMAIL_PREFIX.length));
  return [...new Set([...named, ...(await peopleOnCases(deps.db))])].sort();
}

export function caseStanding({ state, confirmedBy, confirmedAtMs, assignedTo, waitingSinceMs }: StoredCase) {
  return { state, confirmedBy, confirmedAtMs, assignedTo, waitingSinceMs };
}
