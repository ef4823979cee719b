import { table, whole } from "../../../src/cli/shared/table.ts";
import type { Outcome } from "./fault.ts";

/** All rounds of one fault; with `missing` none was possible, and it says why. */
export type FaultReport = Outcome & {
  readonly id: string;
  readonly title: string;
  readonly missing: string | undefined;
  readonly rounds: number;
};

export function reportOf(reports: readonly FaultReport[]): string {
  const tried = reports.filter(({ missing }) => missing === undefined);
  const statuses = [...new Set(tried.flatMap(({ answers }) => Object.keys(answers)))].sort();
  return [
    table([
      ["fault", "", "rounds", "holds", "sales", ...statuses.map(headingOf), "broken promises"],
      ...tried.map(({ id, title, rounds, holds, sales, answers, losses }) => [
        id,
        title,
        whole(rounds),
        whole(holds),
        whole(sales),
        ...statuses.map((status) => whole(answers[status] ?? 0)),
        whole(losses.length),
      ]),
    ]),
    ...tried.flatMap(({ id, notes }) => notes.map((note) => `${id}  ${note}\n`)),
    ...reports
      .filter((each) => each.missing !== undefined)
      .map(({ id, title, missing }) => `${id}  ${title}: not tried, ${missing}\n`),
  ].join("");
}

function headingOf(status: string): string {
  return status === "none" ? "no answer" : status;
}
