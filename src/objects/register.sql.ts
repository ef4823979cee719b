import type { NewEvent } from "../domain/events/event.ts";
import type { IdentifierKind } from "../domain/identity/identifier.ts";
import { parseRegistrationId } from "../domain/ids.ts";
import type {
  NamedAccount,
  Registration,
  RegistrationStep,
  RegistrationStore,
} from "../domain/registration/registration.ts";
import { assert } from "../domain/result.ts";
import { EVENT_MIGRATION, writeEvents } from "./event-outbox.sql.ts";

/** Steps of the schema, applied in order and never edited once released. */
export const REGISTER_MIGRATIONS: readonly string[] = [
  `CREATE TABLE registration (
     registration_id TEXT PRIMARY KEY, account TEXT NOT NULL, entry TEXT NOT NULL, recorded_at_ms INTEGER NOT NULL,
     kid TEXT NOT NULL, signature TEXT NOT NULL, signed_at INTEGER NOT NULL, call TEXT, withdrawn_at_ms INTEGER, withdrawal TEXT
   ) WITHOUT ROWID;
   CREATE UNIQUE INDEX registration_account ON registration (account) WHERE withdrawn_at_ms IS NULL;
   CREATE INDEX registration_withdrawn ON registration (account, withdrawn_at_ms) WHERE withdrawn_at_ms IS NOT NULL;`,
  "ALTER TABLE registration ADD COLUMN outcome TEXT;",
  `ALTER TABLE registration ADD COLUMN evidence TEXT;
   ALTER TABLE registration ADD COLUMN charter TEXT;
   CREATE TABLE closing (one INTEGER PRIMARY KEY CHECK (one = 1));`,
  "ALTER TABLE registration ADD COLUMN company TEXT;",
  EVENT_MIGRATION,
  "ALTER TABLE registration RENAME COLUMN company TO sharers;",
  "ALTER TABLE registration ADD COLUMN invite TEXT;",
  `ALTER TABLE registration ADD COLUMN late INTEGER;
   CREATE INDEX registration_late ON registration (registration_id)
     WHERE late = 1 AND outcome IS NULL AND withdrawn_at_ms IS NULL;`,
  "ALTER TABLE registration ADD COLUMN carried_from TEXT;",
];

type Row = {
  registration_id: string;
  account: string;
  entry: string;
  recorded_at_ms: number;
  kid: string;
  signature: string;
  signed_at: number;
  call: string | null;
  withdrawn_at_ms: number | null;
  withdrawal: string | null;
  outcome: string | null;
  evidence: string | null;
  charter: string | null;
  sharers: string | null;
  invite: string | null;
  late: number | null;
  carried_from: string | null;
};

/** The rows of a register in the object's database. */
export function sqlRegistrationStore(sql: SqlStorage): RegistrationStore {
  const findMany = (query: string, ...bindings: readonly (string | number)[]) =>
    sql
      .exec<Row>(query, ...bindings)
      .toArray()
      .map(registrationOf);
  return {
    find: (registrationId) => findMany("SELECT * FROM registration WHERE registration_id = ?", registrationId)[0],
    findByAccount: (account) =>
      findMany("SELECT * FROM registration WHERE account = ? AND withdrawn_at_ms IS NULL", account)[0],
    findByCall: (account, call) =>
      findMany(
        "SELECT * FROM registration WHERE account = ? AND withdrawn_at_ms IS NOT NULL AND call = ? LIMIT 1",
        account,
        call,
      )[0],
    hasWithdrawn: (account) =>
      findMany("SELECT * FROM registration WHERE account = ? AND withdrawn_at_ms IS NOT NULL LIMIT 1", account).length >
      0,
    countCarried: () => countWhere(sql, "carried_from IS NOT NULL"),
    write: ({ registrationId, account, entry, recordedAtMs, receipt, call, withdrawn, ...rest }) => {
      sql.exec(
        `INSERT INTO registration VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (registration_id) DO UPDATE SET
           withdrawn_at_ms = excluded.withdrawn_at_ms, withdrawal = excluded.withdrawal,
           outcome = excluded.outcome`,
        ...[registrationId, account, entry, recordedAtMs, receipt.kid, receipt.signature, receipt.iat],
        ...[call ?? null, withdrawn?.atMs ?? null, withdrawn?.text ?? null],
        ...[rest.outcome, rest.evidence, receipt.charter, rest.sharers, rest.invite].map(jsonOrNull),
        rest.late === true ? 1 : null,
        rest.carriedFrom ?? null,
      );
      writeEvents(sql, [eventOf(registrationId, recordedAtMs, withdrawn)]);
    },
    pageAfter: (registrationId, count) =>
      findMany(
        `SELECT * FROM registration WHERE withdrawn_at_ms IS NULL AND late IS NULL AND registration_id > ?
         ORDER BY registration_id LIMIT ?`,
        registrationId,
        count,
      ),
    latePageAfter: (registrationId, beforeMs, count) =>
      findMany(
        `SELECT * FROM registration WHERE late = 1 AND outcome IS NULL AND withdrawn_at_ms IS NULL
           AND registration_id > ? AND recorded_at_ms < ? ORDER BY registration_id LIMIT ?`,
        registrationId,
        beforeMs,
        count,
      ),
    countWithdrawn: () => countWhere(sql, "withdrawn_at_ms IS NOT NULL"),
    countBySteps: (stepMs) =>
      sql
        .exec<RegistrationStep>(
          `SELECT recorded_at_ms - recorded_at_ms % ?1 AS atMs, COUNT(*) AS count FROM registration
           GROUP BY 1 ORDER BY 1`,
          stepMs,
        )
        .toArray(),
    meet: (met) => void say(sql, "sharers", met),
    tell: (outcomes) => say(sql, "outcome", outcomes),
    revokeInvites: (accounts) => {
      sql.exec(
        `UPDATE registration SET invite = json_set(invite, '$.isRevoked', json('true'))
         WHERE invite IS NOT NULL AND account IN (SELECT value FROM json_each(?))`,
        JSON.stringify(accounts),
      );
    },
    named: (kind, pseudonyms) => namedBy(sql, kind, pseudonyms),
    forget: (accounts) =>
      sql
        .exec(
          "DELETE FROM registration WHERE account IN (SELECT value FROM json_each(?)) RETURNING registration_id",
          JSON.stringify(accounts),
        )
        .toArray().length,
  };
}

/** Writes a column of some rows. @returns the ids of those that are not there */
function say(
  sql: SqlStorage,
  column: "sharers" | "outcome",
  said: readonly (readonly [registrationId: string, value: object])[],
): readonly string[] {
  const told = sql.exec<Pick<Row, "registration_id">>(
    `UPDATE registration SET ${column} = told.value ->> 1 FROM json_each(?) AS told
     WHERE registration_id = told.value ->> 0 RETURNING registration_id`,
    JSON.stringify(said.map(([registrationId, value]) => [registrationId, JSON.stringify(value)])),
  );
  const there = new Set([...told].map((row) => row.registration_id));
  return said.map(([registrationId]) => registrationId).filter((registrationId) => !there.has(registrationId));
}

function countWhere(sql: SqlStorage, condition: string): number {
  return sql.exec<{ rows: number }>(`SELECT COUNT(*) AS rows FROM registration WHERE ${condition}`).one().rows;
}

function jsonOrNull(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function namedBy(sql: SqlStorage, kind: IdentifierKind, pseudonyms: readonly string[]): readonly NamedAccount[] {
  const name = kind === "account" ? "account" : `evidence ->> '$.keys.${kind}'`;
  return sql
    .exec<NamedAccount>(
      `SELECT account, pseudonym FROM (SELECT account, ${name} AS pseudonym FROM registration)
       WHERE pseudonym IN (SELECT value FROM json_each(?))`,
      JSON.stringify(pseudonyms),
    )
    .toArray();
}

/** A registration is written where it is made and where it is taken back. */
function eventOf(registrationId: string, recordedAtMs: number, withdrawn: Registration["withdrawn"]): NewEvent {
  const place = parseRegistrationId(registrationId);
  assert(place !== undefined, "a registration names its sale");
  const { saleId } = place;
  return withdrawn === undefined
    ? { type: "registration.recorded", atMs: recordedAtMs, data: { saleId, registrationId, status: "recorded" } }
    : { type: "registration.withdrawn", atMs: withdrawn.atMs, data: { saleId, registrationId, status: "withdrawn" } };
}

function registrationOf(row: Row): Registration {
  const { withdrawn_at_ms: atMs, withdrawal: text } = row;
  return {
    registrationId: row.registration_id,
    account: row.account,
    entry: row.entry,
    recordedAtMs: row.recorded_at_ms,
    receipt: {
      kid: row.kid,
      signature: row.signature,
      iat: row.signed_at,
      ...(row.charter === null ? {} : { charter: JSON.parse(row.charter) }),
    },
    ...(row.evidence === null ? {} : { evidence: JSON.parse(row.evidence) }),
    ...(row.call === null ? {} : { call: row.call }),
    ...(row.sharers === null ? {} : { sharers: JSON.parse(row.sharers) }),
    ...(row.invite === null ? {} : { invite: JSON.parse(row.invite) }),
    ...(row.late === null ? {} : { late: true }),
    ...(row.carried_from === null ? {} : { carriedFrom: row.carried_from }),
    ...(row.outcome === null ? {} : { outcome: JSON.parse(row.outcome) }),
    ...(atMs === null || text === null ? {} : { withdrawn: { atMs, text } }),
  };
}
