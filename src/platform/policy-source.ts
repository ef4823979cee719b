import shippedPolicy from "../../dist/policy.json";
import type { Config } from "../config.ts";
import type { Policy } from "../domain/decision/policy.ts";
import { pseudonymsFor } from "../domain/identity/pseudonym.ts";
import { assert } from "../domain/result.ts";
import { type CompiledPolicy, loadPolicy, policyAt } from "../domain/rules/load-policy.ts";

/** Content hash of the policy that new checkouts are decided by. */
export const LIVE_POLICY_HASH: string = shippedPolicy.hash;

/** Titles of the rules of a policy, for people who read a decision; empty where that policy is not at hand any more. */
export function ruleTitles(policyHash: string): ReadonlyMap<string, string> {
  return policyHash === LIVE_POLICY_HASH ? new Map(shippedPolicy.rules.map(({ id, title }) => [id, title])) : new Map();
}

const compiled = new WeakMap<Config, Map<string, CompiledPolicy>>();

/**
 * The live policy for the checkouts of one shop under one pepper epoch, as it stands now. Entries of its lists are made
 * pseudonyms of that shop and epoch when it is first asked for; after that it is remembered.
 */
export function livePolicy(config: Config, shop: string, pepperEpoch: string, nowMs: number): Policy {
  const known = compiled.get(config) ?? new Map<string, CompiledPolicy>();
  compiled.set(config, known);
  const name = `${shop}/${pepperEpoch}`;
  const policy = known.get(name) ?? compile(config, shop, pepperEpoch);
  known.set(name, policy);
  return policyAt(policy, nowMs);
}

function compile(config: Config, shop: string, pepperEpoch: string): CompiledPolicy {
  const pepper = config.peppers.find(({ epoch }) => epoch === pepperEpoch);
  assert(pepper !== undefined, "a sale's pepper stays configured for the life of the sale");
  const policy = loadPolicy(shippedPolicy, listPseudonyms(shop, pepper));
  assert(policy.ok, "the shipped policy passed the checker that built it");
  return policy.value;
}

/** Lists name addresses by their exact household; the other kinds are called alike. */
function listPseudonyms(shop: string, pepper: Config["peppers"][number]): Parameters<typeof loadPolicy>[1] {
  const pseudonym = pseudonymsFor(shop, pepper);
  return (kind, value) => pseudonym(kind === "address" ? "household" : kind, value);
}
