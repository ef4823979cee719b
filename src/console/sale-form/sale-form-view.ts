import type { SaleMode } from "../../domain/terms/definition.ts";
import type { PublicSale } from "../view-models/buyer-sale.ts";
import type { FormProblem, FormTexts } from "./read-sale-form.ts";
import { fieldOf } from "./sale-field.ts";

/** What the form of a sale shows. */
export type SaleFormView = {
  /** Absent of a new one: the form asks for its id and its shop. */
  readonly saleId?: string | undefined;
  readonly mode: SaleMode;
  readonly shops: readonly { readonly id: string; readonly name: string }[];
  readonly texts: FormTexts;
  readonly problems: readonly FormProblem[];
  /** What buyers will read, of a form without a problem. */
  readonly preview?: PublicSale | undefined;
  /** Makes a button that is pressed twice do one thing. */
  readonly pressKey: string;
};

/** Places that the form asks for and that are no terms. */
const OWN_PLACES = ["/saleId", "/shop", "/why"];

/** The field beside which a problem is shown; undefined where it is about the whole. */
export function placeOf({ pointer }: FormProblem): string | undefined {
  return OWN_PLACES.find((place) => place === pointer) ?? fieldOf(pointer)?.pointer;
}

/** The id of a field in the page. */
export function fieldId(pointer: string): string {
  return `term${pointer.replaceAll("/", "-")}`;
}

export function saleFormHref(saleId: string | undefined): string {
  return saleId === undefined ? "/console/new-sale" : `/console/sales/${encodeURIComponent(saleId)}/terms`;
}
