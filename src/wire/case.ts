import * as z from "zod";
import { REPORT_CONTACTS_MAX } from "../domain/limits.ts";
import type { CaseRefusal } from "../domain/reseller/case/apply-command.ts";
import { REASON_CHARS_MAX, REASON_CHARS_MIN } from "../domain/reseller/case/apply-command.ts";
import { CASE_COMMANDS, CASE_STATES } from "../domain/reseller/case/case-state.ts";
import { REPORT_KINDS, REPORT_SOURCES } from "../domain/reseller/case/report.ts";
import { SELLER_URL_CHARS_MAX } from "../domain/reseller/host/parse-seller-url.ts";
import { CONTACT_KINDS } from "../domain/reseller/subject.ts";
import type { Problem } from "./problem.ts";
import { evidence } from "./reseller.ts";
import { instant, money, text } from "./text.ts";

/** Body of `POST /v1/resellers/reports`. */
export const reportBody = z
  .strictObject({
    url: z.string().min(1).max(SELLER_URL_CHARS_MAX),
    sellerName: text.optional(),
    price: money.optional(),
    sku: text.optional().meta({ description: "The brand's own name of the product, to compare the price by." }),
    note: z.string().max(REASON_CHARS_MAX).optional(),
    contacts: z
      .array(z.strictObject({ kind: z.enum(CONTACT_KINDS), value: text }))
      .max(REPORT_CONTACTS_MAX)
      .default([])
      .meta({ description: "Where the shop says it can be reached or paid. Kept as keyed hashes alone." }),
    kind: z
      .enum(REPORT_KINDS)
      .default("suspicion")
      .meta({ description: "`objection` says that a shop is wrongly called an impostor." }),
  })
  .meta({ id: "SellerReport" });

export const reportAnswer = z.object({ receiptId: z.string(), receivedAt: instant }).meta({
  id: "ReportReceipt",
  description: "The same for every report: it does not tell what is known of the seller.",
});

/** Body of `POST /v1/cases/{caseId}/dispositions`. */
export const dispositionBody = z
  .strictObject({
    transition: z.enum(CASE_COMMANDS),
    reason: z
      .string()
      .meta({ description: `Why, in ${REASON_CHARS_MIN} to ${REASON_CHARS_MAX} characters. Kept with the case.` }),
  })
  .meta({ id: "Disposition" });

/** Body of `POST /v1/cases/{caseId}/notes`. */
export const noteBody = z
  .strictObject({ text: z.string().trim().min(1).max(REASON_CHARS_MAX) })
  .meta({ id: "CaseNote" });

const caseSummary = z.object({
  caseId: z.string(),
  subject: z.string().meta({ description: "Host, or page on a marketplace. It is an attacker's text: show it inert." }),
  state: z.enum(CASE_STATES),
  score: z.number(),
  flag: z.boolean(),
  brand: z.string().optional(),
  assignedTo: z.string().optional(),
  reports: z.int(),
  objections: z.int(),
  openedAt: instant,
  updatedAt: instant,
});

/** Answer of `GET /v1/cases`. */
export const casesAnswer = z
  .object({ cases: z.array(caseSummary), next: z.string().optional().meta({ description: "Pass it as `after`." }) })
  .meta({ id: "Cases" });

/** Answer of `GET /v1/cases/{caseId}` and of whatever changes a case. */
export const caseAnswer = caseSummary
  .extend({
    confirmations: z.int().meta({ description: "People who confirmed in this review; two are needed." }),
    confirmedAt: instant.optional(),
    allowed: z.array(z.enum(CASE_COMMANDS)).meta({ description: "Transitions that the case can take now." }),
    evidence: z.array(evidence),
    received: z.array(
      z.object({
        reportId: z.string(),
        kind: z.enum(REPORT_KINDS),
        source: z.enum(REPORT_SOURCES),
        receivedAt: instant,
        url: z.string(),
        sellerName: z.string().optional(),
        price: money.optional(),
        sku: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
    history: z.array(
      z.object({
        seq: z.int(),
        hash: z.string(),
        at: instant,
        by: z.string(),
        kind: z.enum(["disposition", "note"]),
        transition: z.enum(CASE_COMMANDS).optional(),
        from: z.enum(CASE_STATES).optional(),
        to: z.enum(CASE_STATES).optional(),
        text: z.string().meta({ description: "The reason of a disposition, or the note." }),
      }),
    ),
    similar: z
      .array(caseSummary)
      .meta({ description: "Other cases whose registered name looks the same, or that share a contact." }),
  })
  .meta({ id: "Case" });

export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseView = z.infer<typeof caseAnswer>;

/** Answer of `GET /v1/cases/audit`. */
export const caseAuditAnswer = z
  .object({
    entries: z.int(),
    lastHash: z.string().meta({ description: "Keep it elsewhere, and nobody can cut entries off unseen." }),
    fault: z.object({ seq: z.int(), kind: z.enum(["gap", "unlinked", "altered"]) }).optional(),
  })
  .meta({ id: "CaseAudit" });

/** Why a case was not changed. */
export type CaseProblem = CaseRefusal | { readonly kind: "case-unknown" } | { readonly kind: "busy" };

/** What the caller hears of a refusal. */
export function caseProblem(refusal: CaseProblem): Problem {
  switch (refusal.kind) {
    case "case-unknown":
      return { slug: "case-unknown", detail: "No case has this id." };
    case "busy":
      return { slug: "overloaded", detail: "Many cases are being decided. Try again.", retryAfterSeconds: 1 };
    case "transition-not-allowed":
      return {
        slug: "transition-not-allowed",
        detail: `The case is ${refusal.from.replace("_", " ")}; it can take: ${refusal.allowed.join(", ")}.`,
        members: { state: refusal.from, allowed: refusal.allowed },
      };
    case "reason-missing":
      return reasonProblem(`must say why, in at least ${refusal.charsMin} characters`);
    case "reason-too-long":
      return reasonProblem(`must have at most ${refusal.charsMax} characters`);
    case "second-person-needed":
      return {
        slug: "second-person-needed",
        detail: "You have confirmed this case. Somebody else must confirm it too before anything is said in public.",
      };
  }
}

function reasonProblem(detail: string): Problem {
  return { slug: "request-invalid", detail: `/reason: ${detail}.`, errors: [{ pointer: "/reason", detail }] };
}
