import type { SaleBacking } from "../domain/sale/backing.ts";
import { EVENT_MIGRATION, sqlEvents, sqlToldPhase } from "./event-outbox.sql.ts";
import { sqlAccounts, sqlExemptions } from "./sale.accounts.ts";
import { sqlCalledRanges, sqlCalling, sqlCallingScans, sqlTurns } from "./sale.calling.ts";
import { sqlChallenges, sqlVisits } from "./sale.challenges.ts";
import { sqlCohorts } from "./sale.cohorts.ts";
import { sqlAlone, sqlCuts } from "./sale.cuts.ts";
import { sqlAttempts, sqlDecisions, sqlReplies, sqlTallies } from "./sale.decisions.ts";
import { sqlForestScans, sqlNodes } from "./sale.forest.ts";
import { sqlHoldScans, sqlHolds } from "./sale.holds.ts";
import { sqlLinkMembers, sqlLinks } from "./sale.links.ts";
import { sqlOrders } from "./sale.orders.ts";
import { sqlPools } from "./sale.pools.ts";
import { sqlPressure } from "./sale.pressure.ts";
import { sqlRedo } from "./sale.redo.ts";
import { sqlSale, sqlStock } from "./sale.stock.ts";
import type { SaleWords } from "./sale.words.ts";
import type { Sql } from "./sql.ts";

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
  // The two nodes of an account side by side: a checkout that shares with others reads those of dozens of accounts.
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
  "ALTER TABLE hold ADD COLUMN address_match TEXT CHECK (address_match IN ('exact', 'near', 'absent'));",
  `ALTER TABLE hold ADD COLUMN turn_round INTEGER;
   ALTER TABLE hold ADD COLUMN turn_place INTEGER;
   CREATE TABLE calling (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL);
   CREATE TABLE turn (
     round INTEGER NOT NULL, place INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('open', 'held', 'sold', 'declined', 'redrawn')), hold_id TEXT,
     redrawn_round INTEGER, redrawn_place INTEGER, PRIMARY KEY (round, place)
   ) WITHOUT ROWID;
   CREATE TABLE called_range (
     seq INTEGER PRIMARY KEY, round INTEGER NOT NULL, from_place INTEGER NOT NULL, to_place INTEGER NOT NULL,
     called_at_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, unpaid INTEGER NOT NULL, declined INTEGER NOT NULL
   );`,
  // A link that checkouts named was attempted, one that accounts held or bought with was held.
  `ALTER TABLE cluster RENAME TO cluster_tried;
   CREATE TABLE cluster (
     account TEXT NOT NULL, grade TEXT NOT NULL CHECK (grade IN ('attempted', 'held')),
     parent TEXT, joined TEXT, accounts INTEGER NOT NULL, units INTEGER NOT NULL, paid_holds INTEGER NOT NULL,
     unpaid_holds INTEGER NOT NULL, last_unpaid_at_ms INTEGER, created_from_hour INTEGER, created_to_hour INTEGER,
     PRIMARY KEY (account, grade)
   ) WITHOUT ROWID;
   INSERT INTO cluster (account, grade, parent, joined, accounts, units, paid_holds, unpaid_holds, last_unpaid_at_ms,
     created_from_hour, created_to_hour)
   SELECT account, CASE grade WHEN 'tried' THEN 'attempted' ELSE 'held' END, parent, joined, accounts, units, paid_holds,
     unpaid_holds, last_unpaid_at_ms, created_from_hour, created_to_hour FROM cluster_tried;
   DROP TABLE cluster_tried;
   CREATE INDEX cluster_parent ON cluster (parent, grade) WHERE parent IS NOT NULL;
   UPDATE cut SET removed = REPLACE(REPLACE(removed, '"tried":', '"attempted":'), '"claimed":', '"held":');`,
  `CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
   ALTER TABLE outbox ADD COLUMN exported_word INTEGER NOT NULL DEFAULT 0;`,
  `CREATE TABLE unwritten_attempt (verdict TEXT PRIMARY KEY, attempts INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX challenge_age ON challenge (expires_at_ms);`,
  // What was proved counts apart from what was said. Of rows from before, the weight tells what the first checkout showed, and
  // a sold hold what was paid.
  `ALTER TABLE account ADD COLUMN last_unpaid_at_ms INTEGER;
   ALTER TABLE bearer ADD COLUMN proved INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE bearer ADD COLUMN unpaid_holds INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE bearer ADD COLUMN last_unpaid_at_ms INTEGER;
   UPDATE bearer SET proved = 1
   WHERE place IN (0, 2) AND (
     (weight >= 1 AND (link LIKE 'browser:%' OR link LIKE 'email:%' OR link LIKE 'phone:%'))
     OR ((link LIKE 'payment:%' OR link LIKE 'household:%') AND (link, account) IN (
       SELECT named.value, hold.account FROM hold, json_each(hold.links) AS named WHERE hold.state = 'sold')));`,
  "CREATE TABLE pressure (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL);",
  // How a sale stands that was made before is no news.
  `${EVENT_MIGRATION}
   CREATE TABLE told_phase (id INTEGER PRIMARY KEY CHECK (id = 1), phase TEXT NOT NULL);
   INSERT INTO told_phase SELECT 1, 'untold' FROM sale;`,
  // What was sold before there were orders is a paid order each; of whoever was forgotten, under the id of its hold.
  `ALTER TABLE hold ADD COLUMN collect_at TEXT;
   CREATE TABLE sale_order (
     order_id TEXT PRIMARY KEY,
     state TEXT NOT NULL CHECK (state IN ('paid', 'booked', 'ready', 'dispatched', 'collected', 'lapsed', 'cancelled')),
     holds TEXT NOT NULL, units INTEGER NOT NULL CHECK (units > 0), placed_at_ms INTEGER NOT NULL, wave INTEGER,
     ship_by_ms INTEGER, collect_at TEXT, collect_code TEXT, collect_until_ms INTEGER, paid_minor INTEGER,
     receipt TEXT NOT NULL, cancelled TEXT, tries TEXT, moves INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE INDEX sale_order_state ON sale_order (state, order_id);
   CREATE INDEX sale_order_unsent ON sale_order (ship_by_ms, order_id)
     WHERE ship_by_ms IS NOT NULL AND state IN ('paid', 'booked');
   CREATE INDEX sale_order_waiting ON sale_order (collect_until_ms, order_id)
     WHERE collect_until_ms IS NOT NULL AND state IN ('paid', 'booked', 'ready');
   CREATE TABLE order_move (
     order_id TEXT NOT NULL, n INTEGER NOT NULL, at_ms INTEGER NOT NULL, from_state TEXT, to_state TEXT NOT NULL,
     units INTEGER NOT NULL, moved_by TEXT NOT NULL, reason TEXT, PRIMARY KEY (order_id, n)
   ) WITHOUT ROWID;
   INSERT INTO sale_order (order_id, state, holds, units, placed_at_ms, receipt, moves)
   SELECT COALESCE(order_id, hold_id), 'paid', json_group_array(hold_id), SUM(quantity), MIN(ended_at_ms), lower(hex(randomblob(16))), 1
   FROM hold WHERE state = 'sold' GROUP BY COALESCE(order_id, hold_id);
   INSERT INTO order_move (order_id, n, at_ms, to_state, units, moved_by)
   SELECT order_id, 1, placed_at_ms, 'paid', units, 'shop' FROM sale_order;`,
  "CREATE TABLE redo (seq INTEGER PRIMARY KEY, images TEXT NOT NULL);",
  // An order is looked at when it lapses, and once when it is overdue.
  `ALTER TABLE sale_order ADD COLUMN overdue_told INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE sale_order ADD COLUMN due_at_ms INTEGER GENERATED ALWAYS AS (NULLIF(MIN(
     CASE WHEN state IN ('paid', 'booked', 'ready') THEN COALESCE(collect_until_ms, 9e15) ELSE 9e15 END,
     CASE WHEN state IN ('paid', 'booked') AND overdue_told = 0 THEN COALESCE(ship_by_ms, 9e15) ELSE 9e15 END), 9e15)) VIRTUAL;
   DROP INDEX sale_order_waiting;
   CREATE INDEX sale_order_due ON sale_order (due_at_ms, order_id) WHERE due_at_ms IS NOT NULL;`,
  "ALTER TABLE told_phase ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0;",
  // In a service over HTTP a bearer is a token.
  `ALTER TABLE bearer RENAME TO link_member;
   UPDATE redo SET images = REPLACE(images, '["bearers",', '["linkMembers",');`,
  // As the stock of the sale, by the partner whose units they are; the common ones are under the empty text.
  `ALTER TABLE hold ADD COLUMN pool TEXT;
   CREATE TABLE pool (
     partner_id TEXT PRIMARY KEY,
     received INTEGER NOT NULL, free INTEGER NOT NULL CHECK (free >= 0), held INTEGER NOT NULL CHECK (held >= 0),
     returning_units INTEGER NOT NULL CHECK (returning_units BETWEEN 0 AND held), sold INTEGER NOT NULL CHECK (sold >= 0),
     withdrawn INTEGER NOT NULL CHECK (withdrawn >= 0),
     CHECK (free + held + sold + withdrawn = received)
   ) WITHOUT ROWID;`,
  // How many orders had ended without the goods when purchases were copied: of further ones the copy is wrong.
  `ALTER TABLE purchases_copied ADD COLUMN ended_orders INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX order_move_ended ON order_move (order_id) WHERE units < 0;`,
  // An order is looked at once more a day before it lapses. A release before ends what is due by its own column, which stays as it is.
  `ALTER TABLE sale_order ADD COLUMN end_told INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE sale_order ADD COLUMN look_at_ms INTEGER GENERATED ALWAYS AS (NULLIF(MIN(
     COALESCE(due_at_ms, 9e15),
     CASE WHEN state IN ('paid', 'booked', 'ready') AND end_told = 0 THEN COALESCE(collect_until_ms - 86400000, 9e15)
       ELSE 9e15 END), 9e15)) VIRTUAL;
   DROP INDEX sale_order_due;
   CREATE INDEX sale_order_look ON sale_order (look_at_ms, order_id) WHERE look_at_ms IS NOT NULL;`,
  // Places whose orders the operator cancelled: one row of the state named them all before.
  `ALTER TABLE turn ADD COLUMN vacated INTEGER;
   CREATE INDEX turn_vacated ON turn (vacated) WHERE vacated IS NOT NULL;`,
];

/** The rows of one sale in the tables of its object, one concern in each file; transactions belong to the caller. */
export function sqlBacking(sql: Sql, words: SaleWords, archiveBytes = () => 0): SaleBacking {
  return {
    sale: sqlSale(sql),
    stock: sqlStock(sql),
    ...sqlPools(sql),
    holds: sqlHolds(sql),
    accounts: sqlAccounts(sql),
    exemptions: sqlExemptions(sql),
    linkMembers: sqlLinkMembers(sql),
    links: sqlLinks(sql),
    nodes: sqlNodes(sql),
    ...sqlCuts(sql),
    calling: sqlCalling(sql),
    turns: sqlTurns(sql),
    calledRanges: sqlCalledRanges(sql),
    ...sqlOrders(sql),
    cohorts: sqlCohorts(sql),
    pressure: sqlPressure(sql),
    visits: sqlVisits(sql),
    challenges: sqlChallenges(sql),
    attempts: sqlAttempts(sql, words),
    decisions: sqlDecisions(sql),
    replies: sqlReplies(sql),
    events: sqlEvents(sql),
    toldPhase: sqlToldPhase(sql),
    ...sqlTallies(sql),
    redo: sqlRedo(sql),
    ...sqlHoldScans(sql),
    ...sqlForestScans(sql),
    ...sqlCallingScans(sql),
    ...sqlAlone(sql),
    bytesUsed: () => sql.databaseSize,
    archiveBytes,
  };
}
