import { KNOWN_SALES_MAX, SALE_CACHE_MS } from "../../domain/limits.ts";
import { withTimeout } from "../with-timeout.ts";

/** What an isolate knows of the list of sales: the shop of each, and until when a name is no sale's. */
type Known = { readonly shops: Map<string, string>; readonly absentUntilMs: Map<string, number> };

const knownIn = new WeakMap<D1Database, Known>();

/**
 * The shop of a sale, by the list of sales: undefined where no such sale was ever made. A sale keeps its shop for ever, so it is
 * looked up once; that there is none is known for as long as a public answer may be old.
 * @throws what the database throws, and where it does not answer in time
 */
export async function shopOfSale(db: D1Database, saleId: string): Promise<string | undefined> {
  const { shops, absentUntilMs } = knownOf(db);
  if (isSaleRemembered(db, saleId)) return shops.get(saleId);
  const shop = await withTimeout(
    db.prepare("SELECT shop FROM sale WHERE sale_id = ?").bind(saleId).first<string>("shop"),
  );
  if (shop !== null) remember(shops, saleId, shop);
  else remember(absentUntilMs, saleId, Date.now() + SALE_CACHE_MS);
  return shop ?? undefined;
}

/** Whether this isolate knows the sale or its absence, so that asking for it costs no read. */
export function isSaleRemembered(db: D1Database, saleId: string): boolean {
  const { shops, absentUntilMs } = knownOf(db);
  return shops.has(saleId) || Date.now() < (absentUntilMs.get(saleId) ?? 0);
}

/** Forgets that there was no such sale, after this isolate itself listed it. */
export function forgetAbsence(db: D1Database, saleId: string): void {
  knownOf(db).absentUntilMs.delete(saleId);
}

function knownOf(db: D1Database): Known {
  const known = knownIn.get(db) ?? { shops: new Map(), absentUntilMs: new Map() };
  knownIn.set(db, known);
  return known;
}

function remember<Value>(map: Map<string, Value>, saleId: string, value: Value): void {
  if (map.size >= KNOWN_SALES_MAX) map.clear();
  map.set(saleId, value);
}
