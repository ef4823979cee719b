import { partnerOfLink } from "../../app/visit/partner-of-link.ts";
import type { Shop } from "../../config.ts";
import { PARTNER_SALES_SHOWN_MAX } from "../../domain/limits.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type ListedSale, listedSales } from "../../platform/sales/sale-list.ts";
import type { Problem } from "../../wire/problem.ts";
import type { Partner } from "../domain/authorized/partner.ts";
import type { ResellerDeps } from "./deps.ts";

const UNKNOWN: Problem = {
  slug: "not-found",
  detail: "No authorized partner has this address. Ask under /official whether a shop is one.",
};

/** A sale that runs or is to come, and the shop that a partner leads to. */
export type LedSale = { readonly sale: ListedSale; readonly shop: Shop };

/** A partner by its link code, and the sales that it leads to; 404 for every other code, and once its authorization is over. */
export async function partnerPage(
  { db, config, nowMs }: ResellerDeps,
  linkCode: string,
): Promise<Result<{ readonly partner: Partner; readonly sales: readonly LedSale[] }, Problem>> {
  const partner = await partnerOfLink(db, linkCode, nowMs);
  if (partner === undefined) return err(UNKNOWN);
  const sales = (await listedSales(db))
    .filter(({ closesAtMs }) => closesAtMs > nowMs)
    .toSorted((a, b) => a.opensAtMs - b.opensAtMs)
    .flatMap((sale) => {
      const shop = config.shops.get(sale.shop);
      return shop === undefined ? [] : [{ sale, shop }];
    });
  return ok({ partner, sales: sales.slice(0, PARTNER_SALES_SHOWN_MAX) });
}
