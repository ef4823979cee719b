import { type Assessment, type Assessor, assessSeller } from "../assess.ts";
import { parseSellerUrl } from "../host/parse-seller-url.ts";
import type { Listing } from "../subject.ts";
import { listingOf } from "./listing-of.ts";
import type { SellerReport } from "./report.ts";

/** What a case was opened by, and what other cases it shares contacts with. */
export type CaseMaterial = {
  readonly reports: readonly SellerReport[];
  readonly sharedContacts: NonNullable<Listing["sharedContacts"]>;
};

/**
 * Judges a case anew by all that was said of it: the strongest report counts, as it does when reports come in.
 * @returns undefined where nothing can be judged, or the seller has been authorized since: then the case stays as it is
 */
export function reassessCase(
  assessor: Assessor,
  { reports, sharedContacts }: CaseMaterial,
  nowMs: number,
): Assessment | undefined {
  const brandIds = assessor.brands.brands.map(({ profile }) => profile.id);
  let strongest: Assessment | undefined;
  for (const report of reports) {
    const url = parseSellerUrl(report.url);
    if (!url.ok) continue;
    const listing = { ...listingOf(report), sharedContacts };
    const assessment = assessSeller(assessor, { ...url.value, listing, brandIds }, nowMs);
    if (assessment.authorized) return undefined;
    if (strongest === undefined || assessment.score > strongest.score) strongest = assessment;
  }
  return strongest;
}
