import type { Config } from "../../config.ts";
import { assert } from "../../domain/result.ts";
import { listPseudonyms } from "../../domain/rules/list-pseudonyms.ts";
import { type CompiledPolicy, loadPolicy } from "../../domain/rules/load-policy.ts";
import type { HashedPolicy } from "../../domain/rules/policy-document.ts";
import type { PolicyBinding } from "./policy-binding.ts";
import { fetchDocument, forgetDocuments, heldDocument } from "./policy-documents.ts";

/** For whose checkouts a policy is compiled: entries of its lists become pseudonyms of that shop and epoch. */
export type PolicyParty = { readonly shop: string; readonly pepperEpoch: string };

/** Compiled policies that an isolate keeps: a few versions for each shop that sells just now. */
const COMPILED_KEPT_MAX = 64;

const compiled = new WeakMap<Config, Map<string, CompiledPolicy>>();

/** Drops this isolate's compiled policies after a person was erased from stored versions. */
export function forgetPolicies(config: Config): void {
  compiled.delete(config);
  forgetDocuments();
}

/** A policy that this isolate can use at once. */
export function heldPolicy(config: Config, hash: string | undefined, party: PolicyParty): CompiledPolicy | undefined {
  const document = hash === undefined ? undefined : heldDocument(hash);
  return document && compiledPolicy(config, document, party);
}

/**
 * The policy to decide by: the first that can be had of the wanted one and the last one that the caller used. The caller
 * records the hash of the one that it got.
 * @returns undefined where none can be had: no other policy, not even the shipped one, may take the place of one that staff
 * made live
 */
export async function choosePolicy(
  { env, config }: { readonly env: PolicyBinding; readonly config: Config },
  hashes: readonly (string | undefined)[],
  party: PolicyParty,
): Promise<CompiledPolicy | undefined> {
  for (const hash of hashes) {
    const document = hash === undefined ? undefined : await fetchDocument(env, hash);
    const policy = document && compiledPolicy(config, document, party);
    if (policy !== undefined) return policy;
  }
  return undefined;
}

/** @returns undefined where the document is of a format that this build does not know */
export function compiledPolicy(
  config: Config,
  document: HashedPolicy,
  { shop, pepperEpoch }: PolicyParty,
): CompiledPolicy | undefined {
  const known = compiled.get(config) ?? new Map<string, CompiledPolicy>();
  compiled.set(config, known);
  const name = `${document.hash}/${shop}/${pepperEpoch}`;
  const held = known.get(name);
  if (held !== undefined) return held;
  const pepper = config.peppers.find(({ epoch }) => epoch === pepperEpoch);
  assert(pepper !== undefined, "a sale's pepper stays configured for the life of the sale");
  const policy = loadPolicy(document, listPseudonyms(shop, pepper));
  if (!policy.ok) return undefined;
  const [oldest] = known.keys();
  if (known.size >= COMPILED_KEPT_MAX && oldest !== undefined) known.delete(oldest);
  known.set(name, policy.value);
  return policy.value;
}
