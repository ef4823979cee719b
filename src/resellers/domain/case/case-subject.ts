import { err, ok, type Result } from "../../../domain/result.ts";
import { withoutWww } from "../authorized/read-partner.ts";
import type { SellerUrl } from "../host/parse-seller-url.ts";

/**
 * What a case about a seller is called: its host, or on a marketplace the page, since nobody there answers for the others.
 * @param marketplaces hosts that many sellers share, each with its subdomains
 * @returns an error where the address names a marketplace and no page of it
 */
export function caseSubject(
  { host, path }: SellerUrl,
  marketplaces: ReadonlySet<string>,
): Result<string, "shared-host"> {
  const name = withoutWww(host.ascii);
  if (!host.isPlatform && !hostAndParents(name).some((parent) => marketplaces.has(parent))) return ok(name);
  return path.length === 0 ? err("shared-host") : ok([name, ...path].join("/"));
}

/** Every subject that covers an address, the most specific first: the page, what it lies under, the host and its parents. */
export function coveringSubjects({ host, path }: SellerUrl): readonly string[] {
  const name = withoutWww(host.ascii);
  const pages = path.map((_, at) => [name, ...path.slice(0, path.length - at)].join("/"));
  return [...pages, ...hostAndParents(name)];
}

function hostAndParents(name: string): readonly string[] {
  const names: string[] = [];
  for (let rest = name; rest.includes("."); rest = rest.slice(rest.indexOf(".") + 1)) names.push(rest);
  return names;
}
