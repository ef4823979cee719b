import { type FormFields, textField } from "../../http/text-field.ts";
import type { ReportBody } from "../app/file-report.ts";
import { priceMinor } from "../domain/intake/price-minor.ts";
import { CONTACT_KINDS } from "../domain/subject.ts";
import { reportBody } from "../wire/case.ts";

/**
 * The report that a form of our own pages sends; a field that was left empty is none.
 * @returns undefined where the form is not ours, or the price is none: the fields of a page say what they take
 */
export function reportOfForm(form: FormFields): ReportBody | undefined {
  const field = (name: string) => textField(form, name)?.trim();
  const [price, currency] = [field("price"), field("currency")?.toUpperCase()];
  const amountMinor =
    price === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency)
      ? undefined
      : priceMinor(price, currency);
  if (price !== undefined && amountMinor === undefined) return undefined;
  const body = reportBody.safeParse({
    url: field("url"),
    kind: field("kind"),
    sellerName: field("sellerName"),
    sku: field("sku"),
    price: amountMinor === undefined ? undefined : { amountMinor, currency },
    note: field("note"),
    contacts: CONTACT_KINDS.flatMap((kind) => {
      const value = field(kind);
      return value === undefined ? [] : [{ kind, value }];
    }),
  });
  return body.success ? body.data : undefined;
}
