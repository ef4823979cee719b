import { REASON_CHARS_MAX, REPORT_CONTACTS_MAX, TEXT_LENGTH_MAX } from "../../../domain/limits.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SellerReport } from "../case/report.ts";
import { type NotASeller, type ReportedSeller, readReportedSeller } from "../case/reported-seller.ts";
import { CONTACT_KINDS } from "../subject.ts";
import { type ImportedListing, LISTING_COLUMNS, type ListingProblem, type RawListing } from "./listing.ts";
import { priceMinor } from "./price-minor.ts";

type Problem = Omit<ListingProblem, "line">;

/** Line breaks and tabulators are text; whatever else steers a terminal or ends a string is not. */
const NOT_TEXT = /[^\P{Cc}\t\r\n]|\p{Surrogate}|\ufffd/u;

/** @returns the listing, or every problem of it at once */
export function readListing(
  raw: RawListing,
  marketplaces: ReadonlySet<string>,
): Result<Omit<ImportedListing, "line">, readonly Problem[]> {
  const seller = readSeller(raw, marketplaces);
  const price = readPrice(raw);
  const contacts = CONTACT_KINDS.flatMap((kind) => (raw[kind] ?? []).map((value) => ({ kind, value })));
  const problems = [...(seller.ok ? [] : [seller.error]), ...(price.ok ? [] : price.error), ...textProblems(raw)];
  if (contacts.length > REPORT_CONTACTS_MAX) {
    problems.push({
      code: "too-many",
      message: `names ${contacts.length} contacts; at most ${REPORT_CONTACTS_MAX} are kept`,
    });
  }
  if (!seller.ok || !price.ok || problems.length > 0) return err(problems);
  const [title, sellerName, sku, note] = (["title", "seller", "sku", "note"] as const).map(
    (column) => raw[column]?.[0],
  );
  const report: SellerReport = { url: addressOf(raw), sellerName, title, price: price.value, sku, note };
  return ok({ seller: seller.value, report, contacts });
}

function addressOf({ url, host }: RawListing): string {
  return url?.[0] ?? host?.[0] ?? "";
}

function readSeller(raw: RawListing, marketplaces: ReadonlySet<string>): Result<ReportedSeller, Problem> {
  const column = raw.url === undefined ? "host" : "url";
  const seller = readReportedSeller(addressOf(raw), marketplaces);
  if (!seller.ok) return err({ column, code: seller.error, message: NOT_A_SELLER_WORDS[seller.error] });
  const [host] = raw.host ?? [];
  const named = host === undefined ? seller : readReportedSeller(host, new Set());
  if (!named.ok) return err({ column: "host", code: named.error, message: NOT_A_SELLER_WORDS[named.error] });
  return named.value.url.host.ascii === seller.value.url.host.ascii
    ? seller
    : err({ column: "host", code: "host-differs", message: "is another host than that of the url" });
}

/** What is wrong with an address, for the author of the list. */
export const NOT_A_SELLER_WORDS: { readonly [reason in NotASeller]: string } = {
  empty: "is missing: name an address such as shop.example/page",
  "too-long": "is longer than an address can be",
  "control-character": "holds a control character",
  "white-space": "holds white space",
  url: "is no host: it holds a path or a query",
  "user-info": "holds user information, whose only use is to hide the host",
  port: "holds a port that is none",
  "ip-literal": "is an IP address; a shop has a name",
  "empty-label": "has two dots in a row",
  "label-too-long": "has a part of more than 63 characters",
  character: "holds a character that no host has",
  "single-label": "has no dot; a host has a suffix",
  "public-suffix": "is a suffix under which others register, nobody's shop",
  scheme: "has a scheme other than http and https",
  path: "has a path that two readers would read differently",
  "shared-host": "must name the seller's own page: many sellers share this host",
};

function readPrice(raw: RawListing): Result<SellerReport["price"], Problem[]> {
  const [[price], [given]] = [raw.price ?? [], raw.currency ?? []];
  if (price === undefined && given === undefined) return ok(undefined);
  if (price === undefined)
    return err([{ column: "price", code: "missing", message: "is missing where a currency is given" }]);
  if (given === undefined)
    return err([{ column: "currency", code: "missing", message: "is missing where a price is given" }]);
  const currency = given.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return err([{ column: "currency", code: "currency", message: "must be an ISO 4217 code such as INR" }]);
  }
  const amountMinor = priceMinor(price, currency);
  if (amountMinor !== undefined) return ok({ amountMinor, currency });
  const message = `must be an amount of ${currency} such as 13999, with a point before decimals and nothing between thousands`;
  return err([{ column: "price", code: "price", message }]);
}

function textProblems(raw: RawListing): Problem[] {
  return LISTING_COLUMNS.filter((column) => column !== "url" && column !== "host").flatMap((column) =>
    (raw[column] ?? []).flatMap((value) => {
      const charsMax = column === "note" ? REASON_CHARS_MAX : TEXT_LENGTH_MAX;
      if (value.length > charsMax)
        return [{ column, code: "too-long", message: `has more than ${charsMax} characters` }];
      const message = "holds a control character, or bytes that are no text";
      return NOT_TEXT.test(value) ? [{ column, code: "not-text", message }] : [];
    }),
  );
}
