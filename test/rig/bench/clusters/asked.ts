import { identify } from "../../../../src/domain/identity/identify.ts";
import { isNewAccount } from "../../../../src/domain/identity/new-account.ts";
import { rangeOfNewAccount } from "../../../../src/domain/identity/phone-range.ts";
import { keysOf, pseudonymsFor } from "../../../../src/domain/identity/pseudonym.ts";
import type { Asked } from "../../../../src/domain/sale/history/history.ts";
import { link } from "../../../../src/domain/sale/history/links.ts";
import { deriveSignals, REQUEST_SIGNALS } from "../../../../src/domain/signals/catalogue.ts";
import { shopCheckoutBody } from "../../../../src/wire/checkout.ts";

const pseudonym = pseudonymsFor("bench-shop", { epoch: "bench", key: new Uint8Array(32) });

/** What a sale is asked about a checkout: everything that the Worker does before is done. */
export function askedOf(body: object, nowMs: number): Asked {
  const checkout = shopCheckoutBody.parse(body);
  const { values, facts } = identify(checkout);
  const keys = keysOf(values, pseudonym);
  const range = rangeOfNewAccount(values, checkout.account, nowMs);
  const domain = isNewAccount(checkout.account, nowMs) ? values.mailDomain : undefined;
  const signals = deriveSignals(REQUEST_SIGNALS, {
    checkout,
    keys,
    identity: facts,
    visit: { state: "missing" },
    client: { state: "absent" },
    nowMs,
  });
  return {
    keys,
    signals,
    holderKey: undefined,
    timingLink: undefined,
    bandLinks: [],
    likeness: { byBrowser: true, direct: true, cadence: undefined },
    rangeLink: range === undefined ? undefined : link("range", pseudonym("range", range)),
    mailDomainLink: domain === undefined ? undefined : link("domain", pseudonym("host", domain)),
    nearAsked: values.nearAsked?.map((value) => pseudonym("near", value)),
    nearKept: values.nearKept === undefined ? undefined : pseudonym("near", values.nearKept),
  };
}

/** The same without anything that somebody else could bring too: an account and nothing else. */
export function withoutCompany({ keys: { account }, signals, likeness }: Asked): Asked {
  return { keys: { account }, signals, likeness, holderKey: undefined, timingLink: undefined, bandLinks: [] };
}
