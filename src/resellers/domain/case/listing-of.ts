import type { Listing } from "../subject.ts";
import type { SellerReport } from "./report.ts";

/** What the detectors see of a report beside its address. */
export function listingOf({ sellerName, title, note, price, sku }: SellerReport): Listing {
  return {
    text: [sellerName, title, note].filter((words) => words !== undefined).join("\n"),
    price: price === undefined || sku === undefined ? undefined : { sku, ...price },
  };
}
