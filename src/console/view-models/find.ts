import type { FindKind } from "../../domain/decision/find-kind.ts";
import type { DecisionRow } from "./decision-list.ts";
import { KIND_WORDS } from "./erasures.ts";

/** The fields of an address as they were typed. */
export type TypedAddress = { readonly [field in AddressField]: string };
export const ADDRESS_FIELDS = ["lines", "city", "postalCode", "country", "name"] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

export type TypedSearch =
  | { readonly kind: FindKind; readonly value: string }
  | { readonly kind: "address"; readonly address: TypedAddress };

export type FindView = {
  /** As it stands in the form again. */
  readonly typed?: TypedSearch | undefined;
  /** Why it leads nowhere, in one sentence. */
  readonly problem?: string | undefined;
  /** What it leads to; absent where nothing was asked yet. */
  readonly rows?: readonly DecisionRow[] | undefined;
  /** Cursor of the next page, where there is one. */
  readonly after?: string | undefined;
};

/** What can be chosen, and how it is written. */
export const FIND_WORDS: { readonly [kind in FindKind]: string } = {
  decision: "Decision id",
  order: "Order number of the shop",
  account: KIND_WORDS.account.title,
  email: KIND_WORDS.email.title,
  phone: KIND_WORDS.phone.title,
  device: KIND_WORDS.device.title,
  payment: KIND_WORDS.payment.title,
};
