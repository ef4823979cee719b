import type { Invite, InvitedKind, InviteState, InviteStore, IssueCall } from "../domain/invite/invite.ts";
import { firstRow } from "./first-row.ts";

/** Steps of the schema, applied in order and never edited once released. */
export const INVITE_MIGRATIONS: readonly string[] = [
  `CREATE TABLE invite (
     invite_id TEXT PRIMARY KEY, issue_scope TEXT, issue_at INTEGER, parent TEXT, for_kind TEXT, for_pseudonym TEXT,
     shareable INTEGER NOT NULL, use_by_ms INTEGER, issued_at_ms INTEGER NOT NULL, state TEXT NOT NULL, used_by TEXT,
     is_revoked INTEGER NOT NULL, misses INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE UNIQUE INDEX invite_issue ON invite (issue_scope, issue_at) WHERE issue_scope IS NOT NULL;
   CREATE UNIQUE INDEX invite_used_by ON invite (used_by) WHERE used_by IS NOT NULL;
   CREATE INDEX invite_for ON invite (for_pseudonym) WHERE for_pseudonym IS NOT NULL;
   CREATE INDEX invite_parent ON invite (parent) WHERE parent IS NOT NULL;
   CREATE INDEX invite_state ON invite (state, use_by_ms);
   CREATE TABLE issue_call (scope TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, kid TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE promised_units (one INTEGER PRIMARY KEY CHECK (one = 1), units INTEGER NOT NULL);`,
];

/** Rows of one statement: its text stays far below the two million bytes that one may bind. */
const ROWS_PER_WRITE = 1000;

type Row = {
  invite_id: string;
  issue_scope: string | null;
  issue_at: number | null;
  parent: string | null;
  for_kind: InvitedKind | null;
  for_pseudonym: string | null;
  shareable: number;
  use_by_ms: number | null;
  issued_at_ms: number;
  state: InviteState;
  used_by: string | null;
  is_revoked: number;
  misses: number;
};

/** The rows of the invites of a sale in the object's database. */
export function sqlInvites(sql: SqlStorage): InviteStore {
  const all = (query: string, ...bindings: (string | number)[]) =>
    sql
      .exec<Row>(query, ...bindings)
      .toArray()
      .map(inviteOf);
  const count = (query: string) => sql.exec<{ count: number }>(query).one().count;
  return {
    find: (inviteId) => all("SELECT * FROM invite WHERE invite_id = ?", inviteId)[0],
    findUsedBy: (account) => all("SELECT * FROM invite WHERE used_by = ?", account)[0],
    findFor: ({ kind, pseudonym }) =>
      all(
        "SELECT * FROM invite WHERE for_pseudonym = ? AND for_kind = ? AND state IN ('open', 'used') LIMIT 1",
        pseudonym,
        kind,
      )[0],
    childrenOf: (inviteId) => all("SELECT * FROM invite WHERE parent = ? ORDER BY invite_id", inviteId),
    count: () => count("SELECT COUNT(*) AS count FROM invite"),
    countGood: () => count("SELECT COUNT(*) AS count FROM invite WHERE state IN ('open', 'used')"),
    write: (invites) => {
      for (let from = 0; from < invites.length; from += ROWS_PER_WRITE) {
        sql.exec(
          `INSERT INTO invite SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12 FROM json_each(?) WHERE TRUE
           ON CONFLICT (invite_id) DO UPDATE SET
             state = excluded.state, used_by = excluded.used_by, is_revoked = excluded.is_revoked, misses = excluded.misses`,
          JSON.stringify(invites.slice(from, from + ROWS_PER_WRITE).map(valuesOf)),
        );
      }
    },
    endOver: (nowMs) => {
      sql.exec("UPDATE invite SET state = 'over' WHERE state = 'open' AND use_by_ms <= ?", nowMs);
    },
    findCall: (scope) => firstRow<IssueCall>(sql, "SELECT * FROM issue_call WHERE scope = ?", scope),
    writeCall: ({ scope, fingerprint, kid }) => {
      sql.exec("INSERT INTO issue_call VALUES (?, ?, ?)", scope, fingerprint, kid);
    },
    idsOfCall: (scope) =>
      sql
        .exec<Pick<Row, "invite_id">>("SELECT invite_id FROM invite WHERE issue_scope = ? ORDER BY issue_at", scope)
        .toArray()
        .map((row) => row.invite_id),
    promised: () => firstRow<{ units: number }>(sql, "SELECT units FROM promised_units")?.units ?? 0,
    writePromised: (units) => {
      sql.exec("INSERT OR REPLACE INTO promised_units VALUES (1, ?)", units);
    },
    chainsAfter: (inviteId, roots) =>
      all(
        `WITH RECURSIVE root AS (
           SELECT invite_id FROM invite WHERE parent IS NULL AND invite_id > ? ORDER BY invite_id LIMIT ?
         ), chain (id) AS (
           SELECT invite_id FROM root UNION SELECT invite_id FROM invite JOIN chain ON parent = chain.id
         ) SELECT invite.* FROM invite JOIN chain ON invite_id = chain.id ORDER BY invite_id`,
        inviteId,
        roots,
      ),
    forget: (pseudonyms) =>
      sql
        .exec(
          `UPDATE invite SET state = 'forgotten', used_by = NULL, for_kind = NULL, for_pseudonym = NULL
           WHERE used_by IN (SELECT value FROM json_each(?1)) OR for_pseudonym IN (SELECT value FROM json_each(?1))
           RETURNING invite_id`,
          JSON.stringify(pseudonyms),
        )
        .toArray().length,
  };
}

/** In the order of the columns. */
function valuesOf(invite: Invite): readonly (string | number | null)[] {
  const { inviteId, issued, parent, for: invited, shareable, useByMs, issuedAtMs, state, usedBy } = invite;
  return [
    inviteId,
    issued?.call ?? null,
    issued?.at ?? null,
    parent ?? null,
    invited?.kind ?? null,
    invited?.pseudonym ?? null,
    shareable,
    useByMs ?? null,
    issuedAtMs,
    state,
    usedBy ?? null,
    invite.isRevoked === true ? 1 : 0,
    invite.misses ?? 0,
  ];
}

function inviteOf(row: Row): Invite {
  const { issue_scope: call, issue_at: at, for_kind: kind, for_pseudonym: pseudonym } = row;
  return {
    inviteId: row.invite_id,
    ...(call === null || at === null ? {} : { issued: { call, at } }),
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...(kind === null || pseudonym === null ? {} : { for: { kind, pseudonym } }),
    shareable: row.shareable,
    ...(row.use_by_ms === null ? {} : { useByMs: row.use_by_ms }),
    issuedAtMs: row.issued_at_ms,
    state: row.state,
    ...(row.used_by === null ? {} : { usedBy: row.used_by }),
    ...(row.is_revoked === 0 ? {} : { isRevoked: true }),
    ...(row.misses === 0 ? {} : { misses: row.misses }),
  };
}
