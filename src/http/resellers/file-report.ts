import type * as z from "zod";
import { newTokenId } from "../../domain/ids.ts";
import { type Assessor, assessSeller } from "../../domain/reseller/assess.ts";
import { caseSubject } from "../../domain/reseller/case/case-subject.ts";
import type { ReportSource, SellerReport } from "../../domain/reseller/case/report.ts";
import { skeletonOf } from "../../domain/reseller/case/skeleton.ts";
import { parseSellerUrl, type SellerUrl } from "../../domain/reseller/host/parse-seller-url.ts";
import type { Listing } from "../../domain/reseller/subject.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { contactKeys, keepContacts, sharedContacts } from "../../platform/case-contacts.ts";
import { type ReportedCase, recordReport } from "../../platform/case-store.ts";
import { random } from "../../platform/random.ts";
import { resellerDesk } from "../../platform/reseller-assessor.ts";
import type { reportAnswer, reportBody } from "../../wire/case.ts";
import type { Problem } from "../../wire/problem.ts";
import type { HttpContext } from "../env.ts";
import { invalid } from "../read-body.ts";

/**
 * Takes a report in: the detectors look at the address and at what was said, and a case is opened or joined, unless the
 * address is a partner's or the brand's own. Everything in a report is a claim; its address is never fetched.
 */
export async function fileReport(
  c: HttpContext,
  { kind, contacts, ...report }: z.infer<typeof reportBody>,
  source: ReportSource,
): Promise<Result<z.infer<typeof reportAnswer>, Problem>> {
  const url = parseSellerUrl(report.url);
  if (!url.ok) return err(invalid([{ pointer: "/url", detail: "must be an address such as shop.example/page" }]));
  const { assessor } = await resellerDesk(c.env.DB);
  const subject = caseSubject(url.value, assessor.settings.marketplaces);
  if (!subject.ok) {
    const detail = "must name the seller's own page: many sellers share this host";
    return err(invalid([{ pointer: "/url", detail }]));
  }
  const atMs = Date.now();
  const shared = await sharedContacts(c.env.DB, c.get("config"), { contacts, subject: subject.value });
  const reported = {
    url: url.value,
    subject: subject.value,
    listing: { ...listingOf(report), sharedContacts: shared },
  };
  const about = reportedCase(assessor, reported, atMs);
  const reportId = `rep_${newTokenId(atMs, random)}`;
  await recordReport(c.env.DB, { reportId, kind, source, report, atMs }, about);
  if (kind === "suspicion") await keepContacts(c.env.DB, subject.value, contactKeys(c.get("config"), contacts));
  return ok({ receiptId: reportId, receivedAt: new Date(atMs).toISOString() });
}

type Reported = { readonly url: SellerUrl; readonly subject: string; readonly listing: Listing };

/** @returns undefined for sellers that no case is opened about */
function reportedCase(assessor: Assessor, { url, subject, listing }: Reported, atMs: number): ReportedCase | undefined {
  const brandIds = assessor.brands.brands.map(({ profile }) => profile.id);
  const assessment = assessSeller(assessor, { ...url, listing, brandIds }, atMs);
  if (assessment.authorised) return undefined;
  return { caseId: `case_${newTokenId(atMs, random)}`, subject, skeleton: skeletonOf(url.host), assessment };
}

function listingOf({ sellerName, note, price, sku }: SellerReport): Listing {
  return {
    text: [sellerName, note].filter((words) => words !== undefined).join("\n"),
    price: price === undefined || sku === undefined ? undefined : { sku, ...price },
  };
}
