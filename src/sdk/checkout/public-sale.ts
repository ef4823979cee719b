import { isRecord } from "../is-record.ts";

/** What the service tells everybody of a sale, and what its clock showed. Times are milliseconds since the epoch. */
export type PublicSale = {
  /** A service that is newer than this page may name a phase that it does not know. */
  readonly phase: string;
  /** Why it is paused, where that was said. */
  readonly pauseReason?: string | undefined;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly serverTimeMs: number;
  /** Where only who registered may buy: in which window. */
  readonly registration?: { readonly opensAtMs: number; readonly closesAtMs: number } | undefined;
  /** Who comes after that window may register too, and stands behind who came in it. */
  readonly takesLate?: boolean | undefined;
  /** Where an order is drawn among them: when. */
  readonly drawAtMs?: number | undefined;
  /** When the answer came, on the page's monotonic clock. */
  readonly arrivedAtMs: number;
};

/** Asks how a sale stands. @returns `undefined` where the service cannot be reached, or has no such sale */
export async function requestSale(baseUrl: string, saleId: string): Promise<PublicSale | undefined> {
  try {
    const url = `${baseUrl}/v1/sales/${encodeURIComponent(saleId)}`;
    const response = await fetch(url, { credentials: "omit", cache: "no-store" });
    return response.ok ? saleOf(await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

function saleOf(answer: unknown): PublicSale | undefined {
  if (!isRecord(answer)) return undefined;
  const { phase, pauseReason, opensAt, closesAt, serverTimeMs, registration, draw, fairWindowSeconds } = answer;
  if (typeof phase !== "string" || typeof opensAt !== "string" || typeof closesAt !== "string") return undefined;
  if (typeof serverTimeMs !== "number") return undefined;
  return {
    phase,
    ...(typeof pauseReason === "string" ? { pauseReason } : {}),
    opensAtMs: Date.parse(opensAt),
    closesAtMs: Date.parse(closesAt),
    serverTimeMs,
    ...(isRecord(registration)
      ? {
          registration: {
            opensAtMs: Date.parse(String(registration.opensAt)),
            closesAtMs: Date.parse(String(registration.closesAt)),
          },
        }
      : {}),
    ...(typeof fairWindowSeconds === "number" ? { takesLate: true } : {}),
    ...(isRecord(draw) ? { drawAtMs: Date.parse(String(draw.drawAt)) } : {}),
    arrivedAtMs: performance.now(),
  };
}
