/** What a registration's receipt says, in the order in which it is written. It goes to the buyer alone. */
export type ReceiptClaims = {
  readonly iss: string;
  /** The shop. */
  readonly aud: string;
  readonly iat: number;
  readonly sale: string;
  readonly reg: string;
  /** In hexadecimal, as in the public list. */
  readonly entry: string;
  /** `acct:<the shop's account id>` or `tel:<E.164>`. */
  readonly holder: string;
  /** In hexadecimal: what makes the entry from the holder. */
  readonly salt: string;
  /** Hash of the charter in force, in hexadecimal. */
  readonly charter: string;
  readonly drawAt: string;
  readonly round: number;
  /** When it was withdrawn, in seconds; absent in the receipt of a registration. */
  readonly withdrawn?: number;
};

/** The exact payload of a receipt. */
export function receiptPayload(claims: ReceiptClaims): string {
  const { iss, aud, iat, sale, reg, entry, holder, salt, charter, drawAt, round, withdrawn } = claims;
  const written: ReceiptClaims = { iss, aud, iat, sale, reg, entry, holder, salt, charter, drawAt, round };
  return JSON.stringify(withdrawn === undefined ? written : { ...written, withdrawn });
}
