import * as z from "zod";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the receipt of a registration says. It goes to the buyer alone, and has no end: what was recorded stays recorded. */
export const receiptTokenClaims = z.strictObject({
  iss: z.string(),
  /** The shop; one string, never a list. */
  aud: z.string(),
  iat: z.int().nonnegative(),
  sale: z.string(),
  reg: z.string(),
  /** How it stands in the public list of a draw. */
  entry: hash,
  /** `acct:<the shop's account id>` or `tel:<E.164>`; absent from the text that says that it was withdrawn. */
  holder: z.string().optional(),
  /** What makes the entry from the holder. */
  salt: hash.optional(),
  /** Hash of the charter in force, and when and by which round it draws; absent where nothing is drawn. */
  charter: hash.optional(),
  drawAt: z.string().optional(),
  round: z.int().positive().optional(),
  /** It came after the seconds of a fair window, and stands behind the list. */
  late: z.literal(true).optional(),
  /** When it was withdrawn, in seconds. */
  withdrawn: z.int().nonnegative().optional(),
});
export type ReceiptTokenClaims = z.infer<typeof receiptTokenClaims>;

/** The exact payload of a receipt: its members always in one order. */
export function receiptPayload(claims: ReceiptTokenClaims): string {
  const { iss, aud, iat, sale, reg, entry, holder, salt, charter, drawAt, round, late, withdrawn } = claims;
  return JSON.stringify({ iss, aud, iat, sale, reg, entry, holder, salt, charter, drawAt, round, late, withdrawn });
}
