import type { Config } from "../../config.ts";
import { pseudonymsFor } from "../../domain/identity/pseudonym.ts";
import { KEY_OF_SELLER, type SellerKind, type SellerValue } from "../domain/case/seller-identity.ts";

/** A key that a checkout of the seller would have at one shop. */
export type SellerKey = { readonly kind: SellerKind; readonly shop: string; readonly pseudonym: string };

/**
 * The keys of a seller at every shop and under every pepper in use. They are made while the values are here, since nothing
 * but keys is kept: a shop or a pepper that comes later knows the seller once somebody enters it again.
 */
export function sellerKeys({ shops, peppers }: Config, values: readonly SellerValue[]): readonly SellerKey[] {
  return [...shops.keys()].flatMap((shop) =>
    peppers.flatMap((pepper) => {
      const pseudonym = pseudonymsFor(shop, pepper);
      return values.map(({ kind, value }) => ({ kind, shop, pseudonym: pseudonym(KEY_OF_SELLER[kind], value) }));
    }),
  );
}
