import { validSignals } from "../../domain/signals/client/valid-signals.ts";
import { type BrowserKey, newBrowserKey, provedSignals } from "./browser-key.ts";
import type { Call } from "./deployment.ts";
import { olderVisit } from "./forge.ts";
import { startVisit } from "./shopping.ts";

type Visited = {
  /** How long before the checkout the visit began. */
  readonly earlierMs?: number;
  readonly deviceId?: string;
  /** Of the browser; a new one where it is left out. */
  readonly key?: BrowserKey;
  readonly headers?: Call["headers"];
  readonly signals?: Parameters<typeof provedSignals>[1];
};

/** What a page with the SDK sends with its checkout: a visit of some time, signals, and the proof of the browser's key. */
export async function visited(
  saleId: string,
  { earlierMs = 40_000, deviceId, key: known, headers, signals = validSignals() }: Visited = {},
) {
  const key = known ?? (await newBrowserKey());
  const visit = await startVisit(
    saleId,
    { deviceKeyThumbprint: key.thumbprint, ...(deviceId === undefined ? {} : { deviceId }) },
    headers,
  );
  return {
    visitToken: await olderVisit(visit.visitToken, earlierMs),
    signals: await provedSignals(key, signals, { nonce: visit.nonce, sale: saleId }),
  };
}
