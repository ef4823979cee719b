import { err, ok, type Result } from "../../domain/result.ts";
import { assessSeller } from "../domain/assess.ts";
import { coveringSubjects } from "../domain/case/case-subject.ts";
import { parseSellerUrl } from "../domain/host/parse-seller-url.ts";
import { findConfirmedCase } from "../store/case-store.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import type { ResellerDeps } from "./deps.ts";

/** What anybody may hear of a seller. */
export type SellerStatus =
  | { readonly status: "authorized"; readonly seller: string; readonly since?: string | undefined }
  | { readonly status: "confirmed_impostor"; readonly since: string }
  | { readonly status: "unknown" };

/**
 * The public statement about an address. The registry comes first, then the brands' own hosts, then cases that two people
 * confirmed. What is only flagged or in review is `unknown` here, like every shop that nobody ever looked at.
 */
export async function sellerStatus(deps: ResellerDeps, text: string): Promise<Result<SellerStatus, "not-an-address">> {
  const url = parseSellerUrl(text);
  if (!url.ok) return err("not-an-address");
  const { assessor } = await liveAssessor(deps.db);
  const nowMs = deps.nowMs;
  const partner = assessor.partners.find(url.value, nowMs);
  if (partner) {
    return ok({ status: "authorized", seller: partner.legalName, since: `${partner.validFrom}T00:00:00Z` });
  }
  const { authorized, seller } = assessSeller(assessor, url.value, nowMs);
  if (authorized && seller !== undefined) return ok({ status: "authorized", seller });
  const confirmed = await findConfirmedCase(deps.db, coveringSubjects(url.value));
  return ok(
    confirmed === undefined
      ? { status: "unknown" }
      : { status: "confirmed_impostor", since: new Date(confirmed.confirmedAtMs).toISOString() },
  );
}
