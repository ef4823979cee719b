import type { Config } from "../config.ts";

/** Names that are reserved for documents and tests. RFC 2606. */
const RESERVED_HOST = /(^|\.)(example|invalid|test|example\.(com|net|org))$/;

/** Whether an address is one of documents, which no browser reaches. */
export function isReservedHost(url: string): boolean {
  return RESERVED_HOST.test(new URL(url).hostname);
}

/** Settings with which the service runs and cannot be used, each with what to do. */
export function unfinishedSettings({ issuer, shops, staff }: Config): readonly string[] {
  return [
    ...(isReservedHost(issuer)
      ? ["ISSUER: is a name for documents; set the address at which shops and browsers reach this service"]
      : []),
    ...(shops.size === 0 ? ["SHOPS: names no shop, so no sale can be created; OPERATIONS.md says how to add one"] : []),
    ...(staff.roles.size === 0 ? ["STAFF_ROLES: names nobody, so the console lets nobody in"] : []),
    ...(staff.access === undefined
      ? ["ACCESS_TEAM_DOMAIN, ACCESS_AUDIENCE: not both are set, so no staff route answers"]
      : []),
  ];
}
