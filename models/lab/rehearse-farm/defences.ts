import type { Policy } from "../../../src/domain/decision/policy.ts";
import type { Identity, IdentityValues } from "../../../src/domain/identity/identity.ts";

/** Parts of the defence that a rehearsal can do without, to see what each is worth. */
export const DEFENCES = ["clusters", "households", "devices", "payments", "mailboxes", "challenges"] as const;
export type Defence = (typeof DEFENCES)[number];

const VALUES_OF: { readonly [defence in Defence]?: readonly (keyof IdentityValues)[] } = {
  households: ["household", "building", "near", "nearAsked", "nearFoundBy"],
  devices: ["device"],
  payments: ["payment"],
  mailboxes: ["email", "mailDomain", "phone", "phoneRange"],
};

/** A checkout whose shop does not tell what the missing defence would need. */
export function identityWithout({ values, facts }: Identity, without: readonly Defence[]): Identity {
  const dropped = new Set<string>(without.flatMap((defence) => VALUES_OF[defence] ?? []));
  const left = Object.entries(values).filter(([kind]) => !dropped.has(kind));
  return { facts, values: { ...Object.fromEntries(left), account: values.account } };
}

/** Rules that ask for a visit. Nobody of a rehearsal has one: its browsers are taken to be alike. */
const OF_VISITS: readonly string[] = ["timing.no-visit-at-opening", "timing.no-visit-among-visits"];

/** The policy with the rules of missing defences switched off, and those that ask for a visit. */
export function policyWithout(policy: Policy, without: readonly Defence[]): Policy {
  const isOff = (id: string) => {
    const rule = policy.findRule(id);
    return (
      OF_VISITS.includes(id) ||
      (without.includes("clusters") && rule?.signals.some((name) => name.startsWith("cluster.")) === true) ||
      (without.includes("challenges") && rule?.then === "challenge")
    );
  };
  const ladder = without.includes("challenges") ? undefined : policy.ladder;
  return { ...policy, ladder, evaluate: (signals) => policy.evaluate(signals).filter(({ id }) => !isOff(id)) };
}
