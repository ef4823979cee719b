import { assert } from "../../domain/result.ts";
import type { TokenKind } from "../../domain/tokens/kinds.ts";
import type { TokenKeys } from "./token-keys.ts";
import { signToken } from "./tokens.ts";

/** A signature in the flattened JSON serialisation, for documents that are files. @see RFC 7515, section 7.2.2 */
export type FlattenedToken = { readonly payload: string; readonly protected: string; readonly signature: string };

/** Signs a payload under the active key. */
export async function signFlattened(keys: TokenKeys, typ: TokenKind, payload: string): Promise<FlattenedToken> {
  const signed = await signToken(keys, { typ, kid: keys.activeKid, payload });
  assert(signed !== undefined, "the active key is one of the configured ones");
  const [header = "", body = "", signature = ""] = signed.split(".");
  return { payload: body, protected: header, signature };
}
