import { importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from "jose";

/** The development stand-in for a Cloudflare Access team: the same token, signed by a key of this machine. */
export type AccessIssuer = {
  /** Private RSA key with `kid`. */
  readonly key: JWK;
  readonly issuer: string;
  readonly audience: string;
};

export const ACCESS_TTL_SECONDS = 12 * 3600;
const ALGORITHM = "RS256";

type MintOptions = { readonly issuer: AccessIssuer; readonly nowMs: number };

/**
 * A token as Cloudflare Access issues it for a person of an application.
 * @see https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/application-token/
 */
export async function mintAccessToken({
  person: { email, sub },
  ...options
}: MintOptions & { readonly person: { readonly email: string; readonly sub: string } }): Promise<string> {
  return await mint({ email }, sub, options);
}

/** A token as Cloudflare Access issues it for a program that showed a service token: a client id and no subject. */
export async function mintServiceToken({
  clientId,
  ...options
}: MintOptions & { readonly clientId: string }): Promise<string> {
  return await mint({ common_name: clientId }, "", options);
}

async function mint(claims: JWTPayload, sub: string, { issuer, nowMs }: MintOptions): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000);
  return new SignJWT({ ...claims, type: "app" })
    .setProtectedHeader({ alg: ALGORITHM, kid: kidOf(issuer.key), typ: "JWT" })
    .setIssuer(issuer.issuer)
    .setAudience([issuer.audience])
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TTL_SECONDS)
    .sign(await importJWK(issuer.key, ALGORITHM));
}

/** Whether a token is one of ours and still good. */
export async function verifyAccessToken(token: string, { key, issuer, audience }: AccessIssuer, nowMs: number) {
  try {
    await jwtVerify(token, await importJWK(publicKey(key), ALGORITHM), {
      issuer,
      audience,
      algorithms: [ALGORITHM],
      currentDate: new Date(nowMs),
    });
    return true;
  } catch {
    return false;
  }
}

/** The public half of the key, as it stands in the JWKS. */
export function publicKey(key: JWK): JWK {
  const { kty, n, e } = key;
  return { kty, n, e, kid: kidOf(key), alg: ALGORITHM, use: "sig" };
}

/**
 * Reads the private key that the launcher hands over.
 * @throws TypeError when it is not a JWK with a `kid`
 */
export function parseStaffKey(json: string): JWK {
  const key: JWK = JSON.parse(json);
  kidOf(key);
  return key;
}

function kidOf({ kid }: JWK): string {
  if (kid === undefined) throw new TypeError("The key of the staff issuer has no kid.");
  return kid;
}
