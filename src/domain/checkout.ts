import type { Channel } from "./terms/channel.ts";

/** What the shop says of its customer. Everything but `id` is the shop's assertion, recorded as such. */
export type Account = {
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly createdAt?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly verified?: readonly ("email" | "phone")[] | undefined;
};

/** A postal address as the buyer typed it. `country` is ISO 3166-1 alpha-2. */
export type PostalAddress = {
  readonly name?: string | undefined;
  readonly lines: readonly string[];
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country: string;
};

/** One checkout as it comes over the wire, after its schema has accepted it. */
export type Checkout = {
  readonly visitToken?: string | undefined;
  readonly challengeToken?: string | undefined;
  readonly account: Account;
  readonly device?: { readonly id: string } | undefined;
  readonly shippingAddress?: PostalAddress | undefined;
  readonly fulfilment?: { readonly kind: "pickup"; readonly partnerId: string } | undefined;
  readonly payment: { readonly method: string; readonly fingerprint?: string | undefined };
  readonly quantity: number;
  readonly channel: Channel;
  readonly client?: { readonly ip?: string | undefined; readonly userAgent?: string | undefined } | undefined;
  /** What the browser SDK collected; opaque here, read by its own versioned parser. */
  readonly signals?: { readonly [name: string]: unknown } | undefined;
  readonly partnerId?: string | undefined;
  readonly inviteToken?: string | undefined;
  readonly registrationId?: string | undefined;
};
