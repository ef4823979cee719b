import { networkKeys } from "../platform/callers/network-address.ts";
import { describeError, log } from "../platform/log.ts";
import type { Problem } from "../wire/problem.ts";
import type { HttpContext } from "./env.ts";

/**
 * The limit of public calls by network address, and more loosely by the network that it belongs to. Counted per location and
 * approximate, as the runtime offers it; whole carriers share an address, so it is set to stop floods and nothing finer.
 * @returns the problem where the address has called too often
 */
export async function exceedsPublicLimit(c: HttpContext): Promise<Problem | undefined> {
  if (await mayCall(c, c.env.PUBLIC_LIMIT, c.env.PUBLIC_NETWORK_LIMIT)) return undefined;
  return { slug: "rate-limited", detail: "This address calls too often. Wait a little.", retryAfterSeconds: 10 };
}

/** The same for reports, which people have to read: it is set to what a person could write. */
export async function exceedsReportLimit(c: HttpContext): Promise<Problem | undefined> {
  if (await mayCall(c, c.env.REPORT_LIMIT, c.env.REPORT_NETWORK_LIMIT)) return undefined;
  return {
    slug: "rate-limited",
    detail: "This address reports too much at once. Wait a minute.",
    retryAfterSeconds: 60,
  };
}

/** A limiter that fails lets every call through: it is there to keep the service up, not to take it down. */
async function mayCall(c: HttpContext, limiter: RateLimit, networkLimiter: RateLimit): Promise<boolean> {
  const { caller, network } = networkKeys(clientAddress(c));
  try {
    const counted = await Promise.all([
      limiter.limit({ key: caller }),
      network === undefined ? { success: true } : networkLimiter.limit({ key: network }),
    ]);
    return counted.every(({ success }) => success);
  } catch (error) {
    log("limit-unavailable", { requestId: c.get("requestId"), detail: describeError(error) });
    return true;
  }
}

/** The caller's address as the edge saw it. No other header is ever believed. */
export function clientAddress(c: HttpContext): string {
  return c.req.header("cf-connecting-ip") ?? "unknown";
}
