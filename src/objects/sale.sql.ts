import type { ChallengeKind } from "../domain/challenge/challenge-kind.ts";
import type { AttemptRecord } from "../domain/decision/attempt-record.ts";
import { assert } from "../domain/result.ts";
import type { AttemptRow } from "../domain/sale/attempt-row.ts";
import type { Cohort } from "../domain/sale/history/cohort.ts";
import type { SaleRecord } from "../domain/sale/record.ts";
import type { ReplyBody, StoredReply } from "../domain/sale/reply.ts";
import type { AccountHistory, Challenge, SaleStore } from "../domain/sale/store.ts";
import type { Hold, HoldState, Stock } from "../domain/stock/stock.ts";
import { sqlBearers } from "./sale.bearers.ts";
import { sqlCuts } from "./sale.cuts.ts";
import { sqlForest } from "./sale.forest.ts";
import { tallies } from "./sale.tallies.ts";

/** Steps of the schema, applied in order and never edited once released. */
export const SALE_MIGRATIONS: readonly string[] = [
  `CREATE TABLE sale (id INTEGER PRIMARY KEY CHECK (id = 1), record TEXT NOT NULL);
   CREATE TABLE stock (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     received INTEGER NOT NULL, free INTEGER NOT NULL CHECK (free >= 0), held INTEGER NOT NULL CHECK (held >= 0),
     returning_units INTEGER NOT NULL CHECK (returning_units BETWEEN 0 AND held), sold INTEGER NOT NULL CHECK (sold >= 0),
     withdrawn INTEGER NOT NULL CHECK (withdrawn >= 0),
     CHECK (free + held + sold + withdrawn = received)
   );
   CREATE TABLE hold (
     hold_id TEXT PRIMARY KEY, decision_id TEXT NOT NULL, account TEXT NOT NULL, links TEXT NOT NULL,
     quantity INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('held', 'sold', 'released', 'expired')),
     created_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL, ended_at_ms INTEGER, returns_at_ms INTEGER,
     order_id TEXT, household TEXT, holder_key TEXT, verified_at_ms INTEGER, verified_under TEXT,
     due_at_ms INTEGER GENERATED ALWAYS AS (CASE state WHEN 'held' THEN expires_at_ms ELSE returns_at_ms END) VIRTUAL
   ) WITHOUT ROWID;
   CREATE INDEX hold_due ON hold (due_at_ms) WHERE due_at_ms IS NOT NULL;
   CREATE TABLE bearer (
     link TEXT NOT NULL, place INTEGER NOT NULL, account TEXT NOT NULL, weight REAL NOT NULL, units INTEGER NOT NULL,
     created_hour INTEGER, PRIMARY KEY (link, place, account)
   ) WITHOUT ROWID;
   CREATE TABLE account (
     account TEXT PRIMARY KEY, attempts INTEGER NOT NULL, attempts_in_minute INTEGER NOT NULL,
     minute_start_ms INTEGER NOT NULL, unpaid_holds INTEGER NOT NULL, units INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE cluster (
     grade TEXT NOT NULL CHECK (grade IN ('tried', 'claimed')), account TEXT NOT NULL,
     parent TEXT, joined TEXT, accounts INTEGER NOT NULL, units INTEGER NOT NULL, paid_holds INTEGER NOT NULL,
     unpaid_holds INTEGER NOT NULL, last_unpaid_at_ms INTEGER, created_from_hour INTEGER, created_to_hour INTEGER,
     PRIMARY KEY (grade, account)
   ) WITHOUT ROWID;
   CREATE INDEX cluster_parent ON cluster (parent, grade) WHERE parent IS NOT NULL;
   CREATE TABLE cut (
     account TEXT NOT NULL, other TEXT NOT NULL, seq INTEGER NOT NULL, in_force INTEGER NOT NULL, removed TEXT NOT NULL,
     PRIMARY KEY (account, other)
   ) WITHOUT ROWID;
   CREATE TABLE cohort (
     name TEXT PRIMARY KEY, accounts INTEGER NOT NULL, last_at_ms INTEGER NOT NULL, mean_ms REAL NOT NULL,
     squares_ms2 REAL NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE spent_visit (jti TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE challenge (
     challenge_id TEXT PRIMARY KEY, account TEXT NOT NULL, device TEXT, expires_at_ms INTEGER NOT NULL, visit TEXT,
     kinds TEXT NOT NULL, settled_by TEXT, state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'spent'))
   ) WITHOUT ROWID;
   CREATE TABLE exemption (
     account TEXT NOT NULL, rule TEXT NOT NULL, expires_at_ms INTEGER NOT NULL, PRIMARY KEY (account, rule)
   ) WITHOUT ROWID;
   CREATE TABLE attempt (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, decision_id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, record TEXT NOT NULL,
     scope TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL
   );
   CREATE TABLE outbox (id INTEGER PRIMARY KEY CHECK (id = 1), exported_seq INTEGER NOT NULL);
   INSERT INTO outbox VALUES (1, 0);
   CREATE TABLE tally (
     second INTEGER NOT NULL, verdict TEXT NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (second, verdict)
   ) WITHOUT ROWID;
   CREATE TABLE reason_tally (
     code TEXT NOT NULL, verdict TEXT NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (code, verdict)
   ) WITHOUT ROWID;
   CREATE TABLE reply (
     scope TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, at_ms INTEGER NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX reply_age ON reply (at_ms);
   CREATE TABLE tombstone (account TEXT PRIMARY KEY) WITHOUT ROWID;
   CREATE TABLE purchases_copied (id INTEGER PRIMARY KEY CHECK (id = 1), at_ms INTEGER NOT NULL);`,
  "CREATE TABLE lost_record (verdict TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;",
  // The two nodes of an account side by side: a checkout in company reads those of dozens of accounts.
  `ALTER TABLE cluster RENAME TO cluster_by_grade;
   CREATE TABLE cluster (
     account TEXT NOT NULL, grade TEXT NOT NULL CHECK (grade IN ('tried', 'claimed')),
     parent TEXT, joined TEXT, accounts INTEGER NOT NULL, units INTEGER NOT NULL, paid_holds INTEGER NOT NULL,
     unpaid_holds INTEGER NOT NULL, last_unpaid_at_ms INTEGER, created_from_hour INTEGER, created_to_hour INTEGER,
     PRIMARY KEY (account, grade)
   ) WITHOUT ROWID;
   INSERT INTO cluster (account, grade, parent, joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms,
     created_from_hour, created_to_hour)
   SELECT account, grade, parent, joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms,
     created_from_hour, created_to_hour FROM cluster_by_grade;
   DROP TABLE cluster_by_grade;
   CREATE INDEX cluster_parent ON cluster (parent, grade) WHERE parent IS NOT NULL;
   CREATE INDEX cut_in_force ON cut (account, other) WHERE in_force = 1;`,
];

type HoldRow = {
  hold_id: string;
  decision_id: string;
  account: string;
  links: string;
  quantity: number;
  state: HoldState;
  created_at_ms: number;
  expires_at_ms: number;
  ended_at_ms: number | null;
  returns_at_ms: number | null;
  order_id: string | null;
  household: string | null;
  holder_key: string | null;
  verified_at_ms: number | null;
  verified_under: string | null;
};
type CohortRow = { name: string; accounts: number; last_at_ms: number; mean_ms: number; squares_ms2: number };
type AttemptSqlRow = {
  at_ms: number;
  record: string;
  scope: string;
  fingerprint: string;
  status: number;
  body: string;
};
type ReplyRow = { fingerprint: string; at_ms: number; status: number; body: string };

/**
 * Due holds, at most so many at a time: `sweep` asks again until none is due. The limit is part of the text because SQLite
 * compiles a statement anew whenever a limit is bound to it.
 */
const DUE_HOLDS = "SELECT * FROM hold WHERE due_at_ms <= ? ORDER BY due_at_ms LIMIT 200";

/** The rows of one sale, part of which is kept in memory; the transaction belongs to the caller. */
export interface SqlSaleStore extends SaleStore {
  /** Writes what was counted. Must run before a transaction ends. */
  flush(): void;
  /** Forgets what it has read of the sale, of clusters and of cuts: other statements have changed these rows. */
  reread(): void;
  /** Forgets what was read and counted in a transaction that was rolled back. */
  discard(): void;
}

/** Each method is a few statements at most. */
export function sqlSaleStore(sql: SqlStorage): SqlSaleStore {
  const tally = tallies(sql);
  const { forest, discard: discardPlaces } = sqlForest(sql);
  const { cuts, discard: discardCuts } = sqlCuts(sql);
  const first = <Row extends Record<string, SqlStorageValue>>(
    query: string,
    ...bindings: SqlStorageValue[]
  ): Row | undefined => {
    const cursor = sql.exec<Row>(query, ...bindings);
    const { done, value } = cursor.next();
    return done ? undefined : value;
  };

  /** Every command reads the sale, and hardly any changes it. */
  let kept: SaleRecord | undefined;
  const reread = () => {
    kept = undefined;
    discardPlaces();
    discardCuts();
  };

  return {
    flush: tally.flush,
    reread,
    discard() {
      tally.discard();
      reread();
    },

    findSale() {
      if (kept !== undefined) return kept;
      const row = first<{ record: string }>("SELECT record FROM sale WHERE id = 1");
      kept = row === undefined ? undefined : JSON.parse(row.record);
      return kept;
    },
    writeSale(sale) {
      kept = undefined;
      sql.exec("INSERT OR REPLACE INTO sale (id, record) VALUES (1, ?)", JSON.stringify(sale));
    },

    readStock() {
      const stock = first<Stock>(
        `SELECT received, free, held, returning_units AS "returning", sold, withdrawn FROM stock WHERE id = 1`,
      );
      assert(stock !== undefined, "a sale has a stock");
      return stock;
    },
    writeStock({ received, free, held, returning, sold, withdrawn }) {
      sql.exec(
        `INSERT OR REPLACE INTO stock (id, received, free, held, returning_units, sold, withdrawn)
         VALUES (1, ?, ?, ?, ?, ?, ?)`,
        received,
        free,
        held,
        returning,
        sold,
        withdrawn,
      );
    },

    findHold(holdId) {
      const row = first<HoldRow>("SELECT * FROM hold WHERE hold_id = ?", holdId);
      return row === undefined ? undefined : toHold(row);
    },
    writeHold(hold) {
      sql.exec(
        `INSERT OR REPLACE INTO hold (hold_id, decision_id, account, links, quantity, state, created_at_ms, expires_at_ms,
           ended_at_ms, returns_at_ms, order_id, household, holder_key, verified_at_ms, verified_under)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        hold.holdId,
        hold.decisionId,
        hold.account,
        JSON.stringify(hold.links),
        hold.quantity,
        hold.state,
        hold.createdAtMs,
        hold.expiresAtMs,
        hold.endedAtMs ?? null,
        hold.returnsAtMs ?? null,
        hold.orderId ?? null,
        hold.household ?? null,
        hold.holderKey ?? null,
        hold.verifiedAtMs ?? null,
        hold.verifiedUnder ?? null,
      );
    },
    // Without an index, which every redeem would have to write: staff ask a few times a day.
    holdsOfOrder(orderId) {
      return sql.exec<HoldRow>("SELECT * FROM hold WHERE order_id = ? ORDER BY hold_id", orderId).toArray().map(toHold);
    },
    dueHolds(nowMs) {
      return sql.exec<HoldRow>(DUE_HOLDS, nowMs).toArray().map(toHold);
    },
    nextDueMs() {
      return first<{ due: number }>(
        "SELECT due_at_ms AS due FROM hold WHERE due_at_ms IS NOT NULL ORDER BY due_at_ms LIMIT 1",
      )?.due;
    },

    ...sqlBearers(sql),
    ...forest,
    ...cuts,

    findAccount(account) {
      return first<AccountHistory>(
        `SELECT attempts, attempts_in_minute AS attemptsInMinute, minute_start_ms AS minuteStartMs,
           unpaid_holds AS unpaidHolds, units FROM account WHERE account = ?`,
        account,
      );
    },
    writeAccount(account, { attempts, attemptsInMinute, minuteStartMs, unpaidHolds, units }) {
      sql.exec(
        `INSERT OR REPLACE INTO account (account, attempts, attempts_in_minute, minute_start_ms, unpaid_holds, units)
         VALUES (?, ?, ?, ?, ?, ?)`,
        account,
        attempts,
        attemptsInMinute,
        minuteStartMs,
        unpaidHolds,
        units,
      );
    },

    readCohorts(names) {
      const rows = sql.exec<CohortRow>(
        "SELECT name, accounts, last_at_ms, mean_ms, squares_ms2 FROM cohort WHERE name IN (SELECT value FROM json_each(?))",
        JSON.stringify(names),
      );
      const cohorts = new Map<string, Cohort>();
      for (const { name, accounts, last_at_ms, mean_ms, squares_ms2 } of rows) {
        cohorts.set(name, { accounts, lastAtMs: last_at_ms, meanMs: mean_ms, squaresMs2: squares_ms2 });
      }
      return cohorts;
    },
    writeCohorts(cohorts) {
      sql.exec(
        `INSERT OR REPLACE INTO cohort (name, accounts, last_at_ms, mean_ms, squares_ms2)
         VALUES ${[...cohorts].map(() => "(?, ?, ?, ?, ?)").join(", ")}`,
        ...[...cohorts].flatMap(([name, { accounts, lastAtMs, meanMs, squaresMs2 }]) => [
          name,
          accounts,
          lastAtMs,
          meanMs,
          squaresMs2,
        ]),
      );
    },

    isVisitSpent(jti) {
      return first("SELECT 1 AS spent FROM spent_visit WHERE jti = ?", jti) !== undefined;
    },
    spendVisit(jti, expiresAtMs) {
      sql.exec("INSERT INTO spent_visit (jti, expires_at_ms) VALUES (?, ?)", jti, expiresAtMs);
    },

    findChallenge(challengeId) {
      const row = first<{
        account: string;
        device: string | null;
        expires_at_ms: number;
        visit: string | null;
        kinds: string;
        settled_by: ChallengeKind | null;
        state: Challenge["state"];
      }>(
        "SELECT account, device, expires_at_ms, visit, kinds, settled_by, state FROM challenge WHERE challenge_id = ?",
        challengeId,
      );
      if (row === undefined) return undefined;
      return {
        challengeId,
        account: row.account,
        device: row.device ?? undefined,
        expiresAtMs: row.expires_at_ms,
        visit: row.visit === null ? undefined : JSON.parse(row.visit),
        kinds: JSON.parse(row.kinds),
        settledBy: row.settled_by ?? undefined,
        state: row.state,
      };
    },
    writeChallenge({ challengeId, account, device, expiresAtMs, visit, kinds, settledBy, state }) {
      sql.exec(
        `INSERT OR REPLACE INTO challenge
         (challenge_id, account, device, expires_at_ms, visit, kinds, settled_by, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        challengeId,
        account,
        device ?? null,
        expiresAtMs,
        visit === undefined ? null : JSON.stringify(visit),
        JSON.stringify(kinds),
        settledBy ?? null,
        state,
      );
    },

    exemptionsOf(account, nowMs) {
      return sql
        .exec<{ rule: string }>("SELECT rule FROM exemption WHERE account = ? AND expires_at_ms > ?", account, nowMs)
        .toArray()
        .map(({ rule }) => rule);
    },
    writeExemption(account, { rule, expiresAtMs }) {
      sql.exec(
        "INSERT OR REPLACE INTO exemption (account, rule, expires_at_ms) VALUES (?, ?, ?)",
        account,
        rule,
        expiresAtMs,
      );
    },

    writeAttempt({ record, idempotencyScope, reply }) {
      sql.exec(
        `INSERT INTO attempt (decision_id, at_ms, record, scope, fingerprint, status, body)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        record.decisionId,
        record.atMs,
        JSON.stringify(record),
        idempotencyScope,
        reply.fingerprint,
        reply.status,
        JSON.stringify(reply.body),
      );
    },
    findAttempt(decisionId) {
      const row = first<AttemptSqlRow>("SELECT * FROM attempt WHERE decision_id = ?", decisionId);
      return row === undefined ? undefined : toAttempt(row);
    },

    countVerdict: tally.count,
    verdictTotals() {
      tally.flush();
      return tally.totals();
    },

    findReply(scope) {
      const row = first<ReplyRow>(
        `SELECT fingerprint, at_ms, status, body FROM attempt WHERE scope = ?1
         UNION ALL SELECT fingerprint, at_ms, status, body FROM reply WHERE scope = ?1`,
        scope,
      );
      return row === undefined ? undefined : toReply(row);
    },
    writeReply(scope, { fingerprint, atMs, status, body }) {
      sql.exec(
        "INSERT INTO reply (scope, fingerprint, at_ms, status, body) VALUES (?, ?, ?, ?, ?)",
        scope,
        fingerprint,
        atMs,
        status,
        JSON.stringify(body),
      );
    },
  };
}

function toHold(row: HoldRow): Hold {
  const links: string[] = JSON.parse(row.links);
  return {
    holdId: row.hold_id,
    decisionId: row.decision_id,
    account: row.account,
    links,
    quantity: row.quantity,
    state: row.state,
    createdAtMs: row.created_at_ms,
    expiresAtMs: row.expires_at_ms,
    endedAtMs: row.ended_at_ms ?? undefined,
    returnsAtMs: row.returns_at_ms ?? undefined,
    orderId: row.order_id ?? undefined,
    household: row.household ?? undefined,
    holderKey: row.holder_key ?? undefined,
    verifiedAtMs: row.verified_at_ms ?? undefined,
    verifiedUnder: row.verified_under ?? undefined,
  };
}

function toAttempt(row: AttemptSqlRow): AttemptRow {
  const record: AttemptRecord = JSON.parse(row.record);
  return { record, idempotencyScope: row.scope, reply: toReply(row) };
}

function toReply({ fingerprint, at_ms, status, body }: ReplyRow): StoredReply {
  const parts: ReplyBody = JSON.parse(body);
  return { fingerprint, atMs: at_ms, status, body: parts };
}
