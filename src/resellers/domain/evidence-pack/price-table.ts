import type { ListPrice } from "../brand/profile.ts";
import type { SellerReport } from "../case/report.ts";
import { csvText } from "./csv-text.ts";

/** A price that somebody reported, beside the brand's own where it has one in the same currency. */
export type PriceRow = {
  readonly reportId: string;
  readonly at: string;
  readonly sku?: string | undefined;
  readonly askedMinor: number;
  readonly currency: string;
  readonly title?: string | undefined;
  readonly listMinor?: number | undefined;
  readonly taxPercent?: number | undefined;
  /** Asked over list price, both as they stand, to three places. */
  readonly ratio?: number | undefined;
};

/** Prices of reports against list prices. Other currencies are shown and not compared: a rate of the day can be argued about. */
export function priceTable(
  reports: readonly { readonly reportId: string; readonly atMs: number; readonly report: SellerReport }[],
  list: readonly ListPrice[],
): readonly PriceRow[] {
  return reports.flatMap(({ reportId, atMs, report: { price, sku } }) => {
    if (price === undefined) return [];
    const { amountMinor: askedMinor, currency } = price;
    const own = list.find((each) => each.sku === sku && each.currency === currency);
    const row = { reportId, at: new Date(atMs).toISOString(), sku, askedMinor, currency };
    if (own === undefined) return [row];
    const { title, amountMinor: listMinor, taxPercent } = own;
    return [{ ...row, title, listMinor, taxPercent, ratio: Math.round((askedMinor / listMinor) * 1000) / 1000 }];
  });
}

const HEADER = [
  "report",
  "reported at",
  "sku",
  "product",
  "asked (minor units)",
  "list (minor units)",
  "currency",
  "tax (percent)",
  "asked / list",
];

export function priceCsv(rows: readonly PriceRow[]): string {
  return csvText([
    HEADER,
    ...rows.map(({ reportId, at, sku, title, askedMinor, listMinor, currency, taxPercent, ratio }) => [
      reportId,
      at,
      sku,
      title,
      askedMinor,
      listMinor,
      currency,
      taxPercent,
      ratio,
    ]),
  ]);
}
