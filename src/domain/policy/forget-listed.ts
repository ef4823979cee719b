import type { ListKind } from "../rules/list-file.ts";
import type { ListEntry } from "../rules/list-lookup.ts";
import type { PolicyDocument } from "../rules/policy-document.ts";
import type { ListedEntries } from "./policy-event.ts";

/** A list of a version of the policy that names a person. */
export type NamedIn = ListedEntries & {
  readonly policyHash: string;
  /** `shipped`: it comes with the bundle; `former`: it was live or proposed, and is over. */
  readonly standing: "live" | "waiting" | "shipped" | "former";
};

/**
 * A policy without the entries that name a person; its rules, and what else its lists hold, stay as they are.
 * @returns the lists that lost entries besides; none where the person was not named
 */
export function withoutNamed<Document extends PolicyDocument>(
  document: Document,
  names: (kind: ListKind, entry: ListEntry) => boolean,
): { readonly left: Document; readonly lists: readonly ListedEntries[] } {
  const lists: ListedEntries[] = [];
  const left = Object.entries(document.lists).map(([list, file]) => {
    const kept = file.entries.filter((entry) => !names(file.kind, entry));
    const entries = file.entries.length - kept.length;
    if (entries > 0) lists.push({ list, entries });
    return [list, { ...file, entries: kept }] as const;
  });
  return { left: { ...document, lists: Object.fromEntries(left) }, lists };
}
