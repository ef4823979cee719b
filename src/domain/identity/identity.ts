/**
 * The kinds of identity that a sale keeps claims and history for. `household` is the exact address key, `building` and
 * `near` are its softer companions, which may never deny (a household limit uses the exact key only).
 */
export const IDENTITY_KINDS = [
  "account",
  "device",
  "payment",
  "email",
  "phone",
  "household",
  "building",
  "near",
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/**
 * Normalised raw identifiers of one checkout. They are personal data: they exist inside one request, and only their
 * pseudonyms leave the Worker. A kind is absent where the checkout made no claim or where it could not be read.
 */
export type IdentityValues = { readonly [kind in Exclude<IdentityKind, "near">]?: string | undefined } & {
  readonly account: string;
  /** Up to `NEAR_KEYS_MAX` keys: two addresses are near when they share any. */
  readonly near?: readonly string[] | undefined;
  /** The domain of the mailbox, where it is not a public mail provider's. */
  readonly mailDomain?: string | undefined;
  /** The hundred numbers that the telephone's number lies in. */
  readonly phoneRange?: string | undefined;
  /** Near keys of addresses that leave out the numbers of this one; asked for and never kept. */
  readonly nearAsked?: readonly string[] | undefined;
  /** The near keys by which others ask for this address that leave something out; kept and never asked for. */
  readonly nearFoundBy?: readonly string[] | undefined;
};

/** What normalising noticed, in words that rules may read; nothing in it identifies a person. */
export type IdentityFacts = {
  /** false where an e-mail was given and cannot be one. */
  readonly emailReadable?: boolean | undefined;
  readonly emailDisposable?: boolean | undefined;
  /** The mailbox has another spelling than the one given: dots, plus tags, a provider's alias domain. */
  readonly emailAliased?: boolean | undefined;
  readonly phoneReadable?: boolean | undefined;
  /** libphonenumber's type, for example `MOBILE`, `FIXED_LINE`, `VOIP`. */
  readonly phoneType?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly phoneCountry?: string | undefined;
  /** Longest run of equal, rising or falling digits. */
  readonly phoneDigitRun?: number | undefined;
  /** Network to which the range of a mobile number was given. */
  readonly phoneCarrier?: string | undefined;
  readonly addressCountry?: string | undefined;
  /** State or province as folded text, coarse enough to be no identifier. */
  readonly addressRegion?: string | undefined;
  /** Cosmetic tricks that folding undid (look-alike letters, invisible characters, filler lines), which people do not use. */
  readonly addressDisguises?: number | undefined;
  /** false where a postal code was given that its country could not have given. */
  readonly addressCodeFits?: boolean | undefined;
  /** The address names a forwarder, who passes the parcel on. */
  readonly addressCareOf?: boolean | undefined;
  /** The address or its recipient carries a forwarder's code for its customer. */
  readonly addressCustomerCode?: boolean | undefined;
};

export type Identity = { readonly values: IdentityValues; readonly facts: IdentityFacts };

/** Pseudonyms of the identifiers of one checkout: HMACs under the sale's pepper epoch, safe to store. */
export type IdentityKeys = { readonly [kind in Exclude<IdentityKind, "near">]?: string | undefined } & {
  readonly account: string;
  readonly near?: readonly string[] | undefined;
};
