import {
  type Bearer,
  type BearerChange,
  byAccount,
  COMPARED_MAX,
  type LinkHistory,
  linkHistoryOf,
} from "../domain/identity/cluster/bearer.ts";
import { HISTORY_ACCOUNTS_MAX } from "../domain/limits.ts";
import type { SaleStore } from "../domain/sale/store.ts";
import { inChunks } from "./in-chunks.ts";
import { packedRows } from "./packed-rows.ts";

/** A bearer as JSON, in the order of the columns that say something of it. */
type PackedBearer = readonly [
  place: number,
  account: string,
  weight: number,
  units: number,
  createdHour: number | null,
];
type BusyRow = { link: string; compared: string; own: string | null; claims: string; others: number };

/** Nearly always all links of a checkout together have fewer rows; then they are read as they are. */
const READ_ROWS = COMPARED_MAX + 1;
const PACKED = "json_array(place, account, weight, units, created_hour)";
/** Of links with many rows: the database puts together what is compared with, and counts the rest. */
const BUSY_LINKS = `
  SELECT asked.value AS link,
    (SELECT json_group_array(${PACKED}) FROM bearer WHERE link = asked.value AND place IN (0, 1)) AS compared,
    (SELECT ${PACKED} FROM bearer WHERE link = asked.value AND place IN (0, 1, 2, 3) AND account = ?2) AS own,
    (SELECT json_array(TOTAL(units), COUNT(CASE WHEN units > 0 AND account <> ?2 THEN 1 END))
     FROM bearer WHERE link = asked.value AND place IN (0, 2)) AS claims,
    (SELECT COUNT(*) FROM
      (SELECT 1 FROM bearer WHERE link = asked.value AND account <> ?2 LIMIT ${HISTORY_ACCOUNTS_MAX})) AS others
  FROM json_each(?1) AS asked`;
/** Rows of one statement: the runtime binds at most a hundred values, and a checkout has fewer links than this. */
const WRITE_ROWS = 16;

/**
 * Who brought which link: one row for each account of a link, the rows of a link side by side, so that a checkout touches one
 * page of the database for each of its links. Within a link the place puts first what is read most: 0 claimed and compared
 * with, 1 tried and compared with, 2 claimed, 3 tried.
 */
export function sqlBearers(sql: SqlStorage): Pick<SaleStore, "readLinks" | "writeBearers" | "freeClaims"> {
  const historiesOfBusyLinks = (links: readonly string[], account: string): ReadonlyMap<string, LinkHistory> => {
    const histories = new Map<string, LinkHistory>();
    for (const row of sql.exec<BusyRow>(BUSY_LINKS, JSON.stringify(links), account)) {
      if (row.own === null && row.others === 0) continue;
      const compared: PackedBearer[] = JSON.parse(row.compared);
      const own: PackedBearer | undefined = row.own === null ? undefined : JSON.parse(row.own);
      const [units, otherHolders]: [number, number] = JSON.parse(row.claims);
      histories.set(row.link, {
        compared: compared.map(unpack).sort(byAccount),
        own: own === undefined ? undefined : unpack(own),
        units,
        otherHolders,
        otherBearers: row.others,
      });
    }
    return histories;
  };

  return {
    readLinks(links, account) {
      if (links.length === 0) return new Map();
      const all = packedRows<readonly [link: string, ...PackedBearer]>(
        sql,
        `SELECT json_group_array(json_array(link, place, account, weight, units, created_hour)) AS packed
         FROM (SELECT * FROM bearer WHERE link IN (${links.map(() => "?").join(", ")}) LIMIT ${READ_ROWS})`,
        ...links,
      );
      if (all.length === READ_ROWS) return historiesOfBusyLinks(links, account);
      const histories = new Map<string, LinkHistory>();
      for (const link of links) {
        const bearers = all.flatMap(([of, ...packed]) => (of === link ? [unpack(packed)] : []));
        if (bearers.length > 0) histories.set(link, linkHistoryOf(bearers, account));
      }
      return histories;
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

function rowOf({ link, bearer }: BearerChange): SqlStorageValue[] {
  const { account, weight, units, createdHour } = bearer;
  return [link, placeOf(bearer), account, weight, units, createdHour ?? null];
}

function placeOf({ claimed, compared }: Bearer): number {
  return (compared ? 0 : 2) + (claimed ? 0 : 1);
}

function unpack([place, account, weight, units, createdHour]: PackedBearer): Bearer {
  return {
    account,
    weight,
    units,
    claimed: place % 2 === 0,
    compared: place < 2,
    createdHour: createdHour ?? undefined,
  };
}
