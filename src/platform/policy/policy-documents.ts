import shippedPolicy from "../../../dist/policy.json";
import { assert } from "../../domain/result.ts";
import { type HashedPolicy, hashedPolicySchema } from "../../domain/rules/policy-document.ts";
import { describeError, log } from "../log.ts";
import { withTimeout } from "../with-timeout.ts";
import { POLICY_OBJECT_NAME, type PolicyBinding, type PolicyReader } from "./policy-binding.ts";
import { hashPolicy } from "./policy-hash.ts";

/** The policy of the bundle: live until one is published. */
export const SHIPPED_POLICY_HASH: string = shippedPolicy.hash;

/** Documents that an isolate keeps besides the shipped one: the live one, those of older decisions that are looked at. */
const DOCUMENTS_KEPT_MAX = 8;
/** A document that could not be had is asked for again after this long: checkouts do not wait for it one by one. */
const RETRY_MS = 5000;

const documents = new Map<string, HashedPolicy>();
const failedAtMs = new Map<string, number>();

/** A policy document that this isolate holds already. */
export function heldDocument(hash: string): HashedPolicy | undefined {
  return hash === SHIPPED_POLICY_HASH ? shipped() : documents.get(hash);
}

/**
 * A policy document by its hash, from this isolate or from the Policy object. What comes from there must have the hash that
 * it was asked by, or the one that the chain of the policy says is left of it since a person was forgotten.
 * @returns undefined where there is none or it cannot be had now, which is logged
 */
export async function fetchDocument(env: PolicyBinding, hash: string): Promise<HashedPolicy | undefined> {
  const held = heldDocument(hash);
  if (held !== undefined) return held;
  if (Date.now() - (failedAtMs.get(hash) ?? Number.NEGATIVE_INFINITY) < RETRY_MS) return undefined;
  try {
    const policy = env.POLICY.getByName(POLICY_OBJECT_NAME);
    const text = await withTimeout(policy.document(hash));
    const parsed = hashedPolicySchema.safeParse(text === undefined ? undefined : JSON.parse(text));
    if (parsed.success && parsed.data.hash === hash && (await isGenuine(policy, parsed.data))) {
      keep(parsed.data);
      return parsed.data;
    }
    log("policy-unavailable", { policyHash: hash, found: text !== undefined });
  } catch (error) {
    log("policy-unavailable", { policyHash: hash, detail: describeError(error) });
  }
  if (failedAtMs.size >= DOCUMENTS_KEPT_MAX) failedAtMs.clear();
  failedAtMs.set(hash, Date.now());
  return undefined;
}

/** Has this isolate read every document anew: some may say less than before. */
export function forgetDocuments(): void {
  documents.clear();
}

/** Whether a document is what its hash names, or what the chain of the policy says is left of that. */
async function isGenuine(policy: PolicyReader, document: HashedPolicy): Promise<boolean> {
  const { hash } = document;
  const { hash: content } = await hashPolicy(document);
  return content === hash || content === (await withTimeout(policy.redactedContent(hash)));
}

/** The rules of a policy, for people who read a decision; none where that policy cannot be had. */
export async function rulesOfPolicy(env: PolicyBinding, hash: string): Promise<HashedPolicy["rules"]> {
  return (await fetchDocument(env, hash))?.rules ?? [];
}

function keep(document: HashedPolicy): void {
  const [oldest] = documents.keys();
  if (documents.size >= DOCUMENTS_KEPT_MAX && oldest !== undefined) documents.delete(oldest);
  documents.set(document.hash, document);
}

let shippedDocument: HashedPolicy | undefined;

function shipped(): HashedPolicy {
  if (shippedDocument === undefined) {
    const parsed = hashedPolicySchema.safeParse(shippedPolicy);
    assert(parsed.success, "the shipped policy passed the checker that built it");
    shippedDocument = parsed.data;
  }
  return shippedDocument;
}
