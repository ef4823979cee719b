import type { TokenKind } from "../tokens/kinds.ts";

/** A reply: its status and the exact bytes of its body. */
export type Reply = { readonly status: number; readonly body: ReplyBody };

/** A reply as it was given, kept for repeats of the same call. */
export type StoredReply = Reply & { readonly fingerprint: string; readonly atMs: number };

/**
 * The exact bytes of a body, in parts, with holes for tokens that only the Worker can sign. Signatures are deterministic
 * (Ed25519 by RFC 8032, HMAC), so a repeat fills a hole with the same text.
 */
export type ReplyBody = readonly (string | UnsignedToken)[];

export type UnsignedToken = {
  readonly typ: TokenKind;
  readonly kid: string;
  /** The exact JWS payload. */
  readonly payload: string;
};
