import { identify } from "../../../../src/domain/identity/identify.ts";
import { NO_VISIT, prepareAttempt } from "../../../../src/domain/sale/commands/prepare-attempt.ts";
import type { HistoryQuery } from "../../../../src/domain/sale/history/history.ts";
import { shopCheckoutBody } from "../../../../src/wire/checkout.ts";

const PEPPER = { epoch: "bench", key: new Uint8Array(32) };

/** What a sale is asked about a checkout: everything that the Worker does before is done. */
export function askedOf(body: object, nowMs: number): HistoryQuery {
  const checkout = shopCheckoutBody.parse(body);
  const { keys, withoutVisit, nearAsked, nearFoundBy } = prepareAttempt({
    request: { shop: "bench-shop", checkout, nowMs },
    identity: identify(checkout),
    visit: NO_VISIT,
    scorer: () => [],
    deployment: { challengeKinds: [] },
  })(PEPPER);
  const { signals, crowd = [] } = withoutVisit;
  return {
    keys,
    signals,
    crowd,
    nearAsked,
    nearFoundBy,
    holderKey: undefined,
    likeness: { byBrowser: true, cohorts: [{ kind: "direct" }] },
  };
}

/** The same without anything that somebody else could bring too: an account and nothing else. */
export function withoutLikeness({ keys: { account }, signals, likeness }: HistoryQuery): HistoryQuery {
  return { keys: { account }, signals, likeness, holderKey: undefined, crowd: [] };
}
