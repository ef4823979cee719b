import type { LinkMember } from "./link-member.ts";
import { HAD_WEIGHT, type Trait } from "./trait.ts";

/** `attempted`: what checkouts named, whatever came of them. `held`: what accounts named that held or bought with it. */
export const GRADES = ["attempted", "held"] as const;
export type Grade = (typeof GRADES)[number];

/** A trait of the asking account, and one other account that brought it too. */
export type Match = {
  readonly trait: Trait;
  readonly member: Pick<LinkMember, "account" | "weight" | "claimed" | "createdHour">;
  /** The cluster to which the member belongs. */
  readonly root: string;
};

/** Why an account belongs to a cluster: the account there that says most, the kinds they share, and how much they weigh. */
export type LinkEvidence = {
  readonly root: string;
  readonly account: string;
  readonly kinds: readonly string[];
  readonly weight: number;
};

/** From this weight on two accounts belong together. */
export const JOIN_WEIGHT_MIN = 1;
/** Something that people know is a hub from this many separate clusters on: a hostel, an office, a forwarder, a tower. */
const HUB_CLUSTERS = 6;
/** Something that people have is a hub from this many accounts on: the computer of a library, the card of a company. */
export const HUB_ACCOUNTS = 6;
/** Accounts made within this of each other may have been made together. */
const COHORT_HOURS = 72;
const COHORT_WEIGHT = 0.5;

/**
 * Clusters to which an account belongs by what it shares with their accounts, strongest first. Weights of different families
 * add up account by account; a cluster is as near as its nearest account.
 *
 * A key that joins many loses weight. What people know is damped by the separate clusters that name it: residents of one
 * hostel who share nothing else stay apart, and each of them makes the address say less. What people have is damped by the
 * accounts that bring it.
 *
 * Who can misuse this: a stranger can name the address, the mailbox or the telephone of a victim, can open an account on the
 * same day, and may even have learned the id of the victim's device.
 * - In the grade `held` nothing counts that did not hold units, which cost the stranger a hold for each name, and no sum
 *   of things that people merely know is enough. It may ask, or bring a person to look; a wait follows what is proved alone.
 * - In the grade `attempted` everything counts, so a stranger can pull a victim in. It may ask for proof or for a person, never
 *   refuse: the signal it feeds is named `other_accounts_attempted`, which no rule may deny on.
 * - Who knows the id of a device, or the fingerprint of a payment, can join it in `held` by holding with it. So no shipped rule
 *   denies on a cluster; the browser's proved key cannot be borrowed like that.
 */
export function judgeEvidence(
  grade: Grade,
  createdHour: number | undefined,
  matches: readonly Match[],
): readonly LinkEvidence[] {
  const counted = matches.filter(({ member }) => grade === "attempted" || member.claimed);
  const damping = dampingOf(counted);
  const byAccount = groupBy(counted, ({ member }) => member.account);
  const best = new Map<string, LinkEvidence>();
  for (const [account, shared] of byAccount) {
    const evidence = weigh(account, shared, { grade, createdHour, damping });
    if (evidence === undefined) continue;
    const other = best.get(evidence.root);
    if (other === undefined || isStronger(evidence, other)) best.set(evidence.root, evidence);
  }
  return [...best.values()].sort((a, b) => (isStronger(a, b) ? -1 : 1));
}

function weigh(
  account: string,
  shared: readonly Match[],
  by: { grade: Grade; createdHour: number | undefined; damping: ReadonlyMap<string, number> },
): LinkEvidence | undefined {
  const families = new Map<string, { weight: number; kind: string; isHad: boolean }>();
  for (const { trait, member } of shared) {
    const certain = Math.min(trait.weight, member.weight);
    const weight = certain * (by.damping.get(trait.link) ?? 1);
    const strongest = families.get(trait.family)?.weight ?? 0;
    if (weight > strongest)
      families.set(trait.family, { weight, kind: kindOf(trait.link), isHad: certain >= HAD_WEIGHT });
  }
  const parts = [...families.values()];
  const [first] = shared;
  if (first === undefined || (by.grade === "held" && !parts.some(({ isHad }) => isHad))) return undefined;
  const isCohort =
    by.grade === "attempted" &&
    by.createdHour !== undefined &&
    first.member.createdHour !== undefined &&
    Math.abs(by.createdHour - first.member.createdHour) <= COHORT_HOURS;
  const weight = parts.reduce((sum, part) => sum + part.weight, isCohort ? COHORT_WEIGHT : 0);
  if (weight < JOIN_WEIGHT_MIN) return undefined;
  const kinds = [...parts.map(({ kind }) => kind), ...(isCohort ? ["created"] : [])];
  return { root: first.root, account, kinds, weight };
}

/** By link, the share of its weight that is left. */
function dampingOf(matches: readonly Match[]): ReadonlyMap<string, number> {
  const damping = new Map<string, number>();
  for (const [link, shared] of groupBy(matches, ({ trait }) => trait.link)) {
    const isHad = (shared[0]?.trait.weight ?? 0) >= HAD_WEIGHT;
    const sharers = isHad ? shared.length : new Set(shared.map(({ root }) => root)).size;
    damping.set(link, Math.min(1, (isHad ? HUB_ACCOUNTS : HUB_CLUSTERS) / sharers));
  }
  return damping;
}

function isStronger(a: LinkEvidence, b: LinkEvidence): boolean {
  return a.weight > b.weight || (a.weight === b.weight && a.account < b.account);
}

function groupBy(matches: readonly Match[], keyOf: (match: Match) => string): ReadonlyMap<string, readonly Match[]> {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const group = groups.get(keyOf(match));
    if (group === undefined) groups.set(keyOf(match), [match]);
    else group.push(match);
  }
  return groups;
}

function kindOf(link: string): string {
  return link.slice(0, link.indexOf(":"));
}
