import {
  type Bearer,
  type BearerChange,
  COMPARED_MAX,
  type LinkHistory,
  linkHistoryOf,
} from "../domain/identity/cluster/bearer.ts";
import { HISTORY_ACCOUNTS_MAX } from "../domain/limits.ts";
import type { SaleStore } from "../domain/sale/store.ts";

type BearerRow = {
  link: string;
  place: number;
  account: string;
  weight: number;
  units: number;
  created_hour: number | null;
};

/**
 * Rows that a single read fetches. Nearly always all links of a checkout together have fewer; of a link that has more, all
 * that are compared with come first.
 */
const READ_ROWS = COMPARED_MAX + 1;
const COLUMNS = "link, place, account, weight, units, created_hour";
/** Rows of one statement: the runtime binds at most a hundred values, and a checkout has fewer links than this. */
const WRITE_ROWS = 16;

/**
 * Who brought which link: one row for each account of a link, the rows of a link side by side, so that a checkout touches one
 * page of the database for each of its links. Within a link the place puts first what is read most: 0 claimed and compared
 * with, 1 tried and compared with, 2 claimed, 3 tried.
 */
export function sqlBearers(sql: SqlStorage): Pick<SaleStore, "readLinks" | "writeBearers" | "freeClaims"> {
  const rowsOf = (query: string, ...bindings: SqlStorageValue[]) => sql.exec<BearerRow>(query, ...bindings).toArray();

  /** The link has more rows than were read: the database counts. */
  const historyOfBusyLink = (link: string, account: string, rows: readonly BearerRow[]): LinkHistory => {
    const [own] = rowsOf(
      `SELECT ${COLUMNS} FROM bearer
       WHERE link = ? AND place IN (0, 1, 2, 3) AND account = ?`,
      link,
      account,
    );
    const claims = sql
      .exec<{ units: number; holders: number }>(
        `SELECT TOTAL(units) AS units, COUNT(CASE WHEN units > 0 AND account <> ? THEN 1 END) AS holders
         FROM bearer WHERE link = ? AND place IN (0, 2)`,
        account,
        link,
      )
      .one();
    const others = sql
      .exec<{ accounts: number }>(
        `SELECT COUNT(*) AS accounts FROM
           (SELECT 1 FROM bearer WHERE link = ? AND account <> ? LIMIT ${HISTORY_ACCOUNTS_MAX})`,
        link,
        account,
      )
      .one();
    return {
      compared: rows
        .map(toBearer)
        .filter(({ compared }) => compared)
        .sort(byAccount),
      own: own === undefined ? undefined : toBearer(own),
      units: claims.units,
      otherHolders: claims.holders,
      otherBearers: others.accounts,
    };
  };

  return {
    readLinks(links, account) {
      const known = new Map<string, LinkHistory>();
      if (links.length === 0) return known;
      const all = rowsOf(
        `SELECT ${COLUMNS} FROM bearer WHERE link IN (${links.map(() => "?").join(", ")}) LIMIT ${READ_ROWS}`,
        ...links,
      );
      const few = all.length < READ_ROWS;
      for (const link of links) {
        const rows = few
          ? all.filter((row) => row.link === link)
          : rowsOf(`SELECT ${COLUMNS} FROM bearer WHERE link = ? ORDER BY place, account LIMIT ${READ_ROWS}`, link);
        if (rows.length === 0) continue;
        const isWhole = rows.length < READ_ROWS;
        known.set(link, isWhole ? linkHistoryOf(rows.map(toBearer), account) : historyOfBusyLink(link, account, rows));
      }
      return known;
    },
    writeBearers(changes) {
      for (const { link, bearer, before } of changes) {
        if (before !== undefined && placeOf(before) !== placeOf(bearer)) {
          sql.exec(
            "DELETE FROM bearer WHERE link = ? AND place = ? AND account = ?",
            link,
            placeOf(before),
            before.account,
          );
        }
      }
      for (let start = 0; start < changes.length; start += WRITE_ROWS) {
        const rows = changes.slice(start, start + WRITE_ROWS).map(rowOf);
        sql.exec(
          `INSERT OR REPLACE INTO bearer (link, place, account, weight, units, created_hour)
           VALUES ${rows.map(() => "(?, ?, ?, ?, ?, ?)").join(", ")}`,
          ...rows.flat(),
        );
      }
    },
    freeClaims({ links, account, quantity }) {
      sql.exec(
        `UPDATE bearer SET units = units - ?
         WHERE link IN (SELECT value FROM json_each(?)) AND place IN (0, 2) AND account = ?`,
        quantity,
        JSON.stringify(links),
        account,
      );
    },
  };
}

function rowOf({ link, bearer }: BearerChange): SqlStorageValue[] {
  const { account, weight, units, createdHour } = bearer;
  return [link, placeOf(bearer), account, weight, units, createdHour ?? null];
}

function placeOf({ claimed, compared }: Bearer): number {
  return (compared ? 0 : 2) + (claimed ? 0 : 1);
}

function toBearer({ place, account, weight, units, created_hour }: BearerRow): Bearer {
  return {
    account,
    weight,
    units,
    claimed: place % 2 === 0,
    compared: place < 2,
    createdHour: created_hour ?? undefined,
  };
}

function byAccount(a: Bearer, b: Bearer): number {
  return a.account < b.account ? -1 : 1;
}
