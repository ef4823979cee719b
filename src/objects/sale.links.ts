import type { LinkMember } from "../domain/identity/cluster/link-member.ts";
import { type LinkSums, MEMBERS_COUNTED_MAX } from "../domain/identity/cluster/link-sums.ts";
import type { NamedRows, RowChange } from "../domain/sale/memory/stored-rows.ts";
import { packedRows } from "./packed-rows.ts";
import type { Sql } from "./sql.ts";
import { inKeyOrder, insertAll, namesIn, sqlSums } from "./sql-rows.ts";

/** A member as JSON, in the order of the columns that say something of it. */
type PackedMember = readonly [
  place: number,
  account: string,
  weight: number,
  units: number,
  createdHour: number | null,
  proved: 0 | 1,
  unpaidHolds: number,
  lastUnpaidAtMs: number | null,
];
/** What claims come to: all, and those of accounts that proved the link. */
type PackedClaims = readonly [
  units: number,
  holders: number,
  provedUnits: number,
  provedHolders: number,
  unpaidHolds: number,
  lastUnpaidAtMs: number | null,
];
type LinkRow = { link: string; compared: string; claims: string; members: number };

const COLUMNS = "place, account, weight, units, created_hour, proved, unpaid_holds, last_unpaid_at_ms";
const PACKED = `json_array(${COLUMNS})`;
const PLACES = [0, 1, 2, 3];
const LINK_SUMS = `
  SELECT asked.value AS link,
    (SELECT json_group_array(${PACKED}) FROM (
      SELECT * FROM link_member WHERE link = asked.value AND place IN (0, 1) ORDER BY account)) AS compared,
    (SELECT json_array(TOTAL(units), COUNT(CASE WHEN units > 0 THEN 1 END),
       TOTAL(units * proved), COUNT(CASE WHEN units > 0 AND proved = 1 THEN 1 END),
       TOTAL(unpaid_holds * proved), MAX(CASE WHEN proved = 1 THEN last_unpaid_at_ms END))
     FROM link_member WHERE link = asked.value AND place IN (0, 2)) AS claims,
    (SELECT COUNT(*) FROM (SELECT 1 FROM link_member WHERE link = asked.value LIMIT ${MEMBERS_COUNTED_MAX})) AS members
  FROM json_each(?1) AS asked`;

/**
 * Who brought which link, in SQLite: one row for each account of a link, the rows of a link side by side, so that a checkout
 * touches one page of the database for each of its links. Within a link the place puts first what is read most: 0 claimed and
 * compared with, 1 tried and compared with, 2 claimed, 3 tried.
 */
export function sqlLinkMembers(sql: Sql): NamedRows<LinkMember> {
  const removeFormer = (changes: readonly RowChange<LinkMember>[]) => {
    for (const { key, row, before } of changes) {
      if (before === undefined || placeOf(before) === placeOf(row)) continue;
      const [link, account] = partsOf(key);
      sql.exec("DELETE FROM link_member WHERE link = ? AND place = ? AND account = ?", link, placeOf(before), account);
    }
  };
  return {
    read(keys) {
      const rows = packedRows<readonly [link: string, ...PackedMember]>(
        sql,
        `SELECT json_group_array(json_array(link, ${COLUMNS})) AS packed
         FROM json_each(?) AS asked CROSS JOIN link_member
           ON link = asked.value ->> 0 AND place IN (${PLACES.join(", ")}) AND account = asked.value ->> 1`,
        JSON.stringify(keys.map(partsOf)),
      );
      return new Map(rows.map(([link, ...member]) => [`${link} ${member[1]}`, unpack(member)]));
    },
    write(changes) {
      removeFormer(changes);
      insertAll(
        sql,
        `INSERT OR REPLACE INTO link_member (link, ${COLUMNS})`,
        inKeyOrder(changes).map(({ key, row }) => {
          const [link, account] = partsOf(key);
          const { weight, units, createdHour, proved, unpaidHolds, lastUnpaidAtMs } = row;
          const said = [weight, units, createdHour ?? null];
          return [link, placeOf(row), account, ...said, proved ? 1 : 0, unpaidHolds, lastUnpaidAtMs ?? null];
        }),
      );
    },
    // Whoever brought a link has made an attempt, and is among the accounts.
    namesAfter: namesIn(sql, "account", "account"),
  };
}

/** What the members of each link come to, by reading as few of its rows as will do. */
export function sqlLinks(sql: Sql): NamedRows<LinkSums> {
  return {
    ...sqlSums((links) => {
      const sums = new Map<string, LinkSums>();
      for (const { link, compared, claims, members } of sql.exec<LinkRow>(LINK_SUMS, JSON.stringify(links))) {
        if (members === 0) continue;
        const packed: readonly PackedMember[] = JSON.parse(compared);
        const [units, holders, ...proved]: PackedClaims = JSON.parse(claims);
        const [provedUnits, provedHolders, unpaidHolds, lastUnpaidAtMs] = proved;
        sums.set(link, {
          compared: packed.map(unpack),
          units,
          holders,
          members,
          proved: {
            units: provedUnits,
            holders: provedHolders,
            unpaidHolds,
            lastUnpaidAtMs: lastUnpaidAtMs ?? undefined,
          },
        });
      }
      return sums;
    }),
    namesAfter: namesIn(sql, "link_member", "link"),
  };
}

function partsOf(key: string): [link: string, account: string] {
  const space = key.indexOf(" ");
  return [key.slice(0, space), key.slice(space + 1)];
}

function placeOf({ claimed, compared }: LinkMember): number {
  return (compared ? 0 : 2) + (claimed ? 0 : 1);
}

function unpack(packed: PackedMember): LinkMember {
  const [place, account, weight, units, createdHour, proved, unpaidHolds, lastUnpaidAtMs] = packed;
  return {
    account,
    weight,
    units,
    claimed: place % 2 === 0,
    compared: place < 2,
    createdHour: createdHour ?? undefined,
    proved: proved === 1,
    unpaidHolds,
    lastUnpaidAtMs: lastUnpaidAtMs ?? undefined,
  };
}
