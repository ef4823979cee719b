import * as z from "zod";
import { canonicalJson } from "../canonical-json.ts";
import { listFileSchema } from "./list-file.ts";
import { policyFileSchema } from "./policy-file.ts";
import { ruleFileSchema } from "./rule-file.ts";

/** A whole policy as one JSON document: what is built, published, stored and hashed. Rules stand in order of id. */
export const policyDocumentSchema = z.strictObject({
  format: z.literal(1),
  policy: policyFileSchema,
  rules: z.array(ruleFileSchema),
  lists: z.record(z.string(), listFileSchema),
});

export type PolicyDocument = z.infer<typeof policyDocumentSchema>;

/** A document with the hash that decisions, tokens and log lines name it by. */
export const hashedPolicySchema = policyDocumentSchema.extend({
  hash: z.string().regex(/^sha256-[A-Za-z0-9_-]{43}$/),
});

export type HashedPolicy = z.infer<typeof hashedPolicySchema>;

/** The text whose SHA-256 (as `sha256-` and base64url) is the policy's hash: equal policies give equal text. */
export function policyText(document: PolicyDocument): string {
  const { format, policy, rules, lists } = document;
  return canonicalJson({ format, policy, rules, lists });
}
