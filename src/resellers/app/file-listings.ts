import type { ListingFile } from "../domain/intake/listing.ts";
import type { ResellerDeps } from "./deps.ts";
import { fileReports, judgeReports, type Reporter } from "./file-report.ts";

const STAFF: Reporter = { source: "staff" };
/** Listings that are judged and written together: few enough for one bound value of a statement. */
const LISTINGS_PER_WRITE = 200;

/** Cases that were opened, joined, or are not about an impostor. */
export type ListingCounts = { readonly opened: number; readonly joined: number; readonly authorized: number };

/** Files each listing as a report of staff. @param isPreview says what would come of it, and writes nothing */
export async function fileListings(
  deps: ResellerDeps,
  listings: ListingFile["listings"],
  isPreview: boolean,
): Promise<ListingCounts> {
  const counts = { opened: 0, joined: 0, authorized: 0 };
  for (let at = 0; at < listings.length; at += LISTINGS_PER_WRITE) {
    const reports = listings.slice(at, at + LISTINGS_PER_WRITE).map(({ seller, report, contacts }) => ({
      seller,
      body: { ...report, contacts: [...contacts], kind: "suspicion" as const },
    }));
    const filed = isPreview
      ? (await judgeReports(deps, reports, STAFF)).map((judged) => judged.filed)
      : await fileReports(deps, reports, STAFF);
    for (const { outcome } of filed) counts[outcome === "no-case" ? "authorized" : outcome] += 1;
  }
  return counts;
}
