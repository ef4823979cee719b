import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/callers/access.ts";
import type { Problem } from "../../wire/problem.ts";
import type { CaseFileEntry } from "../domain/case/case-file-entry.ts";
import { appendToCase } from "../store/case-history.ts";
import type { StoredCase } from "../store/case-store.ts";
import { caseProblem } from "../wire/case.ts";
import { caseStanding } from "./change-case.ts";
import type { ResellerDeps } from "./deps.ts";

/** Writes down what somebody did with the file of a case. The case stays where it stands. */
export async function noteInFile(
  { db, nowMs }: ResellerDeps,
  { sub, email }: StaffMember,
  caseId: string,
  entry: CaseFileEntry,
): Promise<Result<StoredCase, Problem>> {
  const noted = await appendToCase<never>(db, caseId, (stored) =>
    ok({ entry: { caseId, atMs: nowMs, by: { sub, email }, ...entry }, after: caseStanding(stored) }),
  );
  return noted.ok ? noted : err(caseProblem(noted.error));
}
