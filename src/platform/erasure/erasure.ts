import type { Config } from "../../config.ts";
import type { IdentifierKind } from "../../domain/identity/identifier.ts";
import { SALE_RETENTION_DAYS } from "../../domain/retention.ts";
import { knownContactKeys } from "../../resellers/store/case-contacts.ts";
import { ERASED_TABLES, type ErasedTable } from "../../wire/erasure.ts";
import { findDecisionsOf, isShared, type NamedPerson } from "../decisions/decision-keys.ts";
import { countErasedDecisions } from "../decisions/erased-decisions.ts";

const DAY_MS = 24 * 3_600_000;

/** The keys by which cases know a seller's mailbox or telephone, which belongs to no shop. */
export function contactsInUse(
  config: Config,
  { kind, value }: { readonly kind: IdentifierKind; readonly value: string },
): string[] {
  if (kind !== "email" && kind !== "phone") return [];
  return knownContactKeys(config, [{ kind, value }]).map(({ pseudonym }) => pseudonym);
}

/** A name that several accounts came with: what they did is theirs, and the name alone goes. */
export type SharedName = { readonly kind: IdentifierKind; readonly pseudonyms: readonly string[] };

/** The accounts behind some pseudonyms, the decisions about them, and the sales that they came to. */
export type Traces = {
  readonly accounts: readonly string[];
  readonly decisionIds: readonly string[];
  readonly saleIds: readonly string[];
  /** Where it cannot be told whose name it is; there are no accounts then. */
  readonly shared?: SharedName | undefined;
};

/**
 * An account and a mailbox are a person's own. A device, a telephone or a card may be a family's or a shop's, and whoever names it
 * must not have the history of everybody deleted who ever came with it.
 */
const OWN_KINDS: ReadonlySet<IdentifierKind> = new Set(["account", "email"]);

export async function findTraces(db: D1Database, person: NamedPerson): Promise<Traces> {
  const { kind, pseudonyms, registered } = person;
  const found = await findDecisionsOf(db, person);
  const saleIds = [...new Set(found.map(({ saleId }) => saleId))];
  if (!OWN_KINDS.has(kind) && (await isShared(db, person))) {
    return { accounts: [], decisionIds: [], saleIds, shared: { kind, pseudonyms } };
  }
  return {
    accounts: [...new Set([...found, ...registered].map(({ account }) => account))],
    decisionIds: found.map(({ decisionId }) => decisionId),
    saleIds,
  };
}

/** So long after its close a sale is asked in any case: a clock that was off by days still finds its records. */
const ASKED_ANYHOW_MS = 8 * DAY_MS;

/**
 * Sales of a shop, or of all, that may hold what is not in the archive yet. A sale that has closed copies its purchases after
 * its last record; until they are here it is asked for as long as it keeps records at all, so that no outage of the archive,
 * however long, lets somebody come back out of an outbox.
 */
export async function salesWithOutbox(db: D1Database, shop: string | undefined, nowMs: number): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT sale_id AS saleId FROM sale WHERE (?1 IS NULL OR shop = ?1) AND (closes_at_ms > ?2 OR
         (closes_at_ms > ?3 AND NOT EXISTS (SELECT 1 FROM buyer_sale WHERE buyer_sale.sale_id = sale.sale_id)))`,
    )
    .bind(shop ?? null, nowMs - ASKED_ANYHOW_MS, nowMs - (SALE_RETENTION_DAYS + 1) * DAY_MS)
    .all<{ saleId: string }>();
  return results.map(({ saleId }) => saleId);
}

/** Sales by when they open, the earliest first: what one of them hands on to a later one is looked for there afterwards. */
export async function inOrderOfOpening(db: D1Database, saleIds: ReadonlySet<string>): Promise<readonly string[]> {
  const { results } = await db
    .prepare(
      `SELECT asked.value AS saleId FROM json_each(?) AS asked LEFT JOIN sale ON sale_id = asked.value
       ORDER BY opens_at_ms, asked.value`,
    )
    .bind(JSON.stringify([...saleIds]))
    .all<{ saleId: string }>();
  return results.map(({ saleId }) => saleId);
}

/** Which rows of a table are of the accounts `?1` or known by the pseudonyms `?2`. */
const OF_ACCOUNTS = "IN (SELECT value FROM json_each(?1))";
const OF_PSEUDONYMS = "IN (SELECT value FROM json_each(?2))";
const DECISIONS = `decision_id IN (SELECT decision_id FROM decision_key WHERE account ${OF_ACCOUNTS})`;
const OF_PERSON: { readonly [table in ErasedTable]: string } = {
  outcome: DECISIONS,
  delivery: DECISIONS,
  checkout_review: DECISIONS,
  case_purchase: `${DECISIONS} OR account ${OF_ACCOUNTS}`,
  decision: DECISIONS,
  decision_key: `account ${OF_ACCOUNTS}`,
  buyer: `account ${OF_ACCOUNTS}`,
  buyer_link: `account ${OF_ACCOUNTS}`,
  buyer_edge: `account ${OF_ACCOUNTS} OR other ${OF_ACCOUNTS}`,
  cluster_cut: `account ${OF_ACCOUNTS} OR other ${OF_ACCOUNTS}`,
  buyer_purchase: `account ${OF_ACCOUNTS}`,
  // Its registration may be gone when the person asks by the account's name.
  campaign_weight: `account ${OF_ACCOUNTS} OR account ${OF_PSEUDONYMS}`,
  case_identity: `pseudonym ${OF_PSEUDONYMS}`,
  case_contact: `pseudonym ${OF_PSEUDONYMS}`,
  waiting_contact: `pseudonym ${OF_PSEUDONYMS}`,
};

/** Accounts, and whatever else a person is known by. */
export type ArchivedPerson = {
  readonly accounts: readonly string[];
  readonly pseudonyms: readonly string[];
  readonly shared?: SharedName | undefined;
};

/** Does the same to the rows of a person in each table. */
function inEachTable(
  db: D1Database,
  { accounts, pseudonyms }: ArchivedPerson,
  statement: (table: ErasedTable) => string,
): D1PreparedStatement[] {
  const names = [JSON.stringify(accounts), JSON.stringify(pseudonyms)];
  return ERASED_TABLES.map((table) => {
    const rows = OF_PERSON[table];
    return db.prepare(`${statement(table)} WHERE ${rows}`).bind(...names.slice(0, rows.includes("?2") ? 2 : 1));
  });
}

/** Rows that an erasure would delete from D1, by table; a table without any is left out. */
export async function countInArchive(
  db: D1Database,
  person: ArchivedPerson,
): Promise<{ readonly table: ErasedTable; readonly rows: number }[]> {
  const counted = await db.batch<{ rows: number }>(
    inEachTable(db, person, (table) => `SELECT COUNT(*) AS rows FROM ${table}`),
  );
  return ERASED_TABLES.map((table, at) => ({ table, rows: counted[at]?.results[0]?.rows ?? 0 })).filter(
    ({ rows }) => rows > 0,
  );
}

/**
 * Deletes everything of some accounts and pseudonyms from D1, all or nothing. What the archive lacks from then on is counted
 * by sale and verdict.
 * @returns rows deleted
 */
export async function eraseFromArchive(db: D1Database, person: ArchivedPerson): Promise<number> {
  const results = await db.batch([
    db.prepare(countErasedDecisions(DECISIONS)).bind(JSON.stringify(person.accounts)),
    ...inEachTable(db, person, (table) => `DELETE FROM ${table}`),
    ...(person.shared === undefined ? [] : withoutName(db, person.shared)),
  ]);
  return results.slice(1, 1 + ERASED_TABLES.length).reduce((sum, { meta }) => sum + meta.changes, 0);
}

/** Takes a name out of the decisions of everybody who came with it, and leaves all else as it was. */
function withoutName(db: D1Database, { kind, pseudonyms }: SharedName): D1PreparedStatement[] {
  const named = `${kind} = ?1`;
  return pseudonyms.flatMap((pseudonym) => [
    db
      .prepare(
        `UPDATE decision SET record = REPLACE(record, ?1, substr(?1, 1, instr(?1, '.')) || '${FORGOTTEN_NAME}')
         WHERE decision_id IN (SELECT decision_id FROM decision_key WHERE ${named})`,
      )
      .bind(pseudonym),
    db.prepare(`UPDATE decision_key SET ${kind} = NULL WHERE ${named}`).bind(pseudonym),
    db.prepare("DELETE FROM buyer_link WHERE link = ?1").bind(`${kind}:${pseudonym}`),
  ]);
}

/** Stands in a record for a name that was taken out of it. */
const FORGOTTEN_NAME = "forgotten";

/** That a person was forgotten, without saying who. */
export type Erasure = {
  readonly erasureId: string;
  readonly atMs: number;
  /** `shop/<id>` or `staff/<sub>`. */
  readonly source: string;
  readonly kind: IdentifierKind;
  /** Of the person of the staff who asked; null where a shop did. */
  readonly email: string | null;
  /** What was given as the reason; null where none was asked for. */
  readonly why: string | null;
};

/** Writes down an erasure before it is done: what cannot be written down is not done. */
export async function beginErasure(db: D1Database, erasure: Erasure): Promise<void> {
  const { erasureId, atMs, source, kind, email, why } = erasure;
  await db
    .prepare(
      "INSERT OR IGNORE INTO erasure (erasure_id, at_ms, source, kind, staff_email, why) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(erasureId, atMs, source, kind, email, why)
    .run();
}

/** An erasure as it stands; without counts it did not come to its end. */
export type ListedErasure = Erasure & {
  readonly sales: number | null;
  readonly deleted: number | null;
  readonly tombstones: number | null;
};

const ERASURES_LISTED_MAX = 50;

/** The latest erasures. */
export async function listErasures(db: D1Database): Promise<ListedErasure[]> {
  const { results } = await db
    .prepare(
      `SELECT erasure_id AS erasureId, at_ms AS atMs, source, kind, staff_email AS email, why, sales, deleted, tombstones
       FROM erasure ORDER BY at_ms DESC, erasure_id DESC LIMIT ${ERASURES_LISTED_MAX}`,
    )
    .all<ListedErasure>();
  return results;
}

export type ErasedCounts = { readonly sales: number; readonly deleted: number; readonly tombstones: number };

export async function endErasure(
  db: D1Database,
  erasureId: string,
  { sales, deleted, tombstones }: ErasedCounts,
): Promise<void> {
  await db
    .prepare("UPDATE erasure SET sales = ?, deleted = ?, tombstones = ? WHERE erasure_id = ?")
    .bind(sales, deleted, tombstones, erasureId)
    .run();
}
