import {
  type Buyer,
  buyerEdges,
  type KnownMember,
  MEMBERS_COMPARED_MAX,
} from "../../domain/identity/across-sales/buyer-edges.ts";
import {
  type EarlierMember,
  type PastSales,
  type Purchase,
  pastSales,
} from "../../domain/identity/across-sales/past-sales.ts";
import { HAD_WEIGHT } from "../../domain/identity/cluster/trait.ts";
import { PAST_AGE_MS_MIN, VOUCHERS, type Voucher } from "../../domain/standing/standing.ts";

/** Accounts of one cluster that are counted; a farm of more reads as this many. */
const CLUSTER_ACCOUNTS_MAX = 64;
/** Members from which on what they have is a hub that leads nowhere: the computer of a library, the card of a company. */
const HUB_MEMBERS_MIN = 7;

/**
 * Remembers who held units, with what, and who belongs together by it. May be repeated: the first reason for a pair stays.
 * Two exports at the same moment may miss each other's accounts; the next hold of either finds them.
 */
export async function recordBuyers(db: D1Database, buyers: readonly Buyer[]): Promise<void> {
  if (buyers.length === 0) return;
  const links = buyers.flatMap(({ account, traits, atMs }) =>
    traits.map(({ link, weight }) => ({ link, account, weight, atMs })),
  );
  const edges = buyerEdges(buyers, await linkMembersOf(db, [...new Set(links.map(({ link }) => link))]));
  const bothWays = edges.flatMap((edge) => [edge, { ...edge, account: edge.other, other: edge.account }]);
  await db.batch([
    db
      .prepare(
        `INSERT INTO buyer (account, created_hour, last_at_ms)
         SELECT value ->> 'account', value ->> 'createdHour', value ->> 'atMs' FROM json_each(?) WHERE true
         ON CONFLICT (account) DO UPDATE SET last_at_ms = MAX(last_at_ms, excluded.last_at_ms)`,
      )
      .bind(JSON.stringify(buyers.map(({ account, createdHour, atMs }) => ({ account, createdHour, atMs })))),
    db
      .prepare(
        `INSERT INTO buyer_link (link, account, weight, last_at_ms)
         SELECT value ->> 'link', value ->> 'account', value ->> 'weight', value ->> 'atMs' FROM json_each(?) WHERE true
         ON CONFLICT (link, account) DO UPDATE SET weight = MAX(weight, excluded.weight),
           last_at_ms = MAX(last_at_ms, excluded.last_at_ms)`,
      )
      .bind(JSON.stringify(links)),
    db
      .prepare(
        `INSERT INTO buyer_edge (account, other, kinds, weight, sale_id, at_ms)
         SELECT value ->> 'account', value ->> 'other', value -> 'kinds', value ->> 'weight', value ->> 'saleId', value ->> 'atMs'
         FROM json_each(?) WHERE true
         ON CONFLICT (account, other) DO NOTHING`,
      )
      .bind(JSON.stringify(bothWays)),
  ]);
}

/** The latest accounts of each link. */
async function linkMembersOf(db: D1Database, links: readonly string[]): Promise<KnownMember[]> {
  const { results } = await db
    .prepare(
      `SELECT link, account, weight FROM (
         SELECT link, account, weight, ROW_NUMBER() OVER (PARTITION BY link ORDER BY last_at_ms DESC, account) AS place
         FROM buyer_link WHERE link IN (SELECT value FROM json_each(?1))
       ) WHERE place <= ${MEMBERS_COMPARED_MAX}`,
    )
    .bind(JSON.stringify(links))
    .all<KnownMember>();
  return results;
}

/** What an ended sale was paid for, account by account; `units` is absent from all parts but the last. */
export type EndedSale = {
  readonly saleId: string;
  readonly shop: string;
  readonly endedAtMs: number;
  readonly units?: number | undefined;
  readonly purchases: readonly { readonly account: string; readonly units: number }[];
};

/**
 * Replaces what is known of a sale, so it may be repeated. Called in parts where a sale has many buyers: the last one says `units` of
 * all, and that nothing is missing any more.
 */
export async function recordPurchases(db: D1Database, ended: EndedSale): Promise<void> {
  const whole =
    ended.units === undefined
      ? []
      : [
          db
            .prepare(
              `INSERT INTO buyer_sale (sale_id, shop, units, ended_at_ms) VALUES (?, ?, ?, ?)
               ON CONFLICT (sale_id) DO UPDATE SET units = excluded.units, ended_at_ms = excluded.ended_at_ms`,
            )
            .bind(ended.saleId, ended.shop, ended.units, ended.endedAtMs),
        ];
  await db.batch([
    db
      .prepare(
        `INSERT INTO buyer_purchase (account, sale_id, units)
         SELECT value ->> 'account', ?2, value ->> 'units' FROM json_each(?1) WHERE value ->> 'units' > 0
         ON CONFLICT (account, sale_id) DO UPDATE SET units = excluded.units`,
      )
      .bind(JSON.stringify(ended.purchases), ended.saleId),
    db
      .prepare(
        `DELETE FROM buyer_purchase WHERE sale_id = ?2
         AND account IN (SELECT value ->> 'account' FROM json_each(?1) WHERE value ->> 'units' = 0)`,
      )
      .bind(JSON.stringify(ended.purchases), ended.saleId),
    ...whole,
  ]);
}

/** Who asks: the account and what it has, each under every epoch in use. */
export type AskingBuyer = {
  readonly shop: string;
  readonly accounts: readonly string[];
  /** What it has, which leads to accounts that belong together with it. */
  readonly links: readonly string[];
  /** What orders that were paid before may know it by, beside the account. */
  readonly vouchers: readonly string[];
};

/**
 * The cluster of a buyer in earlier sales: the accounts that its own links lead to, and from there all that edges lead to; and
 * what paid orders know the buyer itself by. One statement, so one round trip.
 */
export async function findPastSales(
  db: D1Database,
  { shop, accounts, links, vouchers }: AskingBuyer,
  nowMs: number,
): Promise<PastSales> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE member (account) AS (
         SELECT account FROM (
           SELECT value AS account FROM json_each(?1)
           UNION
           SELECT buyer_link.account FROM json_each(?2) AS asked JOIN buyer_link ON buyer_link.link = asked.value
           WHERE buyer_link.weight >= ${HAD_WEIGHT} AND (
             SELECT COUNT(*) FROM (SELECT 1 FROM buyer_link AS same WHERE same.link = asked.value LIMIT ${HUB_MEMBERS_MIN})
           ) < ${HUB_MEMBERS_MIN} AND ${isNotCut("(SELECT value FROM json_each(?1))", "buyer_link.account")}
         )
         UNION
         SELECT buyer_edge.other FROM member JOIN buyer_edge ON buyer_edge.account = member.account
         WHERE ${isNotCut("(SELECT member.account AS value UNION SELECT value FROM json_each(?1))", "buyer_edge.other")}
         LIMIT ${CLUSTER_ACCOUNTS_MAX}
       )
       SELECT member.account, created_hour AS createdHour, NULL AS units, NULL AS unitsOfAll, NULL AS voucher
       FROM member JOIN buyer USING (account)
       UNION ALL
       SELECT NULL, NULL, SUM(buyer_purchase.units), buyer_sale.units, NULL
       FROM member JOIN buyer_purchase USING (account) JOIN buyer_sale USING (sale_id) GROUP BY sale_id
       UNION ALL
       SELECT NULL, NULL, NULL, NULL, SUBSTR(asked.value, 1, INSTR(asked.value, ':') - 1)
       FROM json_each(?3) AS asked WHERE EXISTS (
         SELECT 1 FROM (SELECT account FROM buyer_link WHERE link = asked.value LIMIT ${MEMBERS_COMPARED_MAX}) AS member
         WHERE ${paidSince("member.account")})
       UNION ALL
       SELECT NULL, NULL, NULL, NULL, 'account' WHERE EXISTS (
         SELECT 1 FROM json_each(?1) AS own WHERE ${paidSince("own.value")})`,
    )
    .bind(JSON.stringify(accounts), JSON.stringify(links), JSON.stringify(vouchers), nowMs - PAST_AGE_MS_MIN, shop)
    .all<{
      account: string | null;
      createdHour: number | null;
      units: number | null;
      unitsOfAll: number | null;
      voucher: string | null;
    }>();
  const members: EarlierMember[] = [];
  const purchases: Purchase[] = [];
  const vouching = new Set<Voucher>();
  for (const { account, createdHour, units, unitsOfAll, voucher } of results) {
    if (account !== null) members.push({ account, createdHour: createdHour ?? undefined });
    else if (units !== null && unitsOfAll !== null) purchases.push({ units, unitsOfAll });
    const kind = VOUCHERS.find((known) => known === voucher);
    if (kind !== undefined) vouching.add(kind);
  }
  return pastSales(accounts, members, purchases, vouching);
}

/** The account paid for something in a sale that ended long enough ago. */
function paidSince(account: string): string {
  return `EXISTS (SELECT 1 FROM buyer_purchase JOIN buyer_sale USING (sale_id)
    WHERE buyer_purchase.account = ${account} AND buyer_purchase.units > 0 AND buyer_sale.ended_at_ms <= ?4 AND buyer_sale.shop = ?5)`;
}

/** No cut by staff stands between any of some accounts and another one. */
export function isNotCut(accounts: string, other: string): string {
  return `NOT EXISTS (SELECT 1 FROM ${accounts} AS own JOIN cluster_cut AS cut
    ON cut.account = MIN(own.value, ${other}) AND cut.other = MAX(own.value, ${other}) WHERE cut.in_force = 1)`;
}

/** Whether anything is kept of a shop's earlier sales, without which there is nothing to ask. */
export async function hasPastSales(db: D1Database, shop: string): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM buyer_sale WHERE shop = ? LIMIT 1").bind(shop).first()) !== null;
}
