import { createHash } from "node:crypto";
import { type HashedPolicy, type PolicyDocument, policyText } from "../../domain/rules/policy-document.ts";

/** The document with its hash, ready to be written, published and loaded. */
export function hashPolicy(document: PolicyDocument): HashedPolicy {
  const digest = createHash("sha256").update(policyText(document)).digest("base64url");
  return { ...document, hash: `sha256-${digest}` };
}
