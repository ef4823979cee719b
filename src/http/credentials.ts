import type { HttpContext } from "./env.ts";

/** The key that a request shows; the name of the scheme is not case-sensitive (RFC 9110, section 11.1). */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}

/** Writes by staff come from our own pages only, even with a valid session. */
export function isSameOrigin(c: HttpContext): boolean {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  return (site === undefined || site === "same-origin") && origin === new URL(c.req.url).origin;
}
