import { assert, err, ok, type Result } from "../domain/result.ts";
import type { ListFile } from "../domain/rules/list-file.ts";
import { entriesNaming, type ListEntry } from "../domain/rules/list-lookup.ts";
import { listPseudonyms } from "../domain/rules/list-pseudonyms.ts";
import type { HashedPolicy } from "../domain/rules/policy-document.ts";
import type { Problem } from "../wire/problem.ts";
import type { Deps } from "./deps.ts";
import { livePolicy } from "./publish-policy.ts";

/** One list of the live policy, with the pseudonyms of its entries in one shop. */
export type PolicyList = {
  readonly policy: HashedPolicy;
  readonly list: ListFile;
  /** Shop whose pseudonyms `keyOf` gives: the one that was asked for, or the first. */
  readonly shop: string;
  readonly shops: readonly string[];
  readonly keyOf: (entry: ListEntry) => string;
};

/** @returns `not-found` where the live policy has no list of this name */
export async function policyList(
  deps: Deps,
  { name, shop }: { readonly name: string; readonly shop: string | undefined },
): Promise<Result<PolicyList, Problem>> {
  const policy = await livePolicy(deps);
  if (!policy.ok) return policy;
  // The name is an address's: `constructor` names no list.
  const list = Object.hasOwn(policy.value.lists, name) ? policy.value.lists[name] : undefined;
  if (list === undefined) return err({ slug: "not-found", detail: `The live policy has no list ${name}.` });
  const { shops, peppers } = deps.config;
  const names = [...shops.keys()];
  const chosen = names.find((known) => known === shop) ?? names[0] ?? "";
  const [pepper] = peppers;
  assert(pepper !== undefined, "a checked configuration has a pepper");
  const pseudonym = listPseudonyms(chosen, pepper);
  const keyOf = ({ key, value }: ListEntry) => (value === undefined ? (key ?? "") : pseudonym(list.kind, value));
  return ok({ policy: policy.value, list, shop: chosen, shops: names, keyOf });
}

/**
 * Entries of a list that name a thing, under the pseudonyms of every shop and every configured pepper.
 * @returns undefined where the text can be read neither as such a thing nor as a key
 */
export function searchList({ config }: Deps, list: ListFile, text: string): readonly ListEntry[] | undefined {
  const everywhere = [...config.shops.keys()].flatMap((shop) =>
    config.peppers.map((known) => listPseudonyms(shop, known)),
  );
  return entriesNaming(list, text, everywhere);
}
