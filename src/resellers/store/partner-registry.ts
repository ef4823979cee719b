import type { StaffMember } from "../../platform/callers/access.ts";
import type { Partner } from "../domain/authorized/partner.ts";
import type { ImportPreview } from "../domain/authorized/preview-import.ts";

/** The registry of authorized partners at one moment. Version 0 is the empty one before any import. */
export type Registry = { readonly version: number; readonly partners: readonly Partner[] };

/** Rows of one read, and documents of one statement: few enough for a reply of D1 and for a bound value. */
const PARTNERS_PER_STATEMENT = 500;
/** Characters of the documents of one statement, since a partner with many stores is long: D1 binds at most 2 MB. */
const STATEMENT_CHARS_MAX = 400_000;

/** Number of the import that the registry came from. */
export async function registryVersion(db: D1Database): Promise<number> {
  const row = await db.prepare("SELECT MAX(version) AS version FROM registry_version").first<{ version: number }>();
  return row?.version ?? 0;
}

/** The whole registry, read again from the start where an import came between two of its pages. */
export async function readRegistry(db: D1Database): Promise<Registry> {
  for (;;) {
    const version = await registryVersion(db);
    const partners: Partner[] = [];
    for (let last = ""; ; ) {
      const { results } = await db
        .prepare("SELECT document FROM partner WHERE partner_id > ? ORDER BY partner_id LIMIT ?")
        .bind(last, PARTNERS_PER_STATEMENT)
        .all<{ document: string }>();
      for (const { document } of results) partners.push(JSON.parse(document));
      last = partners.at(-1)?.id ?? "";
      if (results.length < PARTNERS_PER_STATEMENT) break;
    }
    if ((await registryVersion(db)) === version) return { version, partners };
  }
}

/** The partner whose own page has this code. */
export async function partnerByLink(db: D1Database, linkCode: string): Promise<Partner | undefined> {
  const row = await db
    .prepare("SELECT document FROM partner WHERE document ->> '$.linkCode' = ?")
    .bind(linkCode)
    .first<{ document: string }>();
  return row === null ? undefined : JSON.parse(row.document);
}

/** Ids of which the registry has no partner. */
export async function unknownPartners(db: D1Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const statements: D1PreparedStatement[] = [];
  for (let at = 0; at < ids.length; at += PARTNERS_PER_STATEMENT) {
    statements.push(
      db
        .prepare(
          `SELECT value AS id FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM partner WHERE partner_id = value)`,
        )
        .bind(JSON.stringify(ids.slice(at, at + PARTNERS_PER_STATEMENT))),
    );
  }
  const answers = statements.length === 0 ? [] : await db.batch<{ id: string }>(statements);
  return new Set(answers.flatMap(({ results }) => results.map(({ id }) => id)));
}

export type WrittenImport = {
  /** The version that the import was compared with. */
  readonly before: number;
  readonly preview: ImportPreview;
  readonly partnersCount: number;
  readonly by: StaffMember;
  readonly requestId: string;
  readonly atMs: number;
};

/**
 * Writes an import with its history in one transaction.
 * @returns the new version, or undefined where another import came since: nothing is written then
 */
export async function writeImport(db: D1Database, entry: WrittenImport): Promise<number | undefined> {
  const { before, preview, partnersCount, by, requestId, atMs } = entry;
  const version = before + 1;
  const changes = [
    ...preview.added.map((after) => ({ id: after.id, after })),
    ...preview.changed.map((pair) => ({ id: pair.after.id, before: pair.before, after: pair.after })),
    ...preview.removed.map((gone) => ({ id: gone.id, before: gone })),
  ];
  const statements = [
    db
      .prepare(
        `INSERT INTO registry_version (version, at_ms, sub, email, request_id, partners) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (version) DO NOTHING RETURNING version`,
      )
      .bind(version, atMs, by.sub, by.email, requestId, partnersCount),
  ];
  for (const some of listsOf(changes.map((change) => JSON.stringify(change)))) {
    // Where the version was taken by another request, its row names that request and these statements find nothing to do.
    const ours = "EXISTS (SELECT 1 FROM registry_version WHERE version = ?1 AND request_id = ?2)";
    statements.push(
      db
        .prepare(
          `INSERT INTO partner_change (version, partner_id, before, after)
           SELECT ?1, value ->> 'id', value -> 'before', value -> 'after' FROM json_each(?3) WHERE ${ours}`,
        )
        .bind(version, requestId, some),
      // Whoever has the same id one day is another partner.
      db
        .prepare(
          `UPDATE partner_key SET ended_at_ms = ?4 WHERE ${ours} AND ended_at_ms IS NULL AND partner_id IN
             (SELECT value ->> 'id' FROM json_each(?3) WHERE value -> 'after' IS NULL)`,
        )
        .bind(version, requestId, some, atMs),
      db
        .prepare(`DELETE FROM partner WHERE ${ours} AND partner_id IN (SELECT value ->> 'id' FROM json_each(?3))`)
        .bind(version, requestId, some),
      db
        .prepare(
          `INSERT INTO partner (partner_id, document)
           SELECT value ->> 'id', value -> 'after' FROM json_each(?3) WHERE ${ours} AND value -> 'after' IS NOT NULL`,
        )
        .bind(version, requestId, some),
    );
  }
  const [written] = await db.batch(statements);
  return written?.results.length === 1 ? version : undefined;
}

/** JSON lists of documents, each short enough for one statement. */
function listsOf(documents: readonly string[]): readonly string[] {
  const lists: string[][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const document of documents) {
    const last = lists.at(-1);
    if (last === undefined || last.length >= PARTNERS_PER_STATEMENT || chars + document.length > STATEMENT_CHARS_MAX) {
      lists.push([document]);
      chars = document.length;
    } else {
      last.push(document);
      chars += document.length;
    }
  }
  return lists.map((list) => `[${list.join(",")}]`);
}
