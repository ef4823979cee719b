import { buyerCheckout } from "./buyer.ts";
import { partnerOf } from "./divided-sale.ts";
import type { HttpAnswer } from "./http-client.ts";
import type { ShopClient } from "./shop-client.ts";

/** A call that changes something, with all that it takes to repeat it. */
export type Call =
  | { readonly kind: "checkout"; readonly key: string; readonly buyer: number }
  | {
      readonly kind: "redeem";
      readonly key: string;
      readonly holdId: string;
      readonly token: string;
      readonly orderId: string;
    };

/** A call that was answered: from now on the answer is a promise. */
export type Acknowledged = { readonly call: Call; readonly text: string; readonly holdId: string };

export const SALE_ID = "rig";

/** Makes a call, or repeats it: the key decides which. Rejects where no answer came. */
export function send(shop: ShopClient, call: Call): Promise<HttpAnswer> {
  return call.kind === "checkout"
    ? shop.checkout(
        SALE_ID,
        JSON.stringify({ ...buyerCheckout(call.buyer), partnerId: partnerOf(call.buyer) }),
        call.key,
      )
    : shop.redeem(call.token, call.orderId, call.key);
}

/** The hold that an answer tells of, whatever else it says. */
export function holdIdIn(text: string): string | undefined {
  return /"holdId":"(hold_[^"]+)"/.exec(text)?.[1];
}
