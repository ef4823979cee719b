import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

/**
 * The limit of public calls by network address. Counted per location and approximate, as the runtime offers it; whole
 * carriers share an address, so it is set to stop floods and nothing finer.
 * @returns the problem where the address has called too often
 */
export async function exceedsPublicLimit(c: HttpContext): Promise<Problem | undefined> {
  const { success } = await c.env.PUBLIC_LIMIT.limit({ key: clientAddress(c) });
  if (success) return undefined;
  return { slug: "rate-limited", detail: "This address calls too often. Wait a little.", retryAfterSeconds: 10 };
}

/** The same for reports, which people have to read: it is set to what a person could write. */
export async function exceedsReportLimit(c: HttpContext): Promise<Problem | undefined> {
  const { success } = await c.env.REPORT_LIMIT.limit({ key: clientAddress(c) });
  if (success) return undefined;
  return {
    slug: "rate-limited",
    detail: "This address reports too much at once. Wait a minute.",
    retryAfterSeconds: 60,
  };
}

/** The caller's address as the edge saw it. No other header is ever believed. */
export function clientAddress(c: HttpContext): string {
  return c.req.header("cf-connecting-ip") ?? "unknown";
}
