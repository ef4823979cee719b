import { base64url } from "jose";
import { TOKEN_LENGTH_MAX } from "../../domain/limits.ts";
import type { TokenKind } from "../../domain/tokens/kinds.ts";

type TokenHeader = { readonly alg: "EdDSA" | "HS256"; readonly typ: TokenKind; readonly kid: string };

/**
 * Reads the key id of a token, if the token is spelt in the one way that this service writes: three parts of canonical
 * base64url under a header of exactly `alg`, `typ` and `kid`. So an embedded key, a critical extension, a repeated member,
 * another algorithm, or the same token spelt another way is refused before any cryptography.
 * @returns undefined for every other text
 * @see RFC 7515, section 7.1; RFC 8725, sections 3.1 and 3.11
 */
export function keyIdOf(text: string, { alg, typ }: Omit<TokenHeader, "kid">): string | undefined {
  if (text.length > TOKEN_LENGTH_MAX) return undefined;
  const parts = text.split(".");
  if (parts.length !== 3 || !parts.every(isCanonicalBase64Url)) return undefined;
  const header = new TextDecoder().decode(base64url.decode(parts[0] ?? ""));
  const kid = /"kid":"([A-Za-z0-9_-]+)"\}$/.exec(header)?.[1];
  return kid !== undefined && parts[0] === headerPart({ alg, typ, kid }) ? kid : undefined;
}

/** The text of a token whose signature was made before. */
export function compactToken(header: TokenHeader, payload: string, signature: string): string {
  return `${headerPart(header)}.${base64url.encode(payload)}.${signature}`;
}

/** The first part of a token, as this service writes it. */
function headerPart({ alg, typ, kid }: TokenHeader): string {
  return base64url.encode(JSON.stringify({ alg, typ, kid }));
}

/** Unused bits of the last character must be zero, or one signature would have several spellings. */
function isCanonicalBase64Url(part: string): boolean {
  if (!/^[A-Za-z0-9_-]+$/.test(part)) return false;
  try {
    return base64url.encode(base64url.decode(part)) === part;
  } catch {
    return false;
  }
}
