import type { ChainEntry } from "../../../domain/hash-chain.ts";
import type { CaseEntry } from "../case/case-entry.ts";
import { withoutContacts } from "./without-contacts.ts";

/**
 * An entry of the history as it leaves the house. One whose words hold what may reach a person is withheld: its place and
 * its hash stay, so that nobody can put another one there.
 */
export type CustodyEntry = Omit<ChainEntry<CaseEntry>, "body"> &
  ({ readonly body: CaseEntry } | { readonly withheld: string });

const WITHHELD = "The words of this entry may reach a person and stay with the operator.";

export function custodyOf(history: readonly ChainEntry<CaseEntry>[]): readonly CustodyEntry[] {
  return history.map((entry) => {
    const { seq, previous, hash, body } = entry;
    return wordsOf(body).every((words) => withoutContacts(words).removed === 0)
      ? { seq, previous, hash, body }
      : { seq, previous, hash, withheld: WITHHELD };
  });
}

/** What a person typed in an entry. */
function wordsOf(body: CaseEntry): readonly string[] {
  if ("reason" in body) return [body.reason];
  if ("text" in body) return [body.text];
  return "caption" in body ? [body.caption] : [];
}
