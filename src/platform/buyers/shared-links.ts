import { IDENTITY_KINDS } from "../../domain/identity/identity.ts";

/** Something that several accounts of a sale named: a device, an address, a mailbox. */
export type SharedLink = {
  readonly kind: string;
  readonly pseudonym: string;
  /** Accounts that named it. */
  readonly accounts: number;
  /** Those of them that were asked about. */
  readonly members: readonly string[];
};

/** Links are read from this many of the sale's latest decisions. */
export const LINKS_DECISIONS_MAX = 5000;
const LINKS_MAX = 100;

/** What accounts share with each other or with others in a sale, the most shared first; `account` itself is no link. */
export async function sharedLinks(
  db: D1Database,
  saleId: string,
  accounts: readonly string[],
): Promise<readonly SharedLink[]> {
  const { results } = await db
    .prepare(
      `WITH named AS (
         SELECT DISTINCT key.key AS kind, key.value AS pseudonym, latest.record ->> '$.keys.account' AS account
         FROM (SELECT record FROM decision WHERE sale_id = ?1 ORDER BY at_ms DESC, decision_id DESC LIMIT ${LINKS_DECISIONS_MAX})
           AS latest, json_each(latest.record, '$.keys') AS key
         WHERE key.key IN (SELECT value FROM json_each(?3)))
       SELECT kind, pseudonym, COUNT(*) AS accounts,
         json_group_array(account) FILTER (WHERE account IN (SELECT value FROM json_each(?2))) AS members
       FROM named GROUP BY kind, pseudonym
       HAVING COUNT(*) > 1 AND COUNT(*) FILTER (WHERE account IN (SELECT value FROM json_each(?2))) > 0
       ORDER BY accounts DESC, kind, pseudonym LIMIT ${LINKS_MAX}`,
    )
    .bind(saleId, JSON.stringify(accounts), JSON.stringify(IDENTITY_KINDS.filter((kind) => isLink(kind))))
    .all<{ kind: string; pseudonym: string; accounts: number; members: string }>();
  return results.map(({ members, ...link }) => ({ ...link, members: JSON.parse(members) }));
}

/** Near spellings are several keys of one address, and join no accounts. */
function isLink(kind: (typeof IDENTITY_KINDS)[number]): boolean {
  return kind !== "account" && kind !== "near";
}
