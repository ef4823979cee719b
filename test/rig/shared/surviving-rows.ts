import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldSaleRows, readSaleRows } from "./sale-rows.ts";

/** What is on disk after a crash. */
export type SurvivingRows = {
  readonly stock: { readonly [figure: string]: number };
  /** State and order of each hold, by its id. */
  readonly holds: ReadonlyMap<string, { readonly state: string; readonly orderId: string | undefined }>;
  /** Of each pool its own figures, and the units of the holds that are of it; none where the sale is not divided. */
  readonly pools: readonly { readonly [figure: string]: number }[];
  readonly unitsHeld: number;
  readonly unitsSold: number;
};

/** Of a divided sale. */
const POOLS = `SELECT received, free, held, returning_units, sold, withdrawn,
    (SELECT TOTAL(quantity) FROM hold WHERE IFNULL(pool, '') = partner_id AND state = 'held') AS unitsHeld,
    (SELECT TOTAL(quantity) FROM hold WHERE IFNULL(pool, '') = partner_id AND state = 'sold') AS unitsSold
  FROM pool`;

function figuresOf(row: Record<string, unknown>): { readonly [figure: string]: number } {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
}

/**
 * Reads the rows of a sale whose process was killed, from a copy: opening the files themselves would finish the recovery that
 * the next start has to manage alone. The write-ahead log is part of the copy, since it is part of the database. What the redo log
 * has is folded as the next start does it.
 */
export async function survivingRows(stateFolder: string): Promise<SurvivingRows> {
  const folder = await mkdtemp(join(tmpdir(), "firsthand-crashed-"));
  try {
    await cp(join(stateFolder, "do"), join(folder, "do"), { recursive: true });
    foldSaleRows(folder);
    const rows = (query: string) => readSaleRows(folder, query);
    const [stock = {}] = rows("SELECT received, free, held, returning_units, sold, withdrawn FROM stock");
    const holds = new Map<string, { state: string; orderId: string | undefined }>();
    let [unitsHeld, unitsSold] = [0, 0];
    for (const { hold_id, state, order_id, quantity } of rows("SELECT * FROM hold")) {
      holds.set(String(hold_id), { state: String(state), orderId: order_id === null ? undefined : String(order_id) });
      if (state === "held") unitsHeld += Number(quantity);
      if (state === "sold") unitsSold += Number(quantity);
    }
    const pools = rows("SELECT 1 FROM sqlite_master WHERE name = 'pool'").length === 0 ? [] : rows(POOLS);
    return { stock: figuresOf(stock), holds, pools: pools.map(figuresOf), unitsHeld, unitsSold };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
