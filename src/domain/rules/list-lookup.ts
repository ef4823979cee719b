import type { ListFile, ListKind } from "./list-file.ts";
import { listedValue } from "./listed-value.ts";
import type { Pseudonym } from "./load-policy.ts";

export type ListEntry = ListFile["entries"][number];

/** `epoch.pseudonym`, as decisions show it. */
const KEY = /^[a-z0-9]{1,12}\.[\w-]{20}$/;

/**
 * Entries that name a thing, whichever way people write it, or that have the key which was copied from a decision.
 * @param pseudonyms of every shop and epoch under which the thing could be known
 * @returns undefined where the text can be read neither as such a thing nor as a key
 */
export function entriesNaming(
  { kind, entries }: ListFile,
  text: string,
  pseudonyms: readonly Pseudonym[],
): readonly ListEntry[] | undefined {
  const isKey = KEY.test(text);
  // A household is never written by hand, so a text that is no key cannot be an address.
  const value = isKey || kind === "address" ? undefined : listedValue(kind, text);
  if (!isKey && value === undefined) return undefined;
  const keys = new Set(value === undefined ? [text] : pseudonyms.map((pseudonym) => pseudonym(kind, value)));
  const names = entryTest(keys, pseudonyms);
  return entries.filter((entry) => names(kind, entry));
}

/**
 * Tells whether an entry has one of some keys, or a value that has one of them under any of these pseudonyms. These are asked
 * once for each value, since versions of a policy repeat each other's lists.
 */
export function entryTest(
  keys: ReadonlySet<string>,
  pseudonyms: readonly Pseudonym[],
): (kind: ListKind, entry: ListEntry) => boolean {
  const known = new Map<string, boolean>();
  return (kind, { key, value }) => {
    if (value === undefined) return key !== undefined && keys.has(key);
    const name = `${kind} ${value}`;
    const isNamed = known.get(name) ?? pseudonyms.some((pseudonym) => keys.has(pseudonym(kind, value)));
    known.set(name, isNamed);
    return isNamed;
  };
}
