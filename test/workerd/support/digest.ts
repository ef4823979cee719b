import { base64url } from "jose";

/** SHA-256 of a text, in base64url. */
export async function encodeDigest(text: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}
