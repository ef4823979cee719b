import { DISPOSABLE_DOMAINS, DISPOSABLE_PARENTS } from "./disposable-domains.data.ts";
import { domainHash } from "./domain-hash.ts";
import { hasHash, unpackRibbon } from "./ribbon-set.ts";

const LISTED = unpackRibbon(DISPOSABLE_DOMAINS);
const PARENTS = new Set(DISPOSABLE_PARENTS.split(" "));

/**
 * Whether a mailbox at this host is thrown away after use. Hosts listed one by one match only themselves; a listed
 * parent, whose owner hands out sub-domains, matches at every depth. The one-by-one list is kept as hashes, so a host
 * that is not on it is taken for disposable once in a thousand: enough for a weight, too little to refuse anyone by itself.
 * @param domain lower-case host name, without a trailing dot
 * @see disposable-email-domains (MIT), `index.json` and `wildcard.json`
 */
export function isDisposable(domain: string): boolean {
  for (let rest = domain; ; ) {
    if (PARENTS.has(rest)) return true;
    const dot = rest.indexOf(".");
    if (dot < 0) break;
    rest = rest.slice(dot + 1);
  }
  return hasHash(LISTED, domainHash(domain));
}
