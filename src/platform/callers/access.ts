import { createRemoteJWKSet, jwtVerify } from "jose";
import * as z from "zod";
import { type Config, EMAIL_PREFIX, type StaffRole } from "../../config.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** A person of the staff, as Cloudflare Access names them. `sub` identifies; `email` is for showing. */
export type StaffMember = { readonly sub: string; readonly email: string; readonly role: StaffRole };

/** A program with a service token of Cloudflare Access, by the token's client id. */
export type ServiceIdentity = { readonly clientId: string };

export type CallerIdentity = { readonly person: StaffMember } | { readonly service: ServiceIdentity };

/**
 * `unproved`: no valid assertion of a person or of a known program. `no-role`: a person without a role here. `service`: a
 * known program where a person is needed.
 */
export type AccessRefusal =
  | { readonly kind: "not-configured" }
  | { readonly kind: "unproved" }
  | { readonly kind: "no-role"; readonly email: string }
  | { readonly kind: "service" };

const CERTIFICATES_MAX_AGE_MS = 10 * 60 * 1000;
const CERTIFICATES_COOLDOWN_MS = 30 * 1000;

/**
 * What an assertion says, as far as it is read. `aud` of jose may be a list that merely contains ours; Access writes a list of
 * exactly one. Access leaves the subject of a service token empty and gives it no e-mail.
 */
const accessClaims = z.object({
  aud: z.union([z.string(), z.tuple([z.string()])]).transform((aud) => [aud].flat()[0]),
  sub: z.string(),
  email: z.string().min(1).optional(),
  common_name: z.string().optional(),
  groups: z
    .array(z.unknown())
    .default([])
    .transform((groups) => groups.filter((group) => typeof group === "string")),
});

const certificates = new WeakMap<Config, ReturnType<typeof createRemoteJWKSet>>();

/** A person of the staff, by the assertion that Cloudflare Access adds to a request it let through. */
export async function verifyStaff(
  config: Config,
  assertion: string | undefined,
): Promise<Result<StaffMember, AccessRefusal>> {
  const identity = await verifyIdentity(config, assertion);
  if (!identity.ok) return identity;
  return "person" in identity.value ? ok(identity.value.person) : err({ kind: "service" });
}

/**
 * Verifies the assertion that Cloudflare Access adds to a request it let through: RS256 by the team's own keys, for this
 * application, about a person with a role or a program that the configuration names. Fails closed when the keys cannot be had.
 * @see https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/
 * @see https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/application-token/
 */
export async function verifyIdentity(
  config: Config,
  assertion: string | undefined,
): Promise<Result<CallerIdentity, AccessRefusal>> {
  const { access, roles, services } = config.staff;
  if (access === undefined) return err({ kind: "not-configured" });
  if (assertion === undefined) return err({ kind: "unproved" });
  let payload: unknown;
  try {
    const verified = await jwtVerify(assertion, certificatesOf(config, access.teamDomain), {
      algorithms: ["RS256"],
      issuer: access.teamDomain,
      requiredClaims: ["sub", "exp", "iat"],
    });
    payload = verified.payload;
  } catch {
    return err({ kind: "unproved" });
  }
  const claims = accessClaims.safeParse(payload);
  if (!claims.success || claims.data.aud !== access.audience) return err({ kind: "unproved" });
  const { sub, email, common_name: clientId, groups } = claims.data;
  // An assertion is of a person or of a program, never of both.
  if (sub === "" && email === undefined && clientId !== undefined && services.has(clientId)) {
    return ok({ service: { clientId } });
  }
  if (email === undefined || sub === "") return err({ kind: "unproved" });
  const names = [`${EMAIL_PREFIX}${email}`, ...groups.map((group) => `group:${group}`)];
  const role = names.map((name) => roles.get(name)).find((known) => known !== undefined);
  return role === undefined ? err({ kind: "no-role", email }) : ok({ person: { sub, email, role } });
}

function certificatesOf(config: Config, teamDomain: string): ReturnType<typeof createRemoteJWKSet> {
  const known = certificates.get(config);
  if (known !== undefined) return known;
  const set = createRemoteJWKSet(new URL("/cdn-cgi/access/certs", teamDomain), {
    cacheMaxAge: CERTIFICATES_MAX_AGE_MS,
    cooldownDuration: CERTIFICATES_COOLDOWN_MS,
  });
  certificates.set(config, set);
  return set;
}
