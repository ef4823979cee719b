import { isRecord } from "../is-record.ts";

/**
 * What a shop's backend answers to an order, as JSON: of the service's answer, the part that is meant for a browser. All else
 * is the shop's own.
 */
export type ShopAnswer = {
  readonly buyer?: { readonly code: string; readonly message: string; readonly next: string } | undefined;
  readonly allocation?:
    | {
        /** `held`, `sold_out`, `none`, or one that is newer than this page. */
        readonly status: string;
        /** RFC 3339: until when a held unit waits to be paid. */
        readonly expiresAt?: string | undefined;
        readonly final?: boolean | undefined;
      }
    | undefined;
  readonly challenge?: { readonly id: string; readonly kinds: readonly string[] } | undefined;
  readonly retryVisitToken?: string | undefined;
  /** Of a registration: the browser keeps it, and asks by it how the registration stands. */
  readonly receipt?: string | undefined;
  readonly drawAt?: string | undefined;
  /** Of a problem document of the service (RFC 9457), where the shop passes one on. */
  readonly type?: string | undefined;
  readonly ahead?: number | undefined;
  readonly outlook?: string | undefined;
};

export type Sent =
  | { readonly kind: "answered"; readonly answer: ShopAnswer }
  /** The shop says that its checkout is busy: try the same order again after this time. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  | { readonly kind: "lost" };

const RETRY_AFTER_SECONDS = 2;
const RETRY_AFTER_SECONDS_MAX = 60;

/** Sends an order to the shop's backend as JSON. The same body twice is the same order: its `attempt` names it. */
export async function sendOrder(action: string, body: string): Promise<Sent> {
  try {
    const response = await fetch(action, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (response.status === 429 || response.status === 503) {
      return { kind: "busy", retryAfterMs: retryAfterMs(response.headers.get("retry-after")) };
    }
    // A server that failed may say so in JSON, and has said nothing of the order.
    if (response.status >= 500) return { kind: "lost" };
    const answer: unknown = await response.json();
    return isAnswer(answer) ? { kind: "answered", answer } : { kind: "lost" };
  } catch {
    return { kind: "lost" };
  }
}

function retryAfterMs(header: string | null): number {
  const seconds = header === null ? Number.NaN : Number(header);
  const wanted = Number.isFinite(seconds) && seconds > 0 ? seconds : RETRY_AFTER_SECONDS;
  return Math.min(wanted, RETRY_AFTER_SECONDS_MAX) * 1000;
}

/** What would be shown wrongly is no answer. */
function isAnswer(answer: unknown): answer is ShopAnswer {
  if (!isRecord(answer)) return false;
  const { buyer, allocation, challenge } = answer;
  if (isRecord(allocation) && allocation.status === "held" && Number.isNaN(Date.parse(String(allocation.expiresAt)))) {
    return false;
  }
  return (
    (buyer === undefined || (isRecord(buyer) && typeof buyer.message === "string")) &&
    (allocation === undefined || isRecord(allocation)) &&
    (challenge === undefined || (isRecord(challenge) && Array.isArray(challenge.kinds)))
  );
}
