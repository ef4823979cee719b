import { countOf } from "../../../console/words/count.ts";
import { CASE_STATES, type CaseCommandKind, type CaseState } from "../../domain/case/case-state.ts";
import type { TriageAction } from "../../domain/case/triage.ts";
import { DETECTORS } from "../../domain/detectors/registry.ts";
import type { CaseMetrics, CaseSummary, CaseView } from "../../wire/case.ts";

/** What the list can be narrowed to: work to do, everything, or one state. */
export type CaseScope = "open" | "all" | CaseState;

/** The filter as it stands in the address, so that a view can be shared. */
export type CaseFilterView = {
  readonly scope: CaseScope;
  readonly brand?: string | undefined;
  /** An e-mail address, `me` or `nobody`. */
  readonly assigned?: string | undefined;
  /** Id of a group of similar cases. */
  readonly group?: string | undefined;
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly after?: string | undefined;
};

/** What a form of the page has just done, to be said once and taken back while that can be. */
export type DoneView = {
  /** In words: "3 cases were dismissed." */
  readonly words: string;
  /** Cases that stay as they were because this could not be done to them. */
  readonly refused: number;
  readonly undo?: { readonly batchId: string; readonly leftMs: number } | undefined;
};

export type ResellersView = {
  readonly filter: CaseFilterView;
  readonly brands: readonly { readonly id: string; readonly name: string }[];
  /** E-mail addresses of whoever a case can be given to. */
  readonly people: readonly string[];
  /** E-mail address of who looks at the page. */
  readonly me: string;
  readonly nowMs: number;
  readonly cases: readonly CaseSummary[];
  readonly next?: string | undefined;
  /** The case on the right: the one that was asked for, or the first of the list. */
  readonly shown?: CaseView | undefined;
  /** Whether this person may decide, and not only read. */
  readonly mayDecide: boolean;
  readonly done?: DoneView | undefined;
  /** Whether this person has confirmed the shown case: a second person must. */
  readonly confirmedByMe: boolean;
  /** A decision that was not taken: why, and the reason that came with it. */
  readonly refused?: { readonly words: string; readonly reason: string } | undefined;
  readonly metrics: CaseMetrics;
};

/** How the list can be ordered, and what the choice is called. */
export const SORT_WORDS = [
  ["score", "Highest score"],
  ["reach", "Widest reach"],
  ["age", "Longest wait"],
] as const;

export const STATE_WORDS: { readonly [state in CaseState]: string } = {
  new: "New",
  in_review: "In review",
  confirmed: "Confirmed impostor",
  authorized: "Authorized",
  dismissed: "Dismissed",
  taken_down: "Taken down",
  reopened: "Reopened",
};

/** How a transition is asked for: its key, its name, and what pressing the button does. */
export type TransitionWords = { readonly key: string; readonly name: string; readonly consequence: string };

export const TRANSITION_WORDS: { readonly [transition in CaseCommandKind]: TransitionWords } = {
  take: { key: "t", name: "Take", consequence: "Take the case: it is in review, and yours" },
  confirm: {
    key: "e",
    name: "Confirm impostor",
    consequence: "Confirm: with a second person, buyers are warned of it",
  },
  authorize: { key: "a", name: "Authorize", consequence: "Authorize: it leaves the queue and does not return" },
  dismiss: { key: "d", name: "Dismiss", consequence: "Dismiss: it leaves the queue and does not return" },
  take_down: { key: "x", name: "Taken down", consequence: "Record that it was taken down; buyers are still warned" },
  reopen: {
    key: "r",
    name: "Reopen",
    consequence: "Reopen: it is undecided again, and nothing is said of it in public",
  },
};

/** What a triage did, as the page says it. */
export function triageWords(action: TriageAction, cases: number, assignedTo: string | undefined): string {
  const were = countOf(cases, "case was", "cases were");
  switch (action) {
    case "take":
      return `${were} taken into review.`;
    case "dismiss":
      return `${were} dismissed.`;
    case "assign":
      return assignedTo === undefined ? `${were} given back to everybody.` : `${were} given to ${assignedTo}.`;
  }
}

/** The address of the list with this filter, and of one case in it. */
export function casesHref({ scope, ...narrowing }: CaseFilterView, caseId?: string): string {
  const query = new URLSearchParams();
  if (scope !== "open") query.set("state", scope);
  for (const [name, value] of Object.entries(narrowing)) if (value) query.set(name, value);
  if (caseId) query.set("case", caseId);
  return query.size === 0 ? "/console/resellers" : `/console/resellers?${query}`;
}

/** The filter that an address holds; what it does not know narrows nothing. */
export function caseFilterView(query: URLSearchParams): CaseFilterView {
  const scopes: readonly CaseScope[] = ["all", ...CASE_STATES];
  const [brand, assigned, group, q, sort, after] = (["brand", "assigned", "group", "q", "sort", "after"] as const).map(
    (name) => query.get(name)?.trim() || undefined,
  );
  const scope = scopes.find((known) => known === query.get("state")) ?? "open";
  return { scope, brand, assigned, group, q, sort, after };
}

const LIKENESS_WORDS: { readonly [likeness in CaseView["similar"][number]["shares"][number]]: string } = {
  name: "the name looks the same",
  phone: "the same telephone",
  email: "the same e-mail address",
  payee: "the same payee",
  address: "the same address",
};

/** What two cases have in common: "the name looks the same, the same payee". */
export function likenessWords(shares: CaseView["similar"][number]["shares"]): string {
  return shares.map((likeness) => LIKENESS_WORDS[likeness]).join(", ");
}

/** What a detector looks for. */
export function detectorTitle(id: string): string {
  return DETECTORS.find((detector) => detector.id === id)?.title ?? id;
}
