import type { ListFile } from "../../domain/rules/list-file.ts";
import type { ListEntry } from "../../domain/rules/list-lookup.ts";
import type { PolicyDocument } from "../../domain/rules/policy-document.ts";
import { rulesByList } from "../../domain/rules/rules-by-list.ts";

/** `soon`: it ends within `SOON_DAYS`. */
export type EntryState = "counts" | "soon" | "expired";

export const SOON_DAYS = 30;
const DAY_MS = 24 * 3600 * 1000;
const ENTRIES_PER_PAGE = 100;

export type RuleLink = { readonly id: string; readonly title: string; readonly status: string };

export type ListRow = {
  readonly name: string;
  readonly title: string;
  readonly kind: ListFile["kind"];
  readonly owner: string;
  readonly max: number;
  readonly entries: { readonly [state in EntryState]: number };
  readonly rules: readonly RuleLink[];
};

/** An entry by the pseudonym that checkouts carry; a typed identifier is never shown. */
export type ListEntryRow = {
  readonly key: string;
  readonly provenance: string;
  readonly added: string;
  readonly expires: string;
  readonly state: EntryState;
};

export type ListView = {
  readonly list: ListRow;
  readonly rows: readonly ListEntryRow[];
  readonly total: number;
  /** First entry of this page, and of the next one where there is one. */
  readonly from: number;
  readonly next?: number | undefined;
  /** Whose keys are shown for entries that stand as values, and whose could be. */
  readonly shop: string;
  readonly shops: readonly string[];
  /** What a search found; `unreadable` where the text was no such thing. */
  readonly found?: readonly ListEntryRow[] | "unreadable" | undefined;
};

/** The lists of a policy, each with how many of its entries count at a moment. */
export function listRows(document: PolicyDocument, nowMs: number): readonly ListRow[] {
  const rules = rulesByList(document);
  return Object.entries(document.lists).map(([name, { title, kind, owner, max, entries }]) => {
    const counts = { counts: 0, soon: 0, expired: 0 };
    for (const entry of entries) counts[stateOf(entry, nowMs)] += 1;
    const links = (rules.get(name) ?? []).map(({ id, title, status }) => ({ id, title, status }));
    return { name, title, kind, owner, max, entries: counts, rules: links };
  });
}

/**
 * Entries as the page shows them at a moment.
 * @param keyOf the pseudonym of an entry in the chosen shop
 */
export function entryRows(
  entries: readonly ListEntry[],
  keyOf: (entry: ListEntry) => string,
  nowMs: number,
): readonly ListEntryRow[] {
  return entries.map((entry) => ({
    key: keyOf(entry),
    provenance: entry.provenance,
    added: entry.added,
    expires: entry.expires,
    state: stateOf(entry, nowMs),
  }));
}

/** One page of the entries, those that end first before the others. */
export function pageOfEntries({ entries }: ListFile, from: number) {
  const sorted = entries.toSorted((a, b) => (a.expires < b.expires ? -1 : Number(a.expires > b.expires)));
  const next = from + ENTRIES_PER_PAGE;
  return { entries: sorted.slice(from, next), next: next < sorted.length ? next : undefined };
}

function stateOf({ expires }: ListEntry, nowMs: number): EntryState {
  const endsAtMs = Date.parse(expires);
  if (endsAtMs <= nowMs) return "expired";
  return endsAtMs <= nowMs + SOON_DAYS * DAY_MS ? "soon" : "counts";
}
