import { ed25519 } from "@noble/curves/ed25519.js";
import { err, ok, type Result } from "../../result.ts";
import { utf8 } from "../../utf8.ts";
import { objectOf, text } from "./shapes.ts";

/** A public key of the service, as its JWKS publishes it. */
export type PublicKey = { readonly kid?: string | undefined; readonly x?: string | undefined };

/** A signed text that is genuine: its payload as bytes, which hashes are of, and as data. */
export type SignedText = { readonly payload: Uint8Array; readonly claims: unknown };

const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const header = objectOf({ alg: text, typ: text, kid: text });

/** Of the WHATWG's Encoding standard: every runtime has it, and no library of types without I/O declares it. */
declare const TextDecoder: new (
  label: string,
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { readonly decode: (bytes: Uint8Array) => string };

/**
 * Reads a JWS in its compact form, signed with EdDSA by one of the keys and of the one kind.
 * @see RFC 7515, section 7.1; RFC 8037
 */
export function readSignedText(
  compact: string,
  typ: string,
  keys: readonly PublicKey[],
): Result<SignedText, "malformed" | "signature"> {
  const [headerPart = "", payloadPart = "", signaturePart = "", ...rest] = compact.split(".");
  const headerBytes = fromBase64Url(headerPart);
  const payload = fromBase64Url(payloadPart);
  const signature = fromBase64Url(signaturePart);
  if (headerBytes === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    return err("malformed");
  }
  const protectedHeader = readJson(headerBytes);
  const claims = readJson(payload);
  if (!header(protectedHeader) || claims === undefined) return err("malformed");
  if (protectedHeader.alg !== "EdDSA" || protectedHeader.typ !== typ) return err("malformed");
  const key = keys.find(({ kid }) => kid === protectedHeader.kid);
  const point = key?.x === undefined ? undefined : fromBase64Url(key.x);
  if (point === undefined || !isSignedBy(point, utf8(`${headerPart}.${payloadPart}`), signature))
    return err("signature");
  return ok({ payload, claims });
}

function isSignedBy(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    // The library throws for a signature or a key of another length.
    return false;
  }
}

/** Undefined where a text is no JSON, or names a member twice, which two readers could read in two ways. */
function readJson(bytes: Uint8Array): unknown {
  try {
    const written = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(written);
    return JSON.stringify(value) === written ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The bytes of unpadded base64url; undefined for other texts, and for a last letter with bits that say nothing. */
function fromBase64Url(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, held, at] = [0, 0, 0];
  for (const letter of text) {
    const value = BASE64URL.indexOf(letter);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return text !== "" && text.length % 4 !== 1 && (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}
