import { getDomain } from "tldts";
import { isDisposable } from "./disposable.ts";
import { isPublicMailDomain } from "./public-mail-domains.ts";

/**
 * The domain of a mailbox that somebody runs for themselves or for their people. Who runs one may let every name at it arrive
 * in one place (a *catch-all*), which nobody can see from outside without asking its mail server; so the domain is what many
 * accounts of one hand have in common. Hosts where anybody gets a mailbox have nobody's hand, and throw-away hosts are a
 * signal of their own.
 * @param host lower-case host name of the mailbox
 * @returns the registrable domain by the Public Suffix List, its section of private domains included, since their customers
 *   are strangers to each other; undefined where the mailbox is of a public host
 */
export function privateMailDomain(host: string): string | undefined {
  const domain = registrableDomain(host);
  return domain === undefined || isPublicMailDomain(domain) || isDisposable(host) ? undefined : domain;
}

/** The part of a host name that somebody registered; undefined of a bare public suffix and of what is no host. */
export function registrableDomain(host: string): string | undefined {
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined;
}
