import type { DriftReport } from "./drift-report.ts";

/** A drift report in one line: what its reader wants to know first. */
export function driftHeadline({ score, features }: Pick<DriftReport, "score" | "features">): string {
  const levels = [score, ...features].map(({ level }) => level);
  const drifted = levels.filter((level) => level === "drifted").length;
  const moved = levels.filter((level) => level === "moved").length;
  if (drifted > 0) return `${drifted === 1 ? "1 figure has" : `${drifted} figures have`} drifted`;
  if (moved > 0) return `${moved === 1 ? "1 figure has" : `${moved} figures have`} moved`;
  return levels.includes("stable") ? "Nothing has moved" : "Too few checkouts to say whether anything moved";
}
