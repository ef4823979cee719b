import type { Checkout } from "../../checkout.ts";
import { hasBrowser } from "../../terms/channel.ts";
import type { ClientReading } from "../client/reading.ts";
import type { BrowserFacts } from "../signal.ts";
import { contradictionsOf } from "./coherence.ts";
import type { EdgeFacts } from "./edge-facts.ts";
import { claimOf } from "./user-agent.ts";

/** What the edge saw of a request of a browser. The score is Cloudflare's, where the plan has it, and never told to the browser. */
export type BrowserRequest = { readonly facts: EdgeFacts; readonly botScore?: number | undefined };

/** What a checkout brings of its browser. */
type Brought = {
  readonly checkout: Pick<Checkout, "channel" | "client">;
  /** The browser's own call. */
  readonly own?: BrowserRequest | undefined;
  /** What its live visit carries. */
  readonly atVisit?: EdgeFacts | undefined;
  readonly client: ClientReading;
};

/**
 * What is known of how a browser came. A shop's call is none of the buyer's: there its visit is looked at, and the user agent that the
 * shop passes on.
 */
export function browserFacts({ checkout, own, atVisit, client }: Brought): BrowserFacts | undefined {
  if (!hasBrowser(checkout.channel)) return undefined;
  const { userAgent } = checkout.client ?? {};
  const passedOn = userAgent === undefined ? undefined : claimOf(userAgent);
  const atCheckout = own === undefined ? passedOn : own.facts.claim;
  const seen = own?.facts ?? atVisit;
  return {
    seen,
    atCheckout,
    contradictions:
      seen === undefined ? undefined : contradictionsOf({ seen, atVisit: atVisit?.claim, atCheckout, client }),
    agent: own?.facts.agent ?? atVisit?.agent,
    botScore: own?.botScore,
  };
}
