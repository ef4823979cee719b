import type { Bearer, BearerChange, LinkHistory } from "../../identity/cluster/bearer.ts";
import { historyOf, type LinkSums, sumsWith } from "../../identity/cluster/link-sums.ts";
import type { Hold } from "../../stock/stock.ts";
import type { Rows } from "../memory/rows.ts";

/** Who came with what, and how much they hold of it. A *link* is a kind and a pseudonym, such as `device:e1.Gf3...`. */
export interface ClaimRows {
  /** What is known of each link, as the account sees it; links that no account brought are left out. */
  readLinks(links: readonly string[], account: string): ReadonlyMap<string, LinkHistory>;
  writeBearers(changes: readonly BearerChange[]): void;
  /** Takes the units of a hold that nobody paid from the claims of its account under the hold's links, and counts its end. */
  freeClaims(hold: Pick<Hold, "account" | "quantity" | "links">, endedAtMs: number): void;
  /** The same of a hold whose order ended: it was paid, and nothing counts against its account. */
  freePaidClaims(hold: Pick<Hold, "account" | "quantity" | "links">): void;
  /** Remembers of claims of an account that they are no longer merely said. Links that it never claimed stay unknown. */
  proveClaims(claims: { readonly account: string; readonly links: readonly string[] }): void;
}

/** @param bearers by link and account */
export function claimRows({
  bearers,
  links: sums,
}: {
  readonly bearers: Rows<Bearer>;
  readonly links: Rows<LinkSums>;
}): ClaimRows {
  function writeBearer(link: string, bearer: Bearer): void {
    const key = bearerKey(link, bearer.account);
    const before = bearers.get(key);
    // Read before the bearer is written: where they are not known yet they are made of all that is.
    sums.put(link, sumsWith(sums.get(link), bearer, before));
    bearers.put(key, bearer);
  }

  /** The claims of an account under some links; links that it never claimed are left out. */
  function claimsOf(links: readonly string[], account: string): (readonly [link: string, bearer: Bearer])[] {
    const brought = bearers.getAll(links.map((link) => bearerKey(link, account)));
    return links.flatMap((link) => {
      const bearer = brought.get(bearerKey(link, account));
      return bearer?.claimed === true ? [[link, bearer] as const] : [];
    });
  }

  return {
    readLinks(links, account) {
      const known = sums.getAll(links);
      const own = bearers.getAll([...known.keys()].map((link) => bearerKey(link, account)));
      return new Map([...known].map(([link, each]) => [link, historyOf(each, own.get(bearerKey(link, account)))]));
    },
    writeBearers(changes) {
      // Brings them into memory in one read.
      bearers.getAll(changes.map(({ link, bearer }) => bearerKey(link, bearer.account)));
      for (const { link, bearer } of changes) writeBearer(link, bearer);
    },
    freeClaims({ links, account, quantity }, endedAtMs) {
      for (const [link, bearer] of claimsOf(links, account)) {
        writeBearer(link, {
          ...bearer,
          units: bearer.units - quantity,
          unpaidHolds: bearer.unpaidHolds + 1,
          // A clock that jumped back makes no end an earlier one.
          lastUnpaidAtMs: Math.max(endedAtMs, bearer.lastUnpaidAtMs ?? endedAtMs),
        });
      }
    },
    freePaidClaims({ links, account, quantity }) {
      for (const [link, bearer] of claimsOf(links, account)) {
        writeBearer(link, { ...bearer, units: bearer.units - quantity });
      }
    },
    proveClaims({ links, account }) {
      for (const [link, bearer] of claimsOf(links, account)) writeBearer(link, { ...bearer, proved: true });
    },
  };
}

/** Links and accounts are pseudonyms, in which there is no space. */
function bearerKey(link: string, account: string): string {
  return `${link} ${account}`;
}
