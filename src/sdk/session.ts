import { type Observations, watchAll } from "./collect.ts";
import { deviceKey } from "./device-key.ts";
import type { Source } from "./observation.ts";
import { requestPrivateToken, requestVisit, type Visit } from "./transport.ts";
import { within } from "./within.ts";

/** A press on "buy" waits no longer than this for a visit that does not come: a challenge takes a slow machine longer. */
const VISIT_PATIENCE_MS = 8_000;
/**
 * A browser whose storage hangs has no key. A busy machine takes seconds to open the storage and to make the key, and a visit
 * that began without it can never be proved, so that whoever is slow would be asked for more.
 */
const KEY_PATIENCE_MS = 10_000;
/** A visit waits no longer for a private token, which the browser may have to fetch from its maker. */
const TOKEN_PATIENCE_MS = 2_000;
/** Once "buy" is pressed the visit begins without a key that takes longer, and still arrives in time. */
const PRESSED_KEY_PATIENCE_MS = 5_000;

export type StartOptions = {
  readonly saleId: string;
  /** Where the service is, without a slash at the end; by default where the page is. */
  readonly baseUrl?: string | undefined;
  /** Who led the buyer here: `partner` of the address that a partner's page leads to. */
  readonly partner?: string | undefined;
  /** Whether to ask the browser for a Private Access Token before the visit: one call more, which most browsers answer with 401. */
  readonly privateToken?: boolean | undefined;
  /** The form whose filling is observed; by default every text field of the page. */
  readonly form?: HTMLFormElement | undefined;
  /** `botd` of the part of that name, where that library is to look for automation too. */
  readonly botd?: Source<unknown> | undefined;
};

/** What a checkout carries: `visitToken` and `signals` go into its body untouched. */
export type Collected = {
  readonly visitToken?: string | undefined;
  readonly signals: { readonly v: 1; readonly observations: Observations; readonly proof?: string | undefined };
};

export type Session = {
  /** What was observed until now, with a visit token that has not been used. Never rejects. */
  readonly collect: () => Promise<Collected>;
  /** Takes the `retryVisitToken` of an answer, so that the next try keeps the time of the first. */
  readonly retryWith: (retryVisitToken: string) => void;
  /** The token that the visit began with. It names the visit where a challenge is settled, whether or not it was spent. */
  readonly visitToken: () => string | undefined;
  /** Now by the server's clock, in milliseconds since the epoch; by the browser's until the visit has arrived. */
  readonly serverNow: () => number;
  /** Resolves when the visit has arrived or has failed to. */
  readonly ready: Promise<void>;
  /** Ends all observation. */
  readonly stop: () => void;
};

/** Begins a visit and observes until `stop`. Never throws. */
export function start({ saleId, baseUrl = "", partner, privateToken, form, botd }: StartOptions): Session {
  const ending = new AbortController();
  const observe = watchAll({ form, botd, signal: ending.signal });
  const startedAtMs = performance.now();
  let hurry: () => void = () => undefined;
  const hurried = new Promise<undefined>((resolve) => {
    hurry = () => setTimeout(() => resolve(undefined), PRESSED_KEY_PATIENCE_MS);
  });
  const key = Promise.race([within(KEY_PATIENCE_MS, deviceKey()), hurried]);
  const token = privateToken ? within(TOKEN_PATIENCE_MS, requestPrivateToken(baseUrl, saleId)) : undefined;
  let visit: Visit | undefined;
  let unspent: { readonly token: string; readonly expiresAtMs: number } | undefined;
  let beginning = begin();

  async function begin(): Promise<"ended"> {
    const deviceKeyThumbprint = (await key)?.thumbprint;
    visit = await requestVisit({ baseUrl, saleId, deviceKeyThumbprint, partner, privateToken: await token });
    unspent = visit && { token: visit.visitToken, expiresAtMs: visit.expiresAtMs };
    return "ended";
  }

  function serverNow(): number {
    return visit === undefined ? Date.now() : visit.serverTimeMs + performance.now() - visit.arrivedAtMs;
  }

  async function spendToken(): Promise<string | undefined> {
    hurry();
    const ended = await within(VISIT_PATIENCE_MS, beginning);
    if (ended !== undefined && (unspent === undefined || serverNow() >= unspent.expiresAtMs)) {
      beginning = begin();
      await within(VISIT_PATIENCE_MS, beginning);
    }
    const token = unspent?.token;
    unspent = undefined;
    return token;
  }

  async function collect(): Promise<Collected> {
    const visitToken = await spendToken();
    const observations = observe({ sinceMs: visit?.arrivedAtMs ?? startedAtMs, nowMs: performance.now() });
    const proof =
      visitToken === undefined || visit === undefined
        ? undefined
        : await (await key)?.prove({ nonce: visit.nonce, sale: saleId, observations }).catch(() => undefined);
    return { visitToken, signals: { v: 1, observations, ...(proof === undefined ? {} : { proof }) } };
  }

  return {
    collect,
    retryWith(token) {
      // A retry keeps the start of the visit, and with it the end.
      unspent = { token, expiresAtMs: visit?.expiresAtMs ?? Number.POSITIVE_INFINITY };
    },
    visitToken: () => visit?.visitToken,
    serverNow,
    ready: beginning.then(() => undefined),
    stop: () => ending.abort(),
  };
}
