import { type HashedPolicy, type PolicyDocument, policyText } from "../../domain/rules/policy-document.ts";
import { utf8 } from "../../domain/utf8.ts";

/** The document with its hash, as decisions name it. */
export async function hashPolicy(document: PolicyDocument): Promise<HashedPolicy> {
  const digest = await crypto.subtle.digest("SHA-256", utf8(policyText(document)));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  const base64url = base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return { ...document, hash: `sha256-${base64url}` };
}
