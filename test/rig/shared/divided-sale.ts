import type { Miniflare } from "miniflare";
import type { ShopClient } from "./shop-client.ts";

/** Partners by whose way buyers of a rig come. */
export const PARTNERS: readonly string[] = ["store-1", "store-2"];

/** Two of three buyers come by way of a partner. */
export function partnerOf(buyer: number): string | undefined {
  return PARTNERS[buyer % (PARTNERS.length + 1)];
}

/**
 * Gives units of a sale to partners, who are written into the registry first.
 * @throws Error where it is refused
 */
export async function divideSale(
  { miniflare, shop }: { readonly miniflare: Miniflare; readonly shop: ShopClient },
  saleId: string,
  { partners, unitsEach }: { readonly partners: readonly string[]; readonly unitsEach: number },
): Promise<void> {
  const db = await miniflare.getD1Database("DB", "firsthand");
  await db
    .prepare("INSERT OR IGNORE INTO partner (partner_id, document) SELECT value, '{}' FROM json_each(?)")
    .bind(JSON.stringify(partners))
    .run();
  const pools = partners.map((partnerId) => ({ partnerId, units: unitsEach }));
  const { status, text } = await shop.putPools(saleId, { pooling: "strict", pools });
  if (status !== 200) throw new Error(`The sale could not be divided: ${text}`);
}
