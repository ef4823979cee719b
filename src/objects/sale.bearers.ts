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
/** The runtime joins at most so many queries to one statement. */
const COMPOUND_MAX = 5;
/** Rows of one statement: the runtime binds at most a hundred values, and a checkout has fewer links than this. */
const WRITE_ROWS = 16;

/**
 * Who brought which link: one row for each account of a link, the rows of a link side by side, so that a checkout touches one
 * page of the database for each of its links. Within a link the place puts first what is read most: 0 claimed and compared
 * with, 1 tried and compared with, 2 claimed, 3 tried.
 */
export function sqlBearers(sql: SqlStorage): Pick<SaleStore, "readLinks" | "writeBearers" | "freeClaims"> {
  const rowsOf = (query: string, ...bindings: SqlStorageValue[]) => sql.exec<BearerRow>(query, ...bindings).toArray();

  /** The first rows of each link, in order of place. Few statements for many links: each costs more than its rows. */
  const firstRowsOf = (links: readonly string[]): readonly BearerRow[] =>
    inChunks(links, COMPOUND_MAX).flatMap((some) =>
      rowsOf(
        some
          .map(
            () =>
              `SELECT * FROM (SELECT ${COLUMNS} FROM bearer WHERE link = ? ORDER BY place, account LIMIT ${READ_ROWS})`,
          )
          .join(" UNION ALL "),
        ...some,
      ),
    );

  /** The links have more rows than were read of each: the database counts. */
  const historiesOfBusyLinks = (busy: ReadonlyMap<string, readonly BearerRow[]>, account: string) => {
    const links = [...busy.keys()];
    const among = `link IN (${links.map(() => "?").join(", ")})`;
    const own = rowsOf(
      `SELECT ${COLUMNS} FROM bearer WHERE ${among} AND place IN (0, 1, 2, 3) AND account = ?`,
      ...links,
      account,
    );
    const claims = sql
      .exec<{ link: string; units: number; holders: number }>(
        `SELECT link, TOTAL(units) AS units, COUNT(CASE WHEN units > 0 AND account <> ? THEN 1 END) AS holders
         FROM bearer WHERE ${among} AND place IN (0, 2) GROUP BY link`,
        account,
        ...links,
      )
      .toArray();
    const others = sql
      .exec<{ link: string; accounts: number }>(
        `SELECT asked.value AS link, (SELECT COUNT(*) FROM
           (SELECT 1 FROM bearer WHERE link = asked.value AND account <> ?2 LIMIT ${HISTORY_ACCOUNTS_MAX})) AS accounts
         FROM json_each(?1) AS asked`,
        JSON.stringify(links),
        account,
      )
      .toArray();
    return [...busy].map(([link, rows]): [string, LinkHistory] => {
      const isOfLink = (row: { readonly link: string }) => row.link === link;
      const [ownRow, claimed] = [own.find(isOfLink), claims.find(isOfLink)];
      return [
        link,
        {
          compared: rows
            .map(toBearer)
            .filter(({ compared }) => compared)
            .sort(byAccount),
          own: ownRow === undefined ? undefined : toBearer(ownRow),
          units: claimed?.units ?? 0,
          otherHolders: claimed?.holders ?? 0,
          otherBearers: others.find(isOfLink)?.accounts ?? 0,
        },
      ];
    });
  };

  return {
    readLinks(links, account) {
      if (links.length === 0) return new Map();
      const all = rowsOf(
        `SELECT ${COLUMNS} FROM bearer WHERE link IN (${links.map(() => "?").join(", ")}) LIMIT ${READ_ROWS}`,
        ...links,
      );
      const read = all.length < READ_ROWS ? all : firstRowsOf(links);
      const [whole, busy] = [new Map<string, LinkHistory>(), new Map<string, readonly BearerRow[]>()];
      for (const link of links) {
        const rows = read.filter((row) => row.link === link);
        if (rows.length === READ_ROWS) busy.set(link, rows);
        else if (rows.length > 0) whole.set(link, linkHistoryOf(rows.map(toBearer), account));
      }
      return busy.size === 0 ? whole : new Map([...whole, ...historiesOfBusyLinks(busy, account)]);
    },
    writeBearers(changes) {
      const left = changes.flatMap(({ link, bearer, before }) =>
        before === undefined || placeOf(before) === placeOf(bearer) ? [] : [[link, placeOf(before), before.account]],
      );
      for (const some of inChunks(left, WRITE_ROWS)) {
        sql.exec(
          `DELETE FROM bearer WHERE (link, place, account) IN (VALUES ${some.map(() => "(?, ?, ?)").join(", ")})`,
          ...some.flat(),
        );
      }
      for (const some of inChunks(changes, WRITE_ROWS)) {
        const rows = some.map(rowOf);
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

function inChunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
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
