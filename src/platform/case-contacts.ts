import type { Config } from "../config.ts";
import { type Pepper, pseudonymsFor } from "../domain/identity/pseudonym.ts";
import { SETTLED_STATES } from "../domain/reseller/case/case-state.ts";
import { contactValue } from "../domain/reseller/case/contact-value.ts";
import type { ContactKind } from "../domain/reseller/subject.ts";
import { assert } from "../domain/result.ts";

export type ReportedContact = { readonly kind: ContactKind; readonly value: string };

/** A contact as it is kept. */
export type ContactKey = { readonly kind: ContactKind; readonly pseudonym: string };

/** No shop is called so: a seller's telephone is nobody's who buys. */
const PARTY = "reseller contacts";

/** The keys of contacts under the pepper of today; what cannot be compared has none. */
export function contactKeys({ peppers }: Config, contacts: readonly ReportedContact[]): readonly ContactKey[] {
  const pepper = peppers[0];
  assert(pepper !== undefined, "a checked configuration has a pepper");
  return keysUnder(pepper, contacts);
}

/** The keys of contacts under every pepper that is still configured: what they may be known by. */
export function knownContactKeys({ peppers }: Config, contacts: readonly ReportedContact[]): readonly ContactKey[] {
  return peppers.flatMap((pepper) => keysUnder(pepper, contacts));
}

function keysUnder(pepper: Pepper, contacts: readonly ReportedContact[]): readonly ContactKey[] {
  const pseudonym = pseudonymsFor(PARTY, pepper);
  return contacts.flatMap(({ kind, value }) => {
    const normal = contactValue(kind, value);
    return normal === undefined ? [] : [{ kind, pseudonym: pseudonym(kind, normal) }];
  });
}

/** A case that shows a contact. */
export type ContactHolder = ContactKey & { readonly caseId: string; readonly subject: string };

/**
 * Which cases show these contacts. Cases that somebody dismissed or authorised are left out: impostors copy the telephone of
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
