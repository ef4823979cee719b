import { type Bearer, type BearerChange, type LinkHistory, linkHistoryOf } from "../../identity/cluster/bearer.ts";
import type { Hold } from "../../stock/stock.ts";
import type { Journal } from "./journal.ts";

/** Who came with what, and how much they hold of it. A *link* is a kind and a pseudonym, such as `device:e1.Gf3...`. */
export interface ClaimRows {
  /** What is known of each link, as the account sees it; links that nobody brought are left out. */
  readLinks(links: readonly string[], account: string): ReadonlyMap<string, LinkHistory>;
  writeBearers(changes: readonly BearerChange[]): void;
  /** Takes the units of a hold from the claims of its account under the hold's links. */
  freeClaims(hold: Pick<Hold, "account" | "quantity" | "links">): void;
}

export type ClaimsTables = { readonly bearers: Map<string, readonly Bearer[]> };

export function memoryClaims({ bearers }: ClaimsTables, journal: Journal): ClaimRows {
  function writeBearer(link: string, bearer: Bearer): void {
    const others = (bearers.get(link) ?? []).filter(({ account }) => account !== bearer.account);
    journal.write(bearers, link, [...others, bearer]);
  }

  return {
    readLinks(links, account) {
      const known = new Map<string, LinkHistory>();
      for (const link of links) {
        const brought = bearers.get(link);
        if (brought !== undefined) known.set(link, linkHistoryOf(brought, account));
      }
      return known;
    },
    writeBearers(changes) {
      for (const { link, bearer } of changes) writeBearer(link, bearer);
    },
    freeClaims({ links, account, quantity }) {
      for (const link of links) {
        const bearer = bearers.get(link)?.find((each) => each.account === account);
        if (bearer !== undefined) writeBearer(link, { ...bearer, units: bearer.units - quantity });
      }
    },
  };
}
