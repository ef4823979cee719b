import { csvLine } from "../csv/csv-line.ts";
import { PARTNER_COLUMNS } from "./import-problem.ts";
import type { Partner } from "./partner.ts";

/** The registry as a file that an import reads again. */
export function registryCsv(partners: readonly Partner[]): string {
  const rows = partners.map((partner) =>
    csvLine(
      PARTNER_COLUMNS.map((column) => {
        const value = partner[column];
        return typeof value === "string" ? value : value?.join(";");
      }),
    ),
  );
  return [csvLine(PARTNER_COLUMNS), ...rows].join("");
}
