import type { BuyerOrder } from "../../../client/index.ts";
import type { Customer } from "./customers.ts";
import type { ShopView } from "./shop-view.ts";
import type { Visitor } from "./visitor.ts";

export type ShopPage = {
  readonly view: ShopView;
  readonly visitor: Visitor;
  readonly customer: Customer;
  readonly saleId: string;
  readonly baseUrl: string;
  /** The link code of the partner who led the buyer here, as it stands in the address. */
  readonly partner?: string | undefined;
  /** Units that one customer may buy. */
  readonly perAccount: number;
  /** How an order stands that was paid; absent where there is none, or the service does not say at the moment. */
  readonly bought?: BuyerOrder | undefined;
  /** A fresh id for the next try. */
  readonly attempt: string;
  readonly nowMs: number;
};
