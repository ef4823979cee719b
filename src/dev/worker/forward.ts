import { parse } from "hono/utils/cookie";
import type { Service } from "./env.ts";
import { type AccessIssuer, verifyAccessToken } from "./staff/access-token.ts";

/** The cookie in which Cloudflare Access keeps its token. */
export const ACCESS_COOKIE = "CF_Authorization";
const ASSERTION_HEADER = "Cf-Access-Jwt-Assertion";
/** Everybody who reaches the development composition is on this machine. */
const LOCAL_ADDRESS = "127.0.0.1";

type ForwardingOptions = {
  readonly firsthand: Service;
  readonly issuer: AccessIssuer;
  readonly now: () => number;
};

/**
 * Passes a request on as Cloudflare Access does in production: the signed-in person goes along as a header, and who asks
 * for the console without being signed in is sent to the sign-in page.
 */
export function createForwarding({
  firsthand,
  issuer,
  now,
}: ForwardingOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const headers = new Headers(request.headers);
    headers.set("CF-Connecting-IP", LOCAL_ADDRESS);
    const assertion = headers.get(ASSERTION_HEADER) ?? (await signedIn(request, issuer, now()));
    if (assertion !== undefined) headers.set(ASSERTION_HEADER, assertion);
    else if (isConsolePage(request)) return signInFirst(request);
    return firsthand.fetch(new Request(request, { headers, redirect: "manual" }));
  };
}

async function signedIn(request: Request, issuer: AccessIssuer, nowMs: number): Promise<string | undefined> {
  const token = parse(request.headers.get("Cookie") ?? "", ACCESS_COOKIE)[ACCESS_COOKIE];
  if (token === undefined) return undefined;
  return (await verifyAccessToken(token, issuer, nowMs)) ? token : undefined;
}

function isConsolePage(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return request.method === "GET" && (pathname === "/console" || pathname.startsWith("/console/"));
}

function signInFirst(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  const location = `/dev/sign-in?returnTo=${encodeURIComponent(pathname + search)}`;
  return new Response(null, { status: 302, headers: { Location: location, "Cache-Control": "no-store" } });
}
