import { CHARTER_FIXED_AHEAD_MS, DRAW_AFTER_LEAD_SECONDS_MIN, FAIR_WINDOW_DRAW_AFTER_SECONDS } from "../limits.ts";
import type { RegistrationTerms } from "./registration.ts";

/** In which order who registered may buy: drawn, and each called in turn. Times are milliseconds since the epoch. */
export type DrawTerms = {
  /** The first round of the beacon at this moment or after it decides. */
  readonly drawAtMs: number;
  /** So long before the round at the latest the list is public. */
  readonly leadSeconds: number;
  /** How long who is called has a unit to buy. */
  readonly turnSeconds: number;
  /** Tickets that one entry has at most. */
  readonly weightMax: number;
};

/** A flash sale in which it does not matter who is faster: registration is its first seconds, and the rest a draw. */
export type FairWindowTerms = {
  readonly seconds: number;
  /** Places that are called in a second. */
  readonly admitPerSecond: number;
};

/** Freezing takes seconds, and turns are as long as somebody at the page needs: nobody else waits in a fair window. */
const FAIR_WINDOW = { leadSeconds: 5, turnSeconds: 120, weightMax: 1 } as const;

/** What a fair window is made of: a short registration, and a draw in which everybody has one ticket. */
export function termsOfFairWindow(
  opensAtMs: number,
  { seconds }: Pick<FairWindowTerms, "seconds">,
  shards: number,
): { readonly registration: RegistrationTerms; readonly draw: DrawTerms } {
  const closesAtMs = opensAtMs + seconds * 1000;
  return {
    registration: { opensAtMs, closesAtMs, shards },
    draw: { ...FAIR_WINDOW, drawAtMs: closesAtMs + FAIR_WINDOW_DRAW_AFTER_SECONDS * 1000 },
  };
}

/** The earliest draw after a registration: the list is out by its lead, and making it takes a while. */
export function earliestDrawMs({ closesAtMs }: Pick<RegistrationTerms, "closesAtMs">, leadSeconds: number): number {
  return closesAtMs + (leadSeconds + DRAW_AFTER_LEAD_SECONDS_MIN) * 1000;
}

/**
 * Whether what the charter of a draw says is fixed: once registration is open, and a moment before, so that the last charter is
 * out when it opens.
 */
export function isChartered(
  {
    registration,
    draw,
  }: { readonly registration?: RegistrationTerms | undefined; readonly draw?: DrawTerms | undefined },
  nowMs: number,
): boolean {
  return registration !== undefined && draw !== undefined && nowMs >= registration.opensAtMs - CHARTER_FIXED_AHEAD_MS;
}
