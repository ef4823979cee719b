import * as z from "zod";
import { AUTHORIZED_SELLERS_AUDIENCE } from "../../../domain/tokens/kinds.ts";
import { isValidAt, type Partner } from "../authorized/partner.ts";
import type { Brand } from "../brand/brand.ts";

/** A list older than this is not believed: who was authorized then may not be now. */
const LIST_TTL_SECONDS = 24 * 3600;

/** Claims of the public list: who may sell for the brand, until when this list may be relied on. */
export const authorizedSellersClaims = z.strictObject({
  iss: z.string(),
  aud: z.literal(AUTHORIZED_SELLERS_AUDIENCE),
  iat: z.int().nonnegative(),
  exp: z.int().nonnegative(),
  /** Of the registry; it grows with each change. */
  version: z.int().nonnegative(),
  /** The brands themselves. Each host covers its subdomains. */
  brands: z.array(z.strictObject({ name: z.string(), hosts: z.array(z.string()) })),
  /** A seller's own hosts cover their subdomains; a page on a marketplace covers only what lies under its path. */
  sellers: z.array(
    z.strictObject({
      legalName: z.string(),
      storefrontNames: z.array(z.string()),
      hosts: z.array(z.string()),
      urlPrefixes: z.array(z.string()),
      regions: z.array(z.string()),
      validFrom: z.string(),
      validTo: z.string().optional(),
    }),
  ),
});
export type AuthorizedSellersClaims = z.infer<typeof authorizedSellersClaims>;

export type SellersList = {
  readonly issuer: string;
  readonly version: number;
  readonly brands: readonly Brand[];
  readonly partners: readonly Partner[];
};

/** The exact payload of the list at a moment: only partners whose authorization holds then. */
export function authorizedSellersPayload({ issuer, version, brands, partners }: SellersList, nowMs: number): string {
  const issuedAtSeconds = Math.floor(nowMs / 1000);
  const claims: AuthorizedSellersClaims = {
    iss: issuer,
    aud: AUTHORIZED_SELLERS_AUDIENCE,
    iat: issuedAtSeconds,
    exp: issuedAtSeconds + LIST_TTL_SECONDS,
    version,
    brands: brands.map(({ profile }) => ({ name: profile.name, hosts: profile.hosts })),
    sellers: partners
      .filter((partner) => isValidAt(partner, nowMs))
      .map(({ legalName, storefrontNames, hosts, urlPrefixes, regions, validFrom, validTo }) => ({
        legalName,
        storefrontNames: [...storefrontNames],
        hosts: [...hosts],
        urlPrefixes: [...urlPrefixes],
        regions: [...regions],
        validFrom,
        ...(validTo === undefined ? {} : { validTo }),
      })),
  };
  return JSON.stringify(claims);
}
