import { env } from "cloudflare:test";
import { CompactSign, importJWK, type JWK } from "jose";
import { vi } from "vitest";

/** The key of the Access team of this run. */
export function teamKey(): JWK {
  return JSON.parse(env.TEST_ACCESS_KEY);
}

/**
 * Stands for the certificates of the Access team, the one address that the service ever fetches. Everything else that would
 * leave the test fails.
 */
export function serveCertificates(): void {
  const { kty, n, e, kid } = teamKey();
  vi.stubGlobal("fetch", async (input: RequestInfo | URL) => {
    const url = input instanceof Request ? input.url : String(input);
    if (url !== `${env.ACCESS_TEAM_DOMAIN}/cdn-cgi/access/certs`) throw new TypeError(`Nothing fetches ${url}.`);
    return Response.json({ keys: [{ kty, n, e, kid, alg: "RS256", use: "sig" }] });
  });
}

/** Claims as Access writes them for a person; `change` replaces some, and undefined leaves one out. */
export function personClaims(change: object = {}): object {
  const nowSeconds = Math.floor(Date.now() / 1000);
  return {
    iss: env.ACCESS_TEAM_DOMAIN,
    aud: [env.ACCESS_AUDIENCE],
    sub: "person-1",
    email: "trust@staff.example",
    type: "app",
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + 3600,
    ...change,
  };
}

/** An assertion of the team about a person. */
export async function assertion(change: object = {}, header: object = {}): Promise<string> {
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(personClaims(change))))
    .setProtectedHeader({ alg: "RS256", kid: "access-key", typ: "JWT", ...header })
    .sign(await importJWK(teamKey(), "RS256"));
}
