import type { Checkout } from "../../checkout.ts";
import { hasBrowser } from "../../terms/channel.ts";
import type { BrowserFacts } from "../signal.ts";
import type { EdgeFacts } from "./edge-facts.ts";
import { claimOf } from "./user-agent.ts";

/** What the edge saw of a request of a browser. The score is Cloudflare's, where the plan has it, and never told to the browser. */
export type BrowserRequest = { readonly facts: EdgeFacts; readonly botScore?: number | undefined };

/**
 * What is known of how a browser came. A shop's call is none of the buyer's: there its visit is looked at, and the user agent that the
 * shop passes on.
 * @param own the browser's own checkout
 * @param atVisit what its live visit carries
 */
export function browserFacts(
  { channel, client }: Pick<Checkout, "channel" | "client">,
  own: BrowserRequest | undefined,
  atVisit: EdgeFacts | undefined,
): BrowserFacts | undefined {
  if (!hasBrowser(channel)) return undefined;
  const passedOn = client?.userAgent === undefined ? undefined : claimOf(client.userAgent);
  return {
    seen: own?.facts ?? atVisit,
    atVisit: atVisit?.claim,
    atCheckout: own === undefined ? passedOn : own.facts.claim,
    agent: own?.facts.agent ?? atVisit?.agent,
    botScore: own?.botScore,
  };
}
