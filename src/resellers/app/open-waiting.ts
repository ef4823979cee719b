import { describeError, log } from "../../platform/log.ts";
import { readReportedSeller } from "../domain/case/reported-seller.ts";
import { type IntakeEntry, recordReports } from "../store/case-intake.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import { nextWaiting } from "../store/waiting-reports.ts";
import type { ResellerDeps } from "./deps.ts";
import { AT_ONCE, judgeKeyed, type KeyedReport } from "./file-report.ts";

/**
 * Files the reports whose turn it is, all or none, as if they came now: they open a case, join one that has been opened since, or are
 * kept with none where the seller has been authorized. Never throws: what could not be filed waits for the next minute.
 */
export async function openWaiting(deps: ResellerDeps): Promise<void> {
  try {
    const waiting = await nextWaiting(deps.db, deps.nowMs);
    if (waiting.length === 0) return;
    const { assessor } = await liveAssessor(deps.db);
    const keyed: KeyedReport[] = [];
    const entries: IntakeEntry[] = [];
    for (const { reportId, report, contacts, atMs } of waiting) {
      const seller = readReportedSeller(report.url, assessor.settings.marketplaces);
      const keys = { kept: contacts, known: contacts };
      if (seller.ok) keyed.push({ reportId, body: { ...report, kind: "suspicion" }, seller: seller.value, keys, atMs });
      // Settings that were published since ask for a page of what was a shop: there is nothing to open a case about.
      else entries.push({ reportId, kind: "suspicion", source: "public", report, atMs, contacts: [] });
    }
    const judged = await judgeKeyed(deps, keyed, { source: "public", turnOf: AT_ONCE });
    await recordReports(deps.db, [...entries, ...judged.map(({ entry }) => entry)]);
  } catch (error) {
    log("waiting-reports-unfiled", { detail: describeError(error) });
  }
}
