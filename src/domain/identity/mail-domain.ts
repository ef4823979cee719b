import { getDomain } from "tldts";
import { isDisposable } from "./disposable.ts";
import { isPublicMailDomain } from "./public-mail-domains.ts";

/**
 * The domain of a mailbox that is not a public mail provider's. Its owner may let every name at it arrive
 * in one place (a *catch-all*), which is not seen from outside without asking its mail server; so the domain is what many
 * accounts of one owner have in common. Public providers have no such owner, and throw-away hosts are a
 * signal of their own.
 * @param host lower-case host name of the mailbox
 * @returns the registrable domain by the Public Suffix List, its section of private domains included, since their customers
 *   are strangers to each other; undefined where the mailbox is of a public host
 */
export function privateMailDomain(host: string): string | undefined {
  const domain = registrableDomain(host);
  return domain === undefined || isPublicMailDomain(domain) || isDisposable(host) ? undefined : domain;
}

/** The registered part of a host name; undefined of a bare public suffix and of what is no host. */
export function registrableDomain(host: string): string | undefined {
  return getDomain(host, { allowPrivateDomains: true }) ?? undefined;
}
