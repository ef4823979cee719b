import type * as z from "zod";
import { OWN_SPACES, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { newTokenId } from "../../domain/ids.ts";
import { REPORTED_CASES_PER_HOUR_MAX, REPORTS_PER_SLICE, SCAN_HOSTS_PER_SLICE } from "../../domain/limits.ts";
import { assert, err, ok, type Result } from "../../domain/result.ts";
import { isReserved } from "../../domain/room.ts";
import { log } from "../../platform/log.ts";
import { databaseBytes } from "../../platform/storage/watched-storage.ts";
import { invalid, type Problem } from "../../wire/problem.ts";
import { type Assessor, assessSeller } from "../domain/assess.ts";
import { coveringSubjects } from "../domain/case/case-subject.ts";
import { listingOf } from "../domain/case/listing-of.ts";
import type { ReportSource } from "../domain/case/report.ts";
import { type ReportedSeller, readReportedSeller, subjectOfReport } from "../domain/case/reported-seller.ts";
import { skeletonOf } from "../domain/case/skeleton.ts";
import { NOT_A_SELLER_WORDS } from "../domain/intake/read-listing.ts";
import type { Listing } from "../domain/subject.ts";
import { type ContactHolder, type ContactKeys, contactHolders, contactKeys } from "../store/case-contacts.ts";
import { casesBySubject, type IntakeEntry, recordReports } from "../store/case-intake.ts";
import { liveAssessor } from "../store/live-assessor.ts";
import { caseTurn, patternOf, type WaitingPlace } from "../store/waiting-reports.ts";
import type { reportAnswer, reportBody } from "../wire/case.ts";
import type { ResellerDeps } from "./deps.ts";

export type ReportBody = z.infer<typeof reportBody>;

/** Who reports: somebody of the staff, or of the public, whose address lies in a block of a network. */
export type Reporter = { readonly source: "staff" } | { readonly source: "public"; readonly block: string };

/** What came of a report. `no-case`: it is kept, and the seller is authorized, the brand itself, or an objection found none. */
export type Filed = {
  readonly receipt: z.infer<typeof reportAnswer>;
  readonly outcome: "opened" | "joined" | "no-case";
};

const NO_ROOM: Problem = {
  slug: "storage-unavailable",
  detail: "The database is nearly full and takes no reports until its operator has made room.",
  retryAfterSeconds: 3600,
};

/** Takes one report in. */
export async function fileReport(
  deps: ResellerDeps,
  body: ReportBody,
  reporter: Reporter,
): Promise<Result<Filed["receipt"], Problem>> {
  const { assessor } = await liveAssessor(deps.db);
  if (reporter.source === "public" && isReserved(databaseBytes(deps.db))) return err(NO_ROOM);
  const seller = readReportedSeller(body.url, assessor.settings.marketplaces);
  if (!seller.ok) return err(invalid([{ pointer: "/url", detail: NOT_A_SELLER_WORDS[seller.error] }]));
  const [filed] = await fileReports(deps, [{ body, seller: seller.value }], reporter);
  if (filed === undefined) throw new TypeError("each report is filed");
  return ok(filed.receipt);
}

/** A report that its schema accepted, and the seller that it names. */
export type ReadReport = { readonly body: ReportBody; readonly seller: ReportedSeller };

/** The same with the keys of its contacts in their place, its id, and when it came. */
export type KeyedReport = {
  readonly reportId: string;
  readonly body: Omit<ReportBody, "contacts">;
  readonly seller: ReportedSeller;
  readonly keys: ContactKeys;
  readonly atMs: number;
};

/** How reports may open cases. */
export type CaseOpening = {
  readonly source: ReportSource;
  readonly turnOf: (skeleton: string) => Promise<{ readonly mayOpen: boolean; readonly waits?: WaitingPlace }>;
};

/** Whatever is reported opens a case that there is none of. */
export const AT_ONCE: CaseOpening["turnOf"] = async () => ({ mayOpen: true });

/**
 * Takes reports in, all or none: the detectors look at each address and at what was said, and a case is opened or joined,
 * unless the address is a partner's or the brand's own. Reports of one call see each other's contacts. Everything in a report
 * is a claim; its address is never fetched.
 * @returns what came of each report, in order
 */
export async function fileReports(
  deps: ResellerDeps,
  reports: readonly ReadReport[],
  reporter: Reporter,
): Promise<Filed[]> {
  const judged = await judgeReports(deps, reports, reporter);
  await recordReports(
    deps.db,
    judged.map(({ entry }) => entry),
  );
  return judged.map(({ filed }) => filed);
}

/** What would come of reports; nothing is written. */
export async function judgeReports(
  deps: ResellerDeps,
  reports: readonly ReadReport[],
  reporter: Reporter,
): Promise<JudgedReport[]> {
  const atMs = deps.nowMs;
  const keyed: KeyedReport[] = [];
  for (const [at, { body, seller }] of reports.entries()) {
    if (at > 0 && at % REPORTS_PER_SLICE === 0) await deps.pause();
    const { contacts, ...said } = body;
    const reportId = `rep_${newTokenId(atMs, deps.random)}`;
    keyed.push({ reportId, body: said, seller, keys: contactKeys(deps.config, contacts), atMs });
  }
  const turnOf = reporter.source === "staff" ? AT_ONCE : turnsOfPublic(deps, reporter.block);
  return await judgeKeyed(deps, keyed, { source: reporter.source, turnOf });
}

/** An entry to be kept, and what its reporter hears. */
type JudgedReport = { readonly entry: IntakeEntry; readonly filed: Filed };

/** What would come of reports whose contacts have been read; nothing is written. */
export async function judgeKeyed(
  deps: ResellerDeps,
  keyed: readonly KeyedReport[],
  { source, turnOf }: CaseOpening,
): Promise<JudgedReport[]> {
  const { db, nowMs } = deps;
  const [{ assessor }, known, holders] = await Promise.all([
    liveAssessor(db),
    casesBySubject(
      db,
      keyed.flatMap(({ seller }) => [seller.subject, ...coveringSubjects(seller.url)]),
    ),
    contactHolders(
      db,
      keyed.flatMap(({ keys }) => keys.known),
    ),
  ]);
  const caseIds = new Map([...known].map(([subject, { caseId }]) => [subject, caseId]));
  const judged: JudgedReport[] = [];
  for (const [at, { reportId, body, seller, keys, atMs }] of keyed.entries()) {
    if (at % SCAN_HOSTS_PER_SLICE === 0) await deps.pause();
    const { kind, ...report } = body;
    const subject = subjectOfReport(seller, (each) => known.get(each)?.state);
    const listing = {
      ...listingOf(report),
      sharedContacts: shared(holders, keys.known, subject),
    };
    const assessment = judge(assessor, { ...seller, subject }, listing, nowMs);
    const before = caseIds.get(subject);
    const caseId = before ?? `case_${newTokenId(nowMs, deps.random)}`;
    const skeleton = skeletonOf(seller.url.host, subject);
    const isNew = before === undefined && kind === "suspicion" && !assessment.authorized;
    const { mayOpen, waits } = isNew ? await turnOf(skeleton) : { mayOpen: true };
    const isAboutCase = mayOpen && !assessment.authorized;
    const about = isAboutCase ? { caseId, subject, skeleton, assessment, atMs: nowMs } : undefined;
    const entry = { reportId, kind, source, report, atMs, about, contacts: keys.kept, waits };
    const isAbout = about !== undefined && (before !== undefined || kind === "suspicion");
    const outcome = isAbout ? (before === undefined ? "opened" : "joined") : "no-case";
    const receipt = { receiptId: reportId, receivedAt: new Date(atMs).toISOString() };
    judged.push({ entry, filed: { receipt, outcome } });
    if (about === undefined || kind === "objection") continue;
    caseIds.set(subject, caseId);
    holders.push(...keys.kept.map((key) => ({ ...key, caseId, subject })));
  }
  return judged;
}

/** The public opens as many cases about names that begin alike as an hour takes; who comes then waits for `openWaiting`. */
function turnsOfPublic({ db, config, nowMs }: ResellerDeps, block: string): CaseOpening["turnOf"] {
  return async (skeleton) => {
    const [pepper] = config.peppers;
    assert(pepper !== undefined, "a configuration has a pepper");
    const network = pseudonymsFor(OWN_SPACES.reports, pepper)("ip", block);
    const place = { pattern: patternOf(skeleton), network };
    const turn = await caseTurn(db, place, nowMs);
    if (turn === "open") return { mayOpen: true };
    log("reported-cases-full", { casesMax: REPORTED_CASES_PER_HOUR_MAX, waits: turn === "wait" });
    return turn === "wait" ? { mayOpen: false, waits: place } : { mayOpen: false };
  };
}

function judge(assessor: Assessor, { url }: ReportedSeller, listing: Listing, atMs: number) {
  const brandIds = assessor.brands.brands.map(({ profile }) => profile.id);
  return assessSeller(assessor, { ...url, listing, brandIds }, atMs);
}

/** Contacts that other cases show too. */
function shared(
  holders: readonly ContactHolder[],
  keys: IntakeEntry["contacts"],
  subject: string,
): NonNullable<Listing["sharedContacts"]> {
  return keys.flatMap(({ kind, pseudonym }) => {
    const others = holders.filter(
      (each) => each.pseudonym === pseudonym && each.kind === kind && each.subject !== subject,
    );
    return others.length === 0 ? [] : [{ kind, key: pseudonym, caseIds: others.map(({ caseId }) => caseId) }];
  });
}
