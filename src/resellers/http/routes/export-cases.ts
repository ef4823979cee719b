import { CASE_READERS } from "../../../app/roles.ts";
import { streamResponse } from "../../../http/respond.ts";
import type { Route, StaffCall } from "../../../http/route.ts";
import { csvLine } from "../../domain/csv/csv-line.ts";
import { listCases, type StoredCase } from "../../store/case-store.ts";
import { CASE_QUERY, caseFilter } from "../case-filter.ts";

const CASES_PER_READ = 500;

export const exportCasesRoute: Route = {
  method: "get",
  path: "/v1/cases/export",
  operationId: "exportCases",
  summary: "Cases as a CSV file, all that a filter lets through",
  description: "For spreadsheets: a text that one would read as a formula has an apostrophe in front.",
  tag: "Staff",
  caller: "staff",
  roles: CASE_READERS,
  query: CASE_QUERY,
  problems: [],
  handle: exportCases,
};

async function exportCases({ c, staff }: StaffCall): Promise<Response> {
  const filter = caseFilter(new URL(c.req.url).searchParams, staff);
  return await streamResponse(caseLines(c.env.DB, filter), {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="cases.csv"',
  });
}

async function* caseLines(db: D1Database, filter: ReturnType<typeof caseFilter>): AsyncGenerator<string> {
  let header = csvLine(COLUMNS.map(([name]) => name));
  for (let after = filter.after, isLast = false; !isLast; ) {
    const { cases, nextCursor } = await listCases(db, { ...filter, after }, CASES_PER_READ);
    yield header + cases.map((stored) => csvLine(COLUMNS.map(([, read]) => read(stored)))).join("");
    header = "";
    after = nextCursor;
    isLast = nextCursor === undefined;
  }
}

const COLUMNS: readonly (readonly [string, (stored: StoredCase) => string | number | undefined])[] = [
  ["case", ({ caseId }) => caseId],
  ["subject", ({ subject }) => subject],
  ["state", ({ state }) => state],
  ["score", ({ score }) => score],
  ["brand", ({ assessment }) => assessment.brand],
  ["evidence", ({ assessment }) => assessment.evidence.map(({ detector, sign }) => `${detector}/${sign}`).join(" ")],
  ["assignedTo", ({ assignedTo }) => assignedTo],
  ["reports", ({ reports }) => reports],
  ["objections", ({ objections }) => objections],
  ["group", ({ group }) => group.id],
  ["groupCases", ({ group }) => group.cases],
  ["reach", ({ reach }) => reach],
  ["waitingSince", ({ waitingSinceMs }) => new Date(waitingSinceMs).toISOString()],
  ["opened", ({ openedAtMs }) => new Date(openedAtMs).toISOString()],
  ["updated", ({ updatedAtMs }) => new Date(updatedAtMs).toISOString()],
];
