import { WEBHOOK_PATIENCE_MS } from "../../domain/limits.ts";
import type { DeliveryTry } from "./deliveries.ts";

/** What a receiver answered, or why there is no answer. */
export type Posted = DeliveryTry & { readonly retryAfterSeconds?: number | undefined };

/**
 * Posts one message. Of the answer only status and `Retry-After` are looked at: however long its body is, it is let go unread. A
 * redirect is a failure and is not followed, since it could lead anywhere.
 */
export async function postWebhook(
  url: string,
  { body, headers }: { readonly body: string; readonly headers: { readonly [name: string]: string } },
  nowMs: () => number,
  patienceMs = WEBHOOK_PATIENCE_MS,
): Promise<Posted> {
  const atMs = nowMs();
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      redirect: "manual",
      signal,
      headers: { ...headers, "Content-Type": "application/json", "User-Agent": "Firsthand-Webhooks/1" },
      body,
    });
    const { status } = response;
    const retryAfterSeconds = secondsOf(response.headers.get("Retry-After"), nowMs());
    await response.body?.cancel();
    const failed = status >= 300 && status < 400 ? "redirect" : status < 200 || status >= 400 ? "status" : undefined;
    return { atMs, tookMs: nowMs() - atMs, status, failed, retryAfterSeconds };
  } catch {
    return { atMs, tookMs: nowMs() - atMs, failed: signal.aborted ? "timeout" : "unreachable" };
  }
}

/** Seconds, or the seconds until a date (RFC 9110, section 10.2.3); undefined for anything else. */
function secondsOf(retryAfter: string | null, nowMs: number): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const atMs = Date.parse(retryAfter);
  return Number.isNaN(atMs) ? undefined : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
