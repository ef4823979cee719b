import type { SalePhase } from "../../domain/sale/record.ts";

const PHASES = ["scheduled", "open", "paused", "sold_out", "closed"] as const satisfies readonly SalePhase[];

/** What the service tells everybody of a sale, and what its clock showed. Times are milliseconds since the epoch. */
export type PublicSale = {
  readonly phase: (typeof PHASES)[number];
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly serverTimeMs: number;
  /** When the answer came, on the page's monotonic clock. */
  readonly arrivedAtMs: number;
};

type Answer = { phase?: unknown; opensAt?: unknown; closesAt?: unknown; serverTimeMs?: unknown };

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

function saleOf({ phase, opensAt, closesAt, serverTimeMs }: Answer): PublicSale | undefined {
  if (!isPhase(phase) || typeof opensAt !== "string" || typeof closesAt !== "string") return undefined;
  if (typeof serverTimeMs !== "number") return undefined;
  return {
    phase,
    opensAtMs: Date.parse(opensAt),
    closesAtMs: Date.parse(closesAt),
    serverTimeMs,
    arrivedAtMs: performance.now(),
  };
}

function isPhase(phase: unknown): phase is PublicSale["phase"] {
  return PHASES.some((known) => known === phase);
}
