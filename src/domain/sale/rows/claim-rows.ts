import type { LinkHistory, LinkMember, LinkMemberChange } from "../../identity/cluster/link-member.ts";
import { type LinkSums, linkHistoryOf, sumsWith } from "../../identity/cluster/link-sums.ts";
import type { Hold } from "../../stock/stock.ts";
import type { Rows } from "../memory/rows.ts";

/** Who came with what, and how much they hold of it. A *link* is a kind and a pseudonym, such as `device:e1.Gf3...`. */
export interface ClaimRows {
  /** What is known of each link, as the account sees it; links that no account brought are left out. */
  readLinks(links: readonly string[], account: string): ReadonlyMap<string, LinkHistory>;
  writeLinkMembers(changes: readonly LinkMemberChange[]): void;
  /** Takes the units of a hold that nobody paid from the claims of its account under the hold's links, and counts its end. */
  freeClaims(hold: Pick<Hold, "account" | "quantity" | "links">, endedAtMs: number): void;
  /** The same of a hold whose order ended: it was paid, and nothing counts against its account. */
  freePaidClaims(hold: Pick<Hold, "account" | "quantity" | "links">): void;
  /** Remembers of claims of an account that they are no longer merely said. Links that it never claimed stay unknown. */
  proveClaims(claims: { readonly account: string; readonly links: readonly string[] }): void;
}

/** @param members by link and account */
export function claimRows({
  linkMembers,
  links: sums,
}: {
  readonly linkMembers: Rows<LinkMember>;
  readonly links: Rows<LinkSums>;
}): ClaimRows {
  function writeLinkMember(link: string, member: LinkMember, key = memberKey(link, member.account)): void {
    const before = linkMembers.get(key);
    // Read before the member is written: where they are not known yet they are made of all that is.
    sums.update(link, (known) => sumsWith(known, member, before));
    linkMembers.put(key, member);
  }

  /** The claims of an account under some links; links that it never claimed are left out. */
  function claimsOf(links: readonly string[], account: string): (readonly [link: string, member: LinkMember])[] {
    const brought = linkMembers.getAll(links.map((link) => memberKey(link, account)));
    return links.flatMap((link) => {
      const member = brought.get(memberKey(link, account));
      return member?.claimed === true ? [[link, member] as const] : [];
    });
  }

  return {
    readLinks(links, account) {
      const known = sums.getAll(links);
      const keys = [...known.keys()].map((link) => memberKey(link, account));
      const own = linkMembers.getAll(keys);
      return new Map([...known].map(([link, each], at) => [link, linkHistoryOf(each, own.get(keys[at] ?? ""))]));
    },
    writeLinkMembers(changes) {
      // Brings them into memory in one read.
      const keys = changes.map(({ link, member }) => memberKey(link, member.account));
      linkMembers.getAll(keys);
      for (const [at, { link, member }] of changes.entries()) writeLinkMember(link, member, keys[at]);
    },
    freeClaims({ links, account, quantity }, endedAtMs) {
      for (const [link, member] of claimsOf(links, account)) {
        writeLinkMember(link, {
          ...member,
          units: member.units - quantity,
          unpaidHolds: member.unpaidHolds + 1,
          // A clock that jumped back makes no end an earlier one.
          lastUnpaidAtMs: Math.max(endedAtMs, member.lastUnpaidAtMs ?? endedAtMs),
        });
      }
    },
    freePaidClaims({ links, account, quantity }) {
      for (const [link, member] of claimsOf(links, account)) {
        writeLinkMember(link, { ...member, units: member.units - quantity });
      }
    },
    proveClaims({ links, account }) {
      for (const [link, member] of claimsOf(links, account)) writeLinkMember(link, { ...member, proved: true });
    },
  };
}

/** Links and accounts are pseudonyms, in which there is no space. */
function memberKey(link: string, account: string): string {
  return `${link} ${account}`;
}
