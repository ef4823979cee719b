import type { Config } from "../config.ts";
import { type Pepper, pseudonymsFor } from "../domain/identity/pseudonym.ts";
import { contactValue } from "../domain/reseller/case/contact-value.ts";
import type { ContactKind, Listing } from "../domain/reseller/subject.ts";
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

function keysUnder(pepper: Pepper, contacts: readonly ReportedContact[]): readonly ContactKey[] {
  const pseudonym = pseudonymsFor(PARTY, pepper);
  return contacts.flatMap(({ kind, value }) => {
    const normal = contactValue(kind, value);
    return normal === undefined ? [] : [{ kind, pseudonym: pseudonym(kind, normal) }];
  });
}

/** Which other cases know these contacts, under any pepper that is still configured. */
export async function sharedContacts(
  db: D1Database,
  { peppers }: Config,
  { contacts, subject }: { readonly contacts: readonly ReportedContact[]; readonly subject: string },
): Promise<NonNullable<Listing["sharedContacts"]>> {
  if (contacts.length === 0) return [];
  const keys = peppers.flatMap((pepper) => keysUnder(pepper, contacts));
  const { results } = await db
    .prepare(
      `SELECT kind, pseudonym AS key, json_group_array(case_id) AS caseIds
       FROM case_contact JOIN reseller_case USING (case_id)
       WHERE pseudonym IN (SELECT value FROM json_each(?)) AND subject <> ? GROUP BY kind, pseudonym`,
    )
    .bind(JSON.stringify(keys.map(({ pseudonym }) => pseudonym)), subject)
    .all<{ kind: ContactKind; key: string; caseIds: string }>();
  return results.map((row) => ({ ...row, caseIds: JSON.parse(row.caseIds) }));
}

/** Keeps contacts with the case about a subject, where there is one. */
export async function keepContacts(db: D1Database, subject: string, keys: readonly ContactKey[]): Promise<void> {
  if (keys.length === 0) return;
  await db
    .prepare(
      `INSERT INTO case_contact (case_id, kind, pseudonym)
       SELECT case_id, value ->> 'kind', value ->> 'pseudonym' FROM reseller_case, json_each(?1)
       WHERE subject = ?2 ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(keys), subject)
    .run();
}
