import type { SellerUrl } from "../host/parse-seller-url.ts";
import { isValidAt, type Partner } from "./partner.ts";
import { withoutWww } from "./read-partner.ts";

/** A partner, and the host or page of theirs by which it was found: what is authorized, and nothing around it. */
export type FoundPartner = { readonly partner: Partner; readonly address: string };

export type PartnerIndex = {
  /**
   * The partner who sells at an address. A partner's own host covers its subdomains and every path; a page on a
   * marketplace covers what lies under it, by whole path segments, and nothing else on that host. Of several the most
   * specific one is found; an authorization that has not begun or has ended is none.
   */
  readonly find: (url: SellerUrl, nowMs: number) => FoundPartner | undefined;
};

export function buildPartnerIndex(partners: readonly Partner[]): PartnerIndex {
  const byHost = new Map<string, Partner[]>();
  const byPrefix = new Map<string, Partner[]>();
  for (const partner of partners) {
    for (const host of partner.hosts) add(byHost, host, partner);
    for (const prefix of partner.urlPrefixes) add(byPrefix, prefix, partner);
  }
  return {
    find: ({ host, path }, nowMs) => {
      const valid = (found: readonly Partner[] | undefined) => found?.find((partner) => isValidAt(partner, nowMs));
      const name = withoutWww(host.ascii);
      for (let length = path.length; length > 0 && byPrefix.size > 0; length -= 1) {
        const address = [name, ...path.slice(0, length)].join("/");
        const partner = valid(byPrefix.get(address));
        if (partner) return { partner, address };
      }
      if (byHost.size === 0) return undefined;
      for (let rest = name; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1)) {
        const partner = valid(byHost.get(rest));
        if (partner) return { partner, address: rest };
      }
      return undefined;
    },
  };
}

function add(map: Map<string, Partner[]>, key: string, partner: Partner): void {
  const partners = map.get(key);
  if (partners) partners.push(partner);
  else map.set(key, [partner]);
}
