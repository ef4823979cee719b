import type { PostalAddress } from "../../../domain/checkout.ts";
import { householdKeys } from "../../../domain/identity/address/household.ts";
import { readAddress } from "../../../domain/identity/address/read-address.ts";
import type { IdentityKind } from "../../../domain/identity/identity.ts";
import { paymentValue } from "../../../domain/identity/payment.ts";
import { readPhone } from "../../../domain/identity/phone.ts";

/** What a seller can be known by at a checkout. */
export const SELLER_KINDS = ["phone", "address", "payment"] as const;
export type SellerKind = (typeof SELLER_KINDS)[number];

/** The kind of identity key that a checkout has of the same thing. */
export const KEY_OF_SELLER = {
  phone: "phone",
  address: "household",
  payment: "payment",
} as const satisfies { readonly [kind in SellerKind]: IdentityKind };

/** Who a seller is, as staff found it out: how it is called, where it sits or collects, how it pays or is paid. */
export type SellerIdentity = {
  readonly phone?: string | undefined;
  readonly address?: PostalAddress | undefined;
  /** As the shop's payment provider recognises it: a name of an account means nothing at a checkout. */
  readonly payment?: { readonly method: string; readonly fingerprint: string } | undefined;
};

/** One thing in the spelling that keys are made from. It is personal data and lives as long as its request. */
export type SellerValue = { readonly kind: SellerKind; readonly value: string };

/**
 * The values of a seller's identity in the spelling in which checkouts have them, so that keys of both are equal.
 * @returns the kinds that cannot be read as well: an address, for example, that nothing tells from its neighbours
 */
export function sellerValues({ phone, address, payment }: SellerIdentity): {
  readonly values: readonly SellerValue[];
  readonly unreadable: readonly SellerKind[];
} {
  const read: { readonly [kind in SellerKind]: string | undefined } = {
    phone: phone === undefined ? undefined : readPhone(phone, address?.country)?.number,
    address: address === undefined ? undefined : householdKeys(readAddress(address), address.name).exact,
    payment: payment === undefined ? undefined : paymentValue(payment),
  };
  const given = { phone, address, payment };
  const values: SellerValue[] = [];
  const unreadable: SellerKind[] = [];
  for (const kind of SELLER_KINDS) {
    const value = read[kind];
    if (value !== undefined) values.push({ kind, value });
    else if (given[kind] !== undefined) unreadable.push(kind);
  }
  return { values, unreadable };
}
