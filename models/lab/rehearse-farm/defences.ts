import type { Policy } from "../../../src/domain/decision/policy.ts";
import type { IdentityKeys } from "../../../src/domain/identity/identity.ts";

/** Parts of the defence that a rehearsal can do without, to see what each is worth. */
export const DEFENCES = ["clusters", "households", "devices", "payments", "mailboxes", "challenges"] as const;
export type Defence = (typeof DEFENCES)[number];

const KEYS_OF: { readonly [defence in Defence]?: readonly (keyof IdentityKeys)[] } = {
  households: ["household", "building", "near"],
  devices: ["device"],
  payments: ["payment"],
  mailboxes: ["email", "phone"],
};

/** A checkout whose shop does not tell what the missing defence would need. */
export function keysWithout(keys: IdentityKeys, without: readonly Defence[]): IdentityKeys {
  const dropped = new Set<string>(without.flatMap((defence) => KEYS_OF[defence] ?? []));
  return { ...Object.fromEntries(Object.entries(keys).filter(([kind]) => !dropped.has(kind))), account: keys.account };
}

/** The policy with the rules of missing defences switched off. */
export function policyWithout(policy: Policy, without: readonly Defence[]): Policy {
  const isOff = (id: string) => {
    const rule = policy.findRule(id);
    return (
      (without.includes("clusters") && rule?.signals.some((name) => name.startsWith("cluster.")) === true) ||
      (without.includes("challenges") && rule?.then === "challenge")
    );
  };
  return { ...policy, evaluate: (signals) => policy.evaluate(signals).filter(({ id }) => !isOff(id)) };
}
