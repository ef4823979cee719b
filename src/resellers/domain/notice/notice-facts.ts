import type { PackContents } from "../evidence-pack/pack-contents.ts";
import type { NoticeFacts } from "./draft-notice.ts";

/** An amount as people of the brand read it. */
export type MoneyWords = (amount: { readonly amountMinor: number; readonly currency: string }) => string;

/** What a case has to say to a notice: the same that its evidence pack holds, so that the two never disagree. */
export function noticeFacts(contents: PackContents, moneyWords: MoneyWords): NoticeFacts {
  const { madeAt, case: about, reports, evidence, prices } = contents;
  return {
    brand: about.brand ?? "",
    subject: about.subject,
    case: about.caseId,
    today: dayOf(madeAt),
    opened: dayOf(about.openedAt),
    reports: String(about.reports),
    seller_names: distinct(reports.map(({ sellerName }) => sellerName)),
    pages: distinct(reports.filter(({ kind }) => kind === "suspicion").map(({ url }) => url)),
    evidence: evidence.filter(({ weight }) => weight > 0).map(({ title, detail }) => `${title}: ${detail}`),
    prices: prices.map(({ title, sku, askedMinor, listMinor, currency, at }) => {
      const words = (amountMinor: number) => moneyWords({ amountMinor, currency });
      const own = listMinor === undefined ? "no list price to compare" : `list price ${words(listMinor)}`;
      return `${title ?? sku ?? "no product named"}: asked ${words(askedMinor)}, ${own}, reported on ${dayOf(at)}`;
    }),
  };
}

function dayOf(instant: string): string {
  return instant.slice(0, "2026-11-23".length);
}

function distinct(texts: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== undefined))];
}
