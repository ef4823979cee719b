import type { CaseFileEntry } from "../../domain/reseller/case/case-file-entry.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { StaffMember } from "../../platform/access.ts";
import { appendToCase } from "../../platform/case-history.ts";
import type { StoredCase } from "../../platform/case-store.ts";
import { caseProblem } from "../../wire/case.ts";
import type { Problem } from "../../wire/problem.ts";
import { standingOf } from "./case-desk.ts";

/** Writes down what somebody did with the file of a case. The case stays where it stands. */
export async function noteInFile(
  db: D1Database,
  { sub, email }: StaffMember,
  caseId: string,
  entry: CaseFileEntry,
): Promise<Result<StoredCase, Problem>> {
  const noted = await appendToCase<never>(db, caseId, (stored) =>
    ok({ entry: { caseId, atMs: Date.now(), by: { sub, email }, ...entry }, after: standingOf(stored) }),
  );
  return noted.ok ? noted : err(caseProblem(noted.error));
}
