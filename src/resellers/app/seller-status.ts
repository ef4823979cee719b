import { err, ok, type Result } from "../../domain/result.ts";
import { ownHostOf } from "../domain/assess.ts";
import { coveringSubjects } from "../domain/case/case-subject.ts";
import { parseSellerUrl } from "../domain/host/parse-seller-url.ts";
import { findConfirmedCase } from "../store/case-store.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import type { ResellerDeps } from "./deps.ts";

/** What anybody may hear of a seller. `covers` is the host or the page that it holds for, with what lies below. */
export type SellerStatus =
  | {
      readonly status: "authorized";
      readonly seller: string;
      readonly covers: string;
      readonly since?: string | undefined;
    }
  | { readonly status: "confirmed_impostor"; readonly covers: string; readonly since: string }
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
  const found = assessor.partners.find(url.value, nowMs);
  if (found) {
    const { partner, address: covers } = found;
    return ok({ status: "authorized", seller: partner.legalName, covers, since: `${partner.validFrom}T00:00:00Z` });
  }
  const own = ownHostOf(url.value.host.ascii, assessor.brands);
  if (own) return ok({ status: "authorized", seller: own.brand.profile.name, covers: own.address });
  const confirmed = await findConfirmedCase(deps.db, coveringSubjects(url.value));
  return ok(
    confirmed === undefined
      ? { status: "unknown" }
      : {
          status: "confirmed_impostor",
          covers: confirmed.subject,
          since: new Date(confirmed.confirmedAtMs).toISOString(),
        },
  );
}
