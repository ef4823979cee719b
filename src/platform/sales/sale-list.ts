import type { Jurisdiction } from "../../domain/jurisdiction.ts";
import type { SaleDefinition } from "../../domain/terms/definition.ts";
import { forgetAbsence } from "./known-sales.ts";

/** A sale in lists; its object is the truth about it. */
export type ListedSale = {
  readonly saleId: string;
  readonly shop: string;
  readonly title: string;
  /** When registration opens, or checkouts where there is none. */
  readonly beginsAtMs: number;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  /** A sale to integrate by. */
  readonly isTest: boolean;
};

const SALES_LISTED_MAX = 200;

/**
 * Puts a sale on the list, or brings it up to date. What is not on it nobody without a shop key can ask for, and no erasure looks
 * into it, so a sale that cannot be listed is not made.
 * @throws what D1 throws
 */
export async function listSale(
  db: D1Database,
  sale: {
    saleId: string;
    shop: string;
    definition: SaleDefinition;
    nowMs: number;
    jurisdiction: Jurisdiction | undefined;
  },
): Promise<void> {
  const { title, opensAtMs, closesAtMs, registration, campaignId = null, units, test } = sale.definition;
  const beginsAtMs = registration?.opensAtMs ?? opensAtMs;
  await db
    .prepare(
      `INSERT INTO sale (sale_id, shop, title, begins_at_ms, opens_at_ms, closes_at_ms, updated_at_ms, campaign_id, units,
         registration_closes_at_ms, is_test, jurisdiction)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (sale_id) DO UPDATE SET title = excluded.title, begins_at_ms = excluded.begins_at_ms,
         opens_at_ms = excluded.opens_at_ms, closes_at_ms = excluded.closes_at_ms, updated_at_ms = excluded.updated_at_ms,
         campaign_id = excluded.campaign_id, units = excluded.units,
         registration_closes_at_ms = excluded.registration_closes_at_ms`,
    )
    .bind(
      ...[sale.saleId, sale.shop, title, beginsAtMs, opensAtMs, closesAtMs, sale.nowMs],
      ...[campaignId, units, registration?.closesAtMs ?? null, test ? 1 : 0, sale.jurisdiction ?? ""],
    )
    .run();
  forgetAbsence(db, sale.saleId);
}

/** The latest real sales by opening, newest first: what is counted, shown to buyers or searched. */
export async function listedSales(db: D1Database): Promise<ListedSale[]> {
  return (await allListedSales(db, "WHERE is_test = 0")).map((sale) => ({ ...sale, isTest: false }));
}

/** The same with the test sales among them. */
export async function listedSalesAndTests(db: D1Database): Promise<ListedSale[]> {
  return (await allListedSales(db, "")).map(({ isTest, ...sale }) => ({ ...sale, isTest: isTest === 1 }));
}

async function allListedSales(db: D1Database, where: "" | "WHERE is_test = 0") {
  const { results } = await db
    .prepare(
      `SELECT sale_id AS saleId, shop, title, begins_at_ms AS beginsAtMs, opens_at_ms AS opensAtMs,
         closes_at_ms AS closesAtMs, is_test AS isTest
       FROM sale ${where} ORDER BY opens_at_ms DESC LIMIT ?`,
    )
    .bind(SALES_LISTED_MAX)
    .all<Omit<ListedSale, "isTest"> & { readonly isTest: number }>();
  return results;
}
