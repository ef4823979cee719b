import { err, ok, type Result } from "../../../domain/result.ts";
import { type NotASellerUrl, parseSellerUrl, type SellerUrl } from "../host/parse-seller-url.ts";
import { type CaseState, SETTLED_STATES } from "./case-state.ts";
import { caseSubject, coveringSubjects } from "./case-subject.ts";

/** A seller that somebody named: the address, and what a case about it is called. */
export type ReportedSeller = { readonly url: SellerUrl; readonly subject: string };

/** Why an address names no seller; `shared-host`: many sell there, so the page is needed. */
export type NotASeller = NotASellerUrl | "shared-host";

export function readReportedSeller(
  text: string,
  marketplaces: ReadonlySet<string>,
): Result<ReportedSeller, NotASeller> {
  const url = parseSellerUrl(text);
  if (!url.ok) return url;
  const subject = caseSubject(url.value, marketplaces);
  return subject.ok ? ok({ url: url.value, subject: subject.value }) : err(subject.error);
}

/**
 * The case that a report belongs to. What people have settled does not come back in another form: a page below a seller who
 * was dismissed or authorized is that seller, and so is a host below one that was authorized. A host below a dismissed one
 * is judged anew, since a subdomain may be somebody else's.
 * @param stateOf where the case about a subject stands; undefined where there is none
 */
export function subjectOfReport(
  { url, subject }: ReportedSeller,
  stateOf: (subject: string) => CaseState | undefined,
): string {
  if (stateOf(subject) !== undefined) return subject;
  const host = subject.split("/")[0];
  const settled = coveringSubjects(url).find((covering) => {
    const state = stateOf(covering);
    const isSameHost = covering.split("/")[0] === host;
    return state === "authorized" || (isSameHost && SETTLED_STATES.some((known) => known === state));
  });
  return settled ?? subject;
}
