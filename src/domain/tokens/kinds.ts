/**
 * The kinds of token. Each has its own `typ` (RFC 8725, section 3.11) and its own audience, so that none passes for another.
 * Visit, challenge and invite tokens and receipts of private tokens are only ever read by this service and carry an HMAC; allow tokens are for shops, the list of
 * authorized sellers is for everybody, the manifest of an evidence pack for whoever is shown one, a receipt for the buyer who registered,
 * and a statement of a draw for everybody.
 */
export const TOKEN_KINDS = [
  "allow+jwt",
  "visit+jwt",
  "challenge+jwt",
  "invite+jwt",
  "private-token+jwt",
  "authorized-sellers+jwt",
  "evidence-pack+jwt",
  "receipt+jwt",
  "statement+jwt",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export const VISIT_AUDIENCE = "urn:firsthand:visit";
export const INVITE_AUDIENCE = "urn:firsthand:invite";
export const PRIVATE_TOKEN_AUDIENCE = "urn:firsthand:private-token";
export const CHALLENGE_AUDIENCE = "urn:firsthand:challenge";
export const AUTHORIZED_SELLERS_AUDIENCE = "urn:firsthand:authorized-sellers";
export const EVIDENCE_PACK_AUDIENCE = "urn:firsthand:evidence-pack";
