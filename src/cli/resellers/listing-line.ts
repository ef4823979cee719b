import type { ImportedListing } from "../../resellers/domain/intake/listing.ts";
import { priceText } from "../../resellers/domain/intake/price-minor.ts";
import { CONTACT_KINDS } from "../../resellers/domain/subject.ts";

/** A listing as one line of NDJSON, which the service reads back to the same listing. */
export function listingLine({ report, contacts }: ImportedListing): string {
  const { url, title, sellerName, sku, note, price } = report;
  const values = CONTACT_KINDS.map(
    (kind) => [kind, contacts.filter((contact) => contact.kind === kind).map(({ value }) => value)] as const,
  );
  return JSON.stringify({
    url,
    title,
    seller: sellerName,
    sku,
    note,
    price: price && priceText(price.amountMinor, price.currency),
    currency: price?.currency,
    ...Object.fromEntries(values.filter(([, texts]) => texts.length > 0)),
  });
}
