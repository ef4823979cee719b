import { VERDICTS, type Verdict } from "../domain/decision/decision.ts";
import type { ClusterNode, Join } from "../domain/identity/cluster/cluster-store.ts";
import type { Bearer } from "../domain/identity/cluster/evidence.ts";
import { HISTORY_ACCOUNTS_MAX } from "../domain/limits.ts";
import { assert } from "../domain/result.ts";
import type { AttemptRecord, AttemptRow } from "../domain/sale/attempt-row.ts";
import type { SaleRecord } from "../domain/sale/record.ts";
import type { AccountHistory, Challenge, Claims, ReplyBody, SaleStore, StoredReply } from "../domain/sale/store.ts";
import type { Hold, HoldState, Stock } from "../domain/stock/stock.ts";

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
     hold_id TEXT PRIMARY KEY, decision_id TEXT NOT NULL, account TEXT NOT NULL, quantity INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('held', 'sold', 'released', 'expired')),
     created_at_ms INTEGER NOT NULL, expires_at_ms INTEGER NOT NULL, ended_at_ms INTEGER, returns_at_ms INTEGER,
     order_id TEXT, household TEXT, holder_key TEXT, verified_at_ms INTEGER, verified_under TEXT,
     due_at_ms INTEGER GENERATED ALWAYS AS (CASE state WHEN 'held' THEN expires_at_ms ELSE returns_at_ms END) VIRTUAL
   ) WITHOUT ROWID;
   CREATE INDEX hold_due ON hold (due_at_ms) WHERE due_at_ms IS NOT NULL;
   CREATE TABLE claim (
     link TEXT NOT NULL, hold_id TEXT NOT NULL, account TEXT NOT NULL, quantity INTEGER NOT NULL,
     PRIMARY KEY (link, hold_id)
   ) WITHOUT ROWID;
   CREATE INDEX claim_hold ON claim (hold_id);
   CREATE TABLE sighting (link TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (link, account)) WITHOUT ROWID;
   CREATE TABLE account (
     account TEXT PRIMARY KEY, attempts INTEGER NOT NULL, attempts_in_minute INTEGER NOT NULL,
     minute_start_ms INTEGER NOT NULL, unpaid_holds INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE cluster (
     grade TEXT NOT NULL CHECK (grade IN ('tried', 'claimed')), account TEXT NOT NULL,
     parent TEXT, joined TEXT, accounts INTEGER NOT NULL, units INTEGER NOT NULL, paid_holds INTEGER NOT NULL,
     unpaid_holds INTEGER NOT NULL, last_unpaid_at_ms INTEGER, created_from_hour INTEGER, created_to_hour INTEGER,
     PRIMARY KEY (grade, account)
   ) WITHOUT ROWID;
   CREATE INDEX cluster_parent ON cluster (parent, grade) WHERE parent IS NOT NULL;
   CREATE TABLE bearer (
     link TEXT NOT NULL, account TEXT NOT NULL, weight REAL NOT NULL, claimed INTEGER NOT NULL, created_hour INTEGER,
     PRIMARY KEY (link, account)
   ) WITHOUT ROWID;
   CREATE TABLE spent_visit (jti TEXT PRIMARY KEY, expires_at_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE challenge (
     challenge_id TEXT PRIMARY KEY, account TEXT NOT NULL, device TEXT, expires_at_ms INTEGER NOT NULL, visit TEXT,
     state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'spent'))
   ) WITHOUT ROWID;
   CREATE TABLE exemption (
     account TEXT NOT NULL, rule TEXT NOT NULL, expires_at_ms INTEGER NOT NULL, PRIMARY KEY (account, rule)
   ) WITHOUT ROWID;
   CREATE TABLE attempt (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, decision_id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, record TEXT NOT NULL,
     scope TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL, exported_at_ms INTEGER
   );
   CREATE INDEX attempt_outbox ON attempt (seq) WHERE exported_at_ms IS NULL;
   CREATE TABLE tally (
     second INTEGER NOT NULL, verdict TEXT NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (second, verdict)
   ) WITHOUT ROWID;
   CREATE TABLE reason_tally (
     code TEXT NOT NULL, verdict TEXT NOT NULL, attempts INTEGER NOT NULL, PRIMARY KEY (code, verdict)
   ) WITHOUT ROWID;
   CREATE TABLE reply (
     scope TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, at_ms INTEGER NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX reply_age ON reply (at_ms);`,
];

type HoldRow = {
  hold_id: string;
  decision_id: string;
  account: string;
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
type ClusterRow = {
  joined: string | null;
  accounts: number;
  units: number;
  paid_holds: number;
  unpaid_holds: number;
  last_unpaid_at_ms: number | null;
  created_from_hour: number | null;
  created_to_hour: number | null;
};
type BearerRow = {
  link: string;
  account: string;
  weight: number;
  claimed: number;
  created_hour: number | null;
};
type AttemptSqlRow = {
  at_ms: number;
  record: string;
  scope: string;
  fingerprint: string;
  status: number;
  body: string;
};
type ReplyRow = { fingerprint: string; at_ms: number; status: number; body: string };

/** Due holds that one statement fetches; `sweep` asks again until none is due. */
const DUE_ROWS_MAX = 200;

/** The rows of one sale. Each method is one or two statements; the transaction belongs to the caller. */
export function sqlSaleStore(sql: SqlStorage): SaleStore {
  const first = <Row extends Record<string, SqlStorageValue>>(
    query: string,
    ...bindings: SqlStorageValue[]
  ): Row | undefined => {
    const cursor = sql.exec<Row>(query, ...bindings);
    const { done, value } = cursor.next();
    return done ? undefined : value;
  };

  return {
    findSale() {
      const row = first<{ record: string }>("SELECT record FROM sale WHERE id = 1");
      return row === undefined ? undefined : (JSON.parse(row.record) satisfies SaleRecord);
    },
    writeSale(sale) {
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
        `INSERT OR REPLACE INTO hold (hold_id, decision_id, account, quantity, state, created_at_ms, expires_at_ms,
           ended_at_ms, returns_at_ms, order_id, household, holder_key, verified_at_ms, verified_under)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        hold.holdId,
        hold.decisionId,
        hold.account,
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
    dueHolds(nowMs) {
      return sql
        .exec<HoldRow>("SELECT * FROM hold WHERE due_at_ms <= ? ORDER BY due_at_ms LIMIT ?", nowMs, DUE_ROWS_MAX)
        .toArray()
        .map(toHold);
    },
    nextDueMs() {
      return first<{ due: number }>(
        "SELECT due_at_ms AS due FROM hold WHERE due_at_ms IS NOT NULL ORDER BY due_at_ms LIMIT 1",
      )?.due;
    },

    addClaims({ holdId, account, quantity }, links) {
      sql.exec(
        "INSERT INTO claim (link, hold_id, account, quantity) SELECT value, ?, ?, ? FROM json_each(?)",
        holdId,
        account,
        quantity,
        JSON.stringify(links),
      );
    },
    removeClaims(holdId) {
      sql.exec("DELETE FROM claim WHERE hold_id = ?", holdId);
    },
    claimsOn(links, account) {
      const rows = sql.exec<{ link: string; units: number; others: number }>(
        `SELECT link, SUM(quantity) AS units, COUNT(DISTINCT CASE WHEN account <> ? THEN account END) AS others
         FROM claim WHERE link IN (SELECT value FROM json_each(?)) GROUP BY link`,
        account,
        JSON.stringify(links),
      );
      const claims = new Map<string, Claims>();
      for (const { link, units, others } of rows) claims.set(link, { units, otherAccounts: others });
      return claims;
    },

    recordSightings(links, account) {
      sql.exec(
        "INSERT OR IGNORE INTO sighting (link, account) SELECT value, ? FROM json_each(?)",
        account,
        JSON.stringify(links),
      );
    },
    otherAccountsSeen(link, account) {
      const row = first<{ accounts: number }>(
        `SELECT COUNT(*) AS accounts FROM
           (SELECT 1 FROM sighting WHERE link = ? AND account <> ? LIMIT ${HISTORY_ACCOUNTS_MAX})`,
        link,
        account,
      );
      return row?.accounts ?? 0;
    },

    findAccount(account) {
      return first<AccountHistory>(
        `SELECT attempts, attempts_in_minute AS attemptsInMinute, minute_start_ms AS minuteStartMs,
           unpaid_holds AS unpaidHolds FROM account WHERE account = ?`,
        account,
      );
    },
    writeAccount(account, { attempts, attemptsInMinute, minuteStartMs, unpaidHolds }) {
      sql.exec(
        `INSERT OR REPLACE INTO account (account, attempts, attempts_in_minute, minute_start_ms, unpaid_holds)
         VALUES (?, ?, ?, ?, ?)`,
        account,
        attempts,
        attemptsInMinute,
        minuteStartMs,
        unpaidHolds,
      );
    },

    findClusterNode(grade, account) {
      const row = first<ClusterRow>(
        `SELECT joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms, created_from_hour, created_to_hour
         FROM cluster WHERE grade = ? AND account = ?`,
        grade,
        account,
      );
      return row === undefined ? undefined : toClusterNode(row);
    },
    writeClusterNode(grade, account, { joined, sums }) {
      sql.exec(
        `INSERT OR REPLACE INTO cluster (grade, account, parent, joined, accounts, units, paid_holds, unpaid_holds,
           last_unpaid_at_ms, created_from_hour, created_to_hour)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        grade,
        account,
        joined?.parent ?? null,
        joined === undefined ? null : JSON.stringify(joined),
        sums.accounts,
        sums.units,
        sums.paidHolds,
        sums.unpaidHolds,
        sums.lastUnpaidAtMs ?? null,
        sums.createdFromHour ?? null,
        sums.createdToHour ?? null,
      );
    },
    clusterChildren(grade, account) {
      return sql
        .exec<{ account: string }>(
          "SELECT account FROM cluster WHERE parent = ? AND grade = ? ORDER BY account",
          account,
          grade,
        )
        .toArray()
        .map(({ account: child }) => child);
    },
    bearersOf(links) {
      const rows = sql.exec<BearerRow>(
        `SELECT link, account, weight, claimed, created_hour FROM bearer
         WHERE link IN (SELECT value FROM json_each(?)) ORDER BY link, account`,
        JSON.stringify(links),
      );
      const bearers = new Map<string, Bearer[]>();
      for (const row of rows) bearers.set(row.link, [...(bearers.get(row.link) ?? []), toBearer(row)]);
      return bearers;
    },
    writeBearer(links, { account, claimed, createdHour }) {
      sql.exec(
        `INSERT OR REPLACE INTO bearer (link, account, weight, claimed, created_hour)
         SELECT key, ?, value, ?, ? FROM json_each(?)`,
        account,
        claimed ? 1 : 0,
        createdHour ?? null,
        JSON.stringify(Object.fromEntries(links.map(({ link, weight }) => [link, weight]))),
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
        state: Challenge["state"];
      }>("SELECT account, device, expires_at_ms, visit, state FROM challenge WHERE challenge_id = ?", challengeId);
      if (row === undefined) return undefined;
      return {
        challengeId,
        account: row.account,
        device: row.device ?? undefined,
        expiresAtMs: row.expires_at_ms,
        visit: row.visit === null ? undefined : JSON.parse(row.visit),
        state: row.state,
      };
    },
    writeChallenge({ challengeId, account, device, expiresAtMs, visit, state }) {
      sql.exec(
        `INSERT OR REPLACE INTO challenge (challenge_id, account, device, expires_at_ms, visit, state)
         VALUES (?, ?, ?, ?, ?, ?)`,
        challengeId,
        account,
        device ?? null,
        expiresAtMs,
        visit === undefined ? null : JSON.stringify(visit),
        state,
      );
    },

    exemptionsOf(account, nowMs) {
      return sql
        .exec<{ rule: string }>("SELECT rule FROM exemption WHERE account = ? AND expires_at_ms > ?", account, nowMs)
        .toArray()
        .map(({ rule }) => rule);
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
    findAttemptByKey(scope) {
      const row = first<AttemptSqlRow>("SELECT * FROM attempt WHERE scope = ?", scope);
      return row === undefined ? undefined : toAttempt(row);
    },

    countVerdict(verdict, reasonCodes, atMs) {
      sql.exec(
        `INSERT INTO tally (second, verdict, attempts) VALUES (?, ?, 1)
         ON CONFLICT DO UPDATE SET attempts = attempts + 1`,
        Math.floor(atMs / 1000),
        verdict,
      );
      if (reasonCodes.length === 0) return;
      sql.exec(
        `INSERT INTO reason_tally (code, verdict, attempts) SELECT DISTINCT value, ?, 1 FROM json_each(?) WHERE true
         ON CONFLICT DO UPDATE SET attempts = attempts + 1`,
        verdict,
        JSON.stringify(reasonCodes),
      );
    },
    verdictTotals() {
      const rows = sql.exec<{ verdict: Verdict; attempts: number }>(
        "SELECT verdict, SUM(attempts) AS attempts FROM tally GROUP BY verdict",
      );
      const counted = new Map([...rows].map(({ verdict, attempts }) => [verdict, attempts]));
      const count = (verdict: Verdict) => counted.get(verdict) ?? 0;
      const [allow, challenge, review, deny] = VERDICTS;
      return {
        allow: count(allow),
        challenge: count(challenge),
        review: count(review),
        deny: count(deny),
      };
    },

    findReply(scope) {
      const row = first<ReplyRow>("SELECT fingerprint, at_ms, status, body FROM reply WHERE scope = ?", scope);
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
  return {
    holdId: row.hold_id,
    decisionId: row.decision_id,
    account: row.account,
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

function toClusterNode(row: ClusterRow): ClusterNode {
  const joined: Join | undefined = row.joined === null ? undefined : JSON.parse(row.joined);
  return {
    joined,
    sums: {
      accounts: row.accounts,
      units: row.units,
      paidHolds: row.paid_holds,
      unpaidHolds: row.unpaid_holds,
      lastUnpaidAtMs: row.last_unpaid_at_ms ?? undefined,
      createdFromHour: row.created_from_hour ?? undefined,
      createdToHour: row.created_to_hour ?? undefined,
    },
  };
}

function toBearer({ account, weight, claimed, created_hour }: BearerRow): Bearer {
  return { account, weight, claimed: claimed === 1, createdHour: created_hour ?? undefined };
}

function toAttempt(row: AttemptSqlRow): AttemptRow {
  const record: AttemptRecord = JSON.parse(row.record);
  return { record, idempotencyScope: row.scope, reply: toReply(row) };
}

function toReply({ fingerprint, at_ms, status, body }: ReplyRow): StoredReply {
  const parts: ReplyBody = JSON.parse(body);
  return { fingerprint, atMs: at_ms, status, body: parts };
}
