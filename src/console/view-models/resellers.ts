import type { CaseCommandKind, CaseState } from "../../domain/reseller/case/case-state.ts";
import { DETECTORS } from "../../domain/reseller/detectors/registry.ts";
import { parseSellerUrl } from "../../domain/reseller/host/parse-seller-url.ts";
import type { CaseSummary, CaseView } from "../../wire/case.ts";

/** What the list can be narrowed to: work to do, everything, or one state. */
export type CaseScope = "open" | "all" | CaseState;

/** The filter as it stands in the address, so that a view can be shared. */
export type CaseFilterView = {
  readonly scope: CaseScope;
  readonly brand?: string | undefined;
  readonly after?: string | undefined;
};

export type ResellersView = {
  readonly filter: CaseFilterView;
  readonly brands: readonly { readonly id: string; readonly name: string }[];
  readonly cases: readonly CaseSummary[];
  readonly next?: string | undefined;
  /** The case on the right: the one that was asked for, or the first of the list. */
  readonly shown?: CaseView | undefined;
  /** Whether this person may decide, and not only read. */
  readonly mayDecide: boolean;
  readonly records: readonly { readonly detector: string; readonly confirmed: number; readonly dismissed: number }[];
};

export const STATE_WORDS: { readonly [state in CaseState]: string } = {
  new: "New",
  in_review: "In review",
  confirmed: "Confirmed impostor",
  authorised: "Authorised",
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
  authorise: { key: "a", name: "Authorise", consequence: "Authorise: it leaves the queue and does not return" },
  dismiss: { key: "d", name: "Dismiss", consequence: "Dismiss: it leaves the queue and does not return" },
  take_down: { key: "x", name: "Taken down", consequence: "Record that it was taken down; buyers are still warned" },
  reopen: {
    key: "r",
    name: "Reopen",
    consequence: "Reopen: it is undecided again, and nothing is said of it in public",
  },
};

/** The address of the list with this filter, and of one case in it. */
export function casesHref({ scope, brand, after }: CaseFilterView, caseId?: string): string {
  const query = new URLSearchParams();
  if (scope !== "open") query.set("state", scope);
  if (brand) query.set("brand", brand);
  if (after) query.set("after", after);
  if (caseId) query.set("case", caseId);
  return query.size === 0 ? "/console/resellers" : `/console/resellers?${query}`;
}

/** The cases before and after one in the list, for moving by keys. */
export function neighbours(cases: readonly CaseSummary[], caseId: string | undefined) {
  const at = cases.findIndex((each) => each.caseId === caseId);
  return { previous: at > 0 ? cases[at - 1] : undefined, next: cases[at + 1] };
}

/** A subject in the letters that a person sees, where those are not the letters of DNS. */
export function readsAs(subject: string): string | undefined {
  const url = parseSellerUrl(subject);
  return url.ok && url.value.host.unicode !== url.value.host.ascii ? url.value.host.unicode : undefined;
}

/** What a detector looks for. */
export function detectorTitle(id: string): string {
  return DETECTORS.find((detector) => detector.id === id)?.title ?? id;
}
