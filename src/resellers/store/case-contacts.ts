import type { Config } from "../../config.ts";
import { OWN_SPACES, type Pepper, pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { SETTLED_STATES } from "../domain/case/case-state.ts";
import { contactValue } from "../domain/case/contact-value.ts";
import type { ContactKind } from "../domain/subject.ts";

export type ReportedContact = { readonly kind: ContactKind; readonly value: string };

/** A contact as it is kept. */
export type ContactKey = { readonly kind: ContactKind; readonly pseudonym: string };

/** The keys of contacts: `kept` under the pepper of today, and `known` under every pepper that is still configured. */
export type ContactKeys = { readonly kept: readonly ContactKey[]; readonly known: readonly ContactKey[] };

/** What cannot be compared has no key. Reading a telephone number takes the longest, so each is read once. */
export function contactKeys({ peppers }: Config, contacts: readonly ReportedContact[]): ContactKeys {
  const normal = contacts.flatMap(({ kind, value }) => {
    const text = contactValue(kind, value);
    return text === undefined ? [] : [{ kind, text }];
  });
  const [kept = [], ...former] = peppers.map((pepper) => keysUnder(pepper, normal));
  return { kept, known: [...kept, ...former.flat()] };
}

/** What contacts may be known by, whichever pepper was of the day. */
export function knownContactKeys(config: Config, contacts: readonly ReportedContact[]): readonly ContactKey[] {
  return contactKeys(config, contacts).known;
}

function keysUnder(pepper: Pepper, contacts: readonly { readonly kind: ContactKind; readonly text: string }[]) {
  const pseudonym = pseudonymsFor(OWN_SPACES.contacts, pepper);
  return contacts.map(({ kind, text }): ContactKey => ({ kind, pseudonym: pseudonym(kind, text) }));
}

/** A case that shows a contact. */
export type ContactHolder = ContactKey & { readonly caseId: string; readonly subject: string };

/**
 * Which cases show these contacts. Cases that somebody dismissed or authorized are left out: impostors copy the telephone of
 * an honest shop, and sharing it speaks against nobody.
 */
export async function contactHolders(db: D1Database, keys: readonly ContactKey[]): Promise<ContactHolder[]> {
  if (keys.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT kind, pseudonym, case_id AS caseId, subject FROM case_contact JOIN reseller_case USING (case_id)
       WHERE pseudonym IN (SELECT value FROM json_each(?1)) AND state NOT IN (SELECT value FROM json_each(?2))
       ORDER BY case_id`,
    )
    .bind(JSON.stringify(keys.map(({ pseudonym }) => pseudonym)), JSON.stringify(SETTLED_STATES))
    .all<ContactHolder>();
  return results;
}
