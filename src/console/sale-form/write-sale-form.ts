import type { Money } from "../../domain/terms/definition.ts";
import type { SaleRequest } from "../../wire/sale-request.ts";
import { amountText } from "./form-amount.ts";
import type { FormTexts } from "./read-sale-form.ts";
import { SALE_FIELDS, type SaleField } from "./sale-field.ts";

/** The form of a sale that is there, or of a template: what its fields show. */
export function writeSaleForm(request: SaleRequest): FormTexts {
  const fields = SALE_FIELDS.flatMap(({ fields: each }) => each);
  const shown = fields.map((field) => [field.pointer, textsOf(field, request)] as const);
  return { "/mode": [request.mode], ...Object.fromEntries(shown) };
}

function textsOf(field: SaleField, request: SaleRequest): readonly string[] {
  const value = valueAt(request, field.pointer);
  if (value === undefined) return [];
  switch (field.is) {
    case "switch":
    case "mark":
      return value === true ? ["on"] : [];
    case "several":
      return Array.isArray(value) ? value.map(String) : [];
    case "list":
      return Array.isArray(value) ? [value.join(", ")] : [];
    case "waves":
      return [(request.waves ?? []).map(({ units, shipBy }) => `${units} ${shipBy}`).join("\n")];
    case "moment":
      return [momentText(String(value))];
    case "amount":
      return [moneyText(field.pointer.startsWith("/deposit") ? request.deposit : request.price)];
    default:
      // Nobody has to be invited: the form says so by an empty choice.
      return value === "none" && field.pointer === "/registration/invite" ? [] : [String(value)];
  }
}

function moneyText(money: Money | undefined): string {
  return money === undefined ? "" : amountText(money.amountMinor, money.currency);
}

/** As the field has it: to the minute where the seconds are none. */
function momentText(instant: string): string {
  return new Date(instant)
    .toISOString()
    .replace(/(:00)?\.000Z$/, "")
    .replace(/Z$/, "");
}

function valueAt(request: object, pointer: string): unknown {
  let value: unknown = request;
  for (const name of pointer.slice(1).split("/")) {
    value = typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
  }
  return value;
}
