import * as z from "zod";
import {
  REASON_CHARS_MAX,
  REASON_CHARS_MIN,
  REPORT_CONTACTS_MAX,
  TRIAGE_CASES_MAX,
  TRIAGE_UNDO_MS,
} from "../../domain/limits.ts";
import { instant, money, text } from "../../domain/text.ts";
import type { Problem } from "../../wire/problem.ts";
import type { CaseRefusal } from "../domain/case/apply-command.ts";
import { CASE_FILE_KINDS } from "../domain/case/case-file-entry.ts";
import { CASE_COMMANDS, CASE_STATES, OPEN_STATES } from "../domain/case/case-state.ts";
import { REPORT_KINDS, REPORT_SOURCES } from "../domain/case/report.ts";
import { TRIAGE_ACTIONS } from "../domain/case/triage.ts";
import type { UndoRefusal } from "../domain/case/undo-batch.ts";
import { SELLER_URL_CHARS_MAX } from "../domain/host/parse-seller-url.ts";
import { CONTACT_KINDS } from "../domain/subject.ts";
import { evidence } from "./reseller.ts";

/** Body of `POST /v1/resellers/reports`. */
export const reportBody = z
  .strictObject({
    url: z.string().min(1).max(SELLER_URL_CHARS_MAX),
    sellerName: text.optional(),
    title: text.optional().meta({ description: "What the offer is called." }),
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

/** Answer of `POST /v1/resellers/reports`. */
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

/** Body of `POST /v1/cases/triage`. */
export const triageBody = z
  .strictObject({
    caseIds: z
      .array(z.string())
      .min(1)
      .max(TRIAGE_CASES_MAX)
      .refine((ids) => new Set(ids).size === ids.length, "names a case twice"),
    action: z.enum(TRIAGE_ACTIONS).meta({ description: "Decisions that need two people are made case by case." }),
    assignTo: text.optional().meta({ description: "For `assign`: an e-mail address; without it, nobody." }),
    reason: dispositionBody.shape.reason,
  })
  .refine(({ action, assignTo }) => action === "assign" || assignTo === undefined, {
    error: "goes with the action assign alone",
    path: ["assignTo"],
  })
  .meta({ id: "CaseTriage" });

/** Body of every `DELETE` below a case: it is removed for good, and the history keeps why. */
export const removalBody = z
  .strictObject({
    reason: z.string().meta({ description: `Why, in ${REASON_CHARS_MIN} to ${REASON_CHARS_MAX} characters.` }),
  })
  .meta({ id: "Removal" });

/** Body of `POST /v1/cases/{caseId}/notes`. */
export const noteBody = z
  .strictObject({ text: z.string().trim().min(1).max(REASON_CHARS_MAX) })
  .meta({ id: "CaseNote" });

const caseSummary = z.object({
  caseId: z.string(),
  subject: z.string().meta({ description: "Host, or page on a marketplace. It is an attacker's text: show it inert." }),
  unicode: z
    .string()
    .optional()
    .meta({ description: "Its host in U-labels, where a person sees other letters than DNS." }),
  state: z.enum(CASE_STATES),
  score: z.number(),
  flag: z.boolean(),
  brand: z.string().optional(),
  assignedTo: z.string().optional(),
  reports: z.int(),
  objections: z.int(),
  group: z
    .object({ id: z.string(), cases: z.int() })
    .meta({ description: "Cases whose names look the same or that share a contact, directly or over others." }),
  reach: z.int().meta({
    description:
      "Days on which the addresses of the group were reported, summed over addresses. Many reports of one address on one day count once, since nobody is asked who they are.",
  }),
  waitingSince: instant.meta({ description: "When it was opened, or reopened." }),
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
        title: z.string().optional(),
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
        kind: z.enum(["disposition", "assignment", "undo", "note", ...CASE_FILE_KINDS]),
        transition: z.enum(CASE_COMMANDS).optional(),
        from: z.enum(CASE_STATES).optional(),
        to: z.enum(CASE_STATES).optional(),
        assignedTo: z.string().optional().meta({ description: "Of an assignment; without it, nobody." }),
        text: z.string().meta({ description: "The reason, or the note." }),
      }),
    ),
    similar: z
      .array(
        caseSummary.extend({
          shares: z
            .array(z.enum(["name", ...CONTACT_KINDS]))
            .meta({ description: "What the two cases have in common: the look of the name, or a contact." }),
        }),
      )
      .meta({ description: "Other cases whose registered name looks the same, or that share a contact." }),
  })
  .meta({ id: "Case" });

/** What came of several cases. */
const caseOutcomes = {
  changed: z.array(caseSummary),
  refused: z
    .array(z.object({ caseId: z.string(), problem: z.string(), detail: z.string() }))
    .meta({ description: "Cases that stay as they are, and why." }),
};

/** Answer of `POST /v1/cases/triage`. */
export const triageAnswer = z
  .object({
    batchId: z.string().optional().meta({ description: "What was changed together; absent where nothing was." }),
    undoUntil: instant.optional().meta({ description: `${TRIAGE_UNDO_MS / 1000} seconds after it.` }),
    ...caseOutcomes,
  })
  .meta({ id: "TriagedCases" });

/** Answer of `POST /v1/cases/triage/{batchId}/undo`. */
export const undoAnswer = z.object(caseOutcomes).meta({ id: "UndoneCases" });

/** Answer of `GET /v1/cases/metrics`. */
export const caseMetricsAnswer = z
  .object({
    queue: z
      .array(
        z.object({
          state: z.enum(["all", ...OPEN_STATES]),
          cases: z.int(),
          oldestMs: z.number(),
          medianMs: z.number(),
        }),
      )
      .meta({ description: "How long cases have waited for a decision; a state without cases is left out." }),
    detectors: z
      .array(z.object({ detector: z.string(), confirmed: z.int(), dismissed: z.int() }))
      .meta({ description: "Decided cases with evidence of a detector, by what people decided." }),
  })
  .meta({ id: "CaseMetrics" });

export type CaseSummary = z.infer<typeof caseSummary>;
export type CaseView = z.infer<typeof caseAnswer>;
export type CaseMetrics = z.infer<typeof caseMetricsAnswer>;

/** Answer of `GET /v1/cases/audit`. */
export const caseAuditAnswer = z
  .object({
    entries: z.int(),
    lastHash: z.string().meta({ description: "Keep it elsewhere, and nobody can cut entries off unseen." }),
    fault: z.object({ seq: z.int(), kind: z.enum(["gap", "unlinked", "altered"]) }).optional(),
  })
  .meta({ id: "CaseAudit" });

/** Why a case was not changed. */
export type CaseProblem =
  | CaseRefusal
  | UndoRefusal
  | { readonly kind: "case-unknown" }
  | { readonly kind: "moved-since" }
  | { readonly kind: "busy" };

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
    case "batch-unknown":
      return { slug: "batch-unknown", detail: "Nothing was done to several cases under this id." };
    case "not-yours":
      return { slug: "undo-refused", detail: "Somebody else did this. Only who did it can undo it." };
    case "undo-too-late":
      return {
        slug: "undo-refused",
        detail: `What was done can be undone for ${TRIAGE_UNDO_MS / 1000} seconds. Reopen the cases one by one instead.`,
      };
    case "moved-since":
      return { slug: "undo-refused", detail: "Somebody has done something else with the case since." };
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
