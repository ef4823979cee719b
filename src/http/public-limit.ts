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
  if (await mayCall(c, { own: c.env.PUBLIC_LIMIT, network: c.env.PUBLIC_NETWORK_LIMIT })) return undefined;
  return { slug: "rate-limited", detail: "This address calls too often. Wait a little.", retryAfterSeconds: 10 };
}

/** Calls that are dear: reports, which people have to read, and beacons, whose check takes tens of milliseconds. Each counts by itself. */
type DearCall = "report" | "beacon";

/** The same for calls that are dear: it is set to what a person could write. */
export async function exceedsDearLimit(c: HttpContext, call: DearCall): Promise<Problem | undefined> {
  if (await mayCall(c, { own: c.env.REPORT_LIMIT, network: c.env.REPORT_NETWORK_LIMIT, call })) return undefined;
  return { slug: "rate-limited", detail: "This address asks too much at once. Wait a minute.", retryAfterSeconds: 60 };
}

type Limiters = { readonly own: RateLimit; readonly network: RateLimit; readonly call?: DearCall };

/** A limiter that fails lets every call through: it is there to keep the service up, not to take it down. */
async function mayCall(c: HttpContext, limiters: Limiters): Promise<boolean> {
  const { caller, network } = networkKeys(clientAddress(c));
  const counted = limiters.call === undefined ? "" : `${limiters.call} `;
  try {
    const answers = await Promise.all([
      limiters.own.limit({ key: `${counted}${caller}` }),
      network === undefined ? { success: true } : limiters.network.limit({ key: `${counted}${network}` }),
    ]);
    return answers.every(({ success }) => success);
  } catch (error) {
    log("limit-unavailable", { requestId: c.get("requestId"), detail: describeError(error) });
    return true;
  }
}

/** The caller's address as the edge saw it. No other header is ever believed. */
export function clientAddress(c: HttpContext): string {
  return c.req.header("cf-connecting-ip") ?? "unknown";
}
