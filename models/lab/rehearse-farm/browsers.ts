import type { JudgedVisit } from "../../../src/domain/sale/commands/prepare-attempt.ts";
import { VISIT_AUDIENCE } from "../../../src/domain/tokens/kinds.ts";
import { type VisitTokenClaims, visitTokenClaims } from "../../../src/domain/tokens/visit-token.ts";
import { createRandomApart } from "../../../test/rig/shared/random.ts";
import { type Forgery, openMs, readable } from "../eval-unseen/forgeries.ts";
import { simulatedPayload } from "../eval-unseen/simulated-payload.ts";
import { BROWSERS } from "./assumptions.ts";
import type { Browser, Buyer, Means } from "./buyer.ts";
import { HOUR_MS, SALE_ID } from "./rehearsed-sale.ts";

/**
 * The same buyers with browsers: people send what simulated hands do on the devices that they have, and the farm a payload that is forged
 * for each try, with a key and a device of its own, since neither costs it anything.
 */
export function withBrowsers(buyers: readonly Buyer[], forgery: Forgery, seed: number): Buyer[] {
  const random = createRandomApart(seed);
  const filling = () =>
    random.chance(BROWSERS.phoneShare) ? "phone" : random.chance(BROWSERS.savedShare) ? "saved address" : "typed";
  return buyers.map((buyer) => {
    const give = (means: Means, at: number): Means => {
      if (buyer.side === "person") {
        return {
          ...means,
          browser: { key: means.device, observations: readable(simulatedPayload(filling(), random)) },
        };
      }
      const device = `forged-${buyer.account.id}-${at}`;
      return { ...means, device, browser: { key: device, observations: readable(forgery.make(random)) } };
    };
    const [first, ...others] = buyer.tries;
    return { ...buyer, tries: [give(first, 0), ...others.map((means, at) => give(means, at + 1))] };
  });
}

/** The visit that a browser has begun when it comes: its page was open before, for as long as it says. */
export function beginVisit({ key, observations }: Browser, atMs: number, jti: string): VisitTokenClaims {
  const start = Math.max(0, atMs - openMs(observations) - BROWSERS.visitBeforePageMs);
  const exp = Math.floor((atMs + HOUR_MS) / 1000);
  return { aud: VISIT_AUDIENCE, sale: SALE_ID, jti, nonce: jti, start, exp, retries: 0, deviceKey: key };
}

/** The visit of which a sale or a settled challenge gave the payload, so that its holder may try again. */
export function retryVisit(payload: string | undefined): VisitTokenClaims | undefined {
  return payload === undefined ? undefined : visitTokenClaims.parse(JSON.parse(payload));
}

/** What the Worker makes of a live visit and of a browser that proves its key. */
export function judgedVisit(claims: VisitTokenClaims, { key, observations }: Browser, atMs: number): JudgedVisit {
  return {
    claims,
    client: { state: "ok", observations, deviceKeyThumbprint: key },
    facts: { state: "ok", elapsedMs: Math.max(0, atMs - claims.start), retries: claims.retries },
  };
}
