import { VERDICTS, type Verdict } from "../domain/decision/decision.ts";
import { ok, type Result } from "../domain/result.ts";
import type { SaleContext } from "../domain/sale/context.ts";
import type { Party } from "../domain/sale/party.ts";
import { viewLedger } from "../domain/sale/read-sale.ts";
import type { SaleRefusal } from "../domain/sale/refusal.ts";
import type { AuditDifference } from "./audit-difference.ts";
import { WAITING } from "./sale.chores.ts";
import { lostRecords } from "./sale.losses.ts";
import { auditOrders } from "./sale.movements.ts";

/** What recomputing a sale from its rows found, and what its copy in the archive should hold. */
export type SaleAudit = {
  readonly checks: number;
  readonly differences: readonly AuditDifference[];
  /** Decisions that the archive must hold by now, by verdict: all that were made, less those counted alone, those still waiting to be copied and those given up. */
  readonly archived: { readonly [verdict in Verdict]: number };
};

const CLAIMING_ACCOUNTS =
  "(SELECT account, SUM(quantity) AS units FROM hold WHERE state IN ('held', 'sold') GROUP BY account)";
const CLAIMING_LINKS = `(SELECT value AS link, account, SUM(quantity) AS units FROM hold, json_each(hold.links)
  WHERE state IN ('held', 'sold') GROUP BY value, account)`;

const KEPT_IN_POOLS = `(SELECT IFNULL(pool, '') AS partner_id,
    TOTAL(IIF(state = 'held' OR returns_at_ms IS NOT NULL, quantity, 0)) AS held,
    TOTAL(IIF(returns_at_ms IS NOT NULL, quantity, 0)) AS returning_units, TOTAL(IIF(state = 'sold', quantity, 0)) AS sold
  FROM hold GROUP BY IFNULL(pool, ''))`;

const RUNNING = "calling, json_each(calling.state, '$.running') AS turns";
const TURN_OF_RUNNING = `turn.round = turns.value ->> '$.round'
  AND turn.place BETWEEN turns.value ->> '$.fromPlace' AND turns.value ->> '$.toPlace'`;

/** Each check is a figure as kept and the same figure from the rows that it stands for. */
const CHECKS: readonly { readonly check: string; readonly recorded: string; readonly recomputed: string }[] = [
  {
    check: "received = free + held + sold + withdrawn",
    recorded: "SELECT received AS n FROM stock",
    recomputed: "SELECT free + held + sold + withdrawn AS n FROM stock",
  },
  {
    check: "held units = units of open and returning holds",
    recorded: "SELECT held AS n FROM stock",
    recomputed: "SELECT TOTAL(quantity) AS n FROM hold WHERE state = 'held' OR returns_at_ms IS NOT NULL",
  },
  {
    check: "returning units = units of ended holds on their way back",
    recorded: "SELECT returning_units AS n FROM stock",
    recomputed: "SELECT TOTAL(quantity) AS n FROM hold WHERE returns_at_ms IS NOT NULL",
  },
  {
    check: "sold units = units of sold holds",
    recorded: "SELECT sold AS n FROM stock",
    recomputed: "SELECT TOTAL(quantity) AS n FROM hold WHERE state = 'sold'",
  },
  ...(["received", "free", "held", "returning_units", "sold", "withdrawn"] as const).map((figure) => ({
    check: `${figure.replace("_units", "")} units = those of all pools`,
    recorded: `SELECT ${figure} AS n FROM stock`,
    recomputed: `SELECT IIF(EXISTS (SELECT 1 FROM pool), (SELECT TOTAL(${figure}) FROM pool), ${figure}) AS n FROM stock`,
  })),
  {
    check: "every pool has what its holds keep",
    recorded: "SELECT COUNT(*) AS n FROM pool",
    recomputed: `SELECT COUNT(*) AS n FROM pool LEFT JOIN ${KEPT_IN_POOLS} AS kept ON kept.partner_id = pool.partner_id
      WHERE pool.held = IFNULL(kept.held, 0) AND pool.returning_units = IFNULL(kept.returning_units, 0)
        AND pool.sold = IFNULL(kept.sold, 0)`,
  },
  {
    check: "units of accounts = units of their open and sold holds",
    recorded: "SELECT TOTAL(units) AS n FROM account",
    recomputed: `SELECT TOTAL(account.units) AS n FROM account JOIN ${CLAIMING_ACCOUNTS} AS holds
      ON holds.account = account.account AND holds.units = account.units`,
  },
  {
    check: "every open or sold hold claims its account",
    recorded: "SELECT TOTAL(quantity) AS n FROM hold WHERE state IN ('held', 'sold')",
    recomputed: "SELECT TOTAL(units) AS n FROM account",
  },
  {
    check: "units under links = units of the open and sold holds that name them",
    recorded: "SELECT TOTAL(units) AS n FROM link_member",
    recomputed: `SELECT TOTAL(link_member.units) AS n FROM link_member JOIN ${CLAIMING_LINKS} AS holds
      ON holds.link = link_member.link AND holds.account = link_member.account AND holds.units = link_member.units
      WHERE link_member.place IN (0, 2)`,
  },
  {
    check: "every open or sold hold claims its links",
    recorded: `SELECT TOTAL(units) AS n FROM ${CLAIMING_LINKS}`,
    recomputed: "SELECT TOTAL(units) AS n FROM link_member",
  },
  {
    check: "units that wait for who is called = called places that did nothing yet",
    recorded: `SELECT TOTAL(turns.value ->> '$.open') AS n FROM ${RUNNING}`,
    recomputed: `SELECT TOTAL((turns.value ->> '$.toPlace') - (turns.value ->> '$.fromPlace') + 1
      - (SELECT COUNT(*) FROM turn WHERE ${TURN_OF_RUNNING} AND turn.state <> 'open')) AS n FROM ${RUNNING}`,
  },
  {
    check: "who is called has a unit",
    recorded: `SELECT TOTAL(turns.value ->> '$.open') AS n FROM ${RUNNING}`,
    recomputed: `SELECT MIN(stock.free, (SELECT TOTAL(turns.value ->> '$.open') FROM ${RUNNING})) AS n FROM stock`,
  },
  {
    check: "every unit held or sold in a turn is that turn's own",
    recorded: "SELECT TOTAL(quantity) AS n FROM hold WHERE turn_round IS NOT NULL AND state IN ('held', 'sold')",
    recomputed: `SELECT COUNT(*) AS n FROM turn JOIN hold ON hold.hold_id = turn.hold_id AND hold.state = turn.state
      AND hold.turn_round = turn.round AND hold.turn_place = turn.place WHERE turn.state IN ('held', 'sold')`,
  },
  {
    check: "sold units = units of orders neither cancelled nor lapsed",
    recorded: "SELECT sold AS n FROM stock",
    recomputed: "SELECT TOTAL(units) AS n FROM sale_order WHERE state NOT IN ('cancelled', 'lapsed')",
  },
  {
    check: "every sold hold is of an order that counts as sold",
    recorded: "SELECT COUNT(*) AS n FROM hold WHERE state = 'sold'",
    recomputed: `SELECT COUNT(*) AS n FROM sale_order, json_each(sale_order.holds) AS named
      JOIN hold ON hold.hold_id = named.value AND hold.state = 'sold'
      WHERE sale_order.state NOT IN ('cancelled', 'lapsed')`,
  },
  {
    check: "every kept decision that held units has its hold",
    recorded: "SELECT COUNT(*) AS n FROM attempt WHERE record ->> '$.allocation.status' = 'held'",
    recomputed: `SELECT COUNT(*) AS n FROM attempt JOIN hold ON hold.hold_id = record ->> '$.allocation.holdId'
      AND hold.decision_id = attempt.decision_id AND hold.quantity = record ->> '$.allocation.quantity'
      WHERE record ->> '$.allocation.status' = 'held'`,
  },
  {
    check: "attempts counted = attempts kept, let go and counted alone",
    recorded: "SELECT TOTAL(attempts) AS n FROM tally",
    recomputed: `SELECT COALESCE(MAX(seq), 0) + (SELECT TOTAL(attempts) FROM unwritten_attempt) AS n
      FROM sqlite_sequence WHERE name = 'attempt'`,
  },
];

/** For who may see the sale's figures. */
export function viewAudit(context: SaleContext, rows: () => SqlStorage, reader: Party): Result<SaleAudit, SaleRefusal> {
  const ledger = viewLedger(context, reader);
  return ledger.ok ? ok(auditSale(rows())) : ledger;
}

/** Recomputes the figures of a sale from its rows. Reads every row once, so it is for operators and not for a hot sale. */
function auditSale(sql: SqlStorage): SaleAudit {
  const figure = (query: string) => sql.exec<{ n: number }>(query).one().n;
  const figures = CHECKS.map(({ check, recorded, recomputed }) => ({
    check,
    recorded: figure(recorded),
    recomputed: figure(recomputed),
  }));
  const checks = [...figures, ...auditOrders(sql)];
  const differences = checks.filter(({ recorded, recomputed }) => recorded !== recomputed);
  const [allow, challenge, review, deny] = VERDICTS.map((verdict) => {
    const counted = sql
      .exec<{ n: number }>(
        `SELECT (SELECT TOTAL(attempts) FROM tally WHERE verdict = ?1)
           - (SELECT TOTAL(attempts) FROM unwritten_attempt WHERE verdict = ?1) AS n`,
        verdict,
      )
      .one().n;
    const waiting = sql
      .exec<{ n: number }>(
        `SELECT COUNT(*) AS n FROM attempt WHERE ${WAITING} AND record ->> '$.decision.verdict' = ?`,
        verdict,
      )
      .one().n;
    return counted - waiting - lostRecords(sql, verdict);
  });
  return {
    checks: checks.length,
    differences,
    archived: { allow: allow ?? 0, challenge: challenge ?? 0, review: review ?? 0, deny: deny ?? 0 },
  };
}
