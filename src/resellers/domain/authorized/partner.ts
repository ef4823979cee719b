import { dayOf } from "../../../domain/day.ts";
import type { PartnerPlace } from "./place.ts";

/** A day as partners' contracts write it: `2026-11-30`, in UTC. */
export type Day = string;

/**
 * A seller whom the brand has authorized, as the registry keeps it. Its own hosts cover their subdomains; a page on a
 * marketplace covers only what lies under its path.
 */
export type Partner = {
  readonly id: string;
  readonly legalName: string;
  readonly storefrontNames: readonly string[];
  readonly aliases: readonly string[];
  /** Host names in lower case, A-labels. */
  readonly hosts: readonly string[];
  /** Host and path without scheme, `market.example/stores/north`. */
  readonly urlPrefixes: readonly string[];
  /** ISO 3166-1 alpha-2 codes; none means everywhere. */
  readonly regions: readonly string[];
  /** The first and the last day on which the authorization holds. */
  readonly validFrom: Day;
  readonly validTo?: Day | undefined;
  /** Names its own page here, `/p/{linkCode}`; no two partners have the same. */
  readonly linkCode?: string | undefined;
  /** As people dial it. */
  readonly phone?: string | undefined;
  /** Its stores; absent where it has none. */
  readonly places?: readonly PartnerPlace[] | undefined;
};

/** 3 to 32 letters in lower case, digits and hyphens, none at an end: it is printed and typed. */
export function isLinkCode(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/.test(text);
}

const DAY_MS = 86_400_000;

/** The start of a day in milliseconds since the epoch, or undefined where the text is no day of the calendar. */
export function dayStartMs(day: Day): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return undefined;
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const startMs = Date.UTC(year, month - 1, date);
  const read = new Date(startMs);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === date ? startMs : undefined;
}

/** Whether the authorization holds at a moment; its last day counts whole. */
export function isValidAt(partner: Partner, nowMs: number): boolean {
  const fromMs = dayStartMs(partner.validFrom);
  const lastMs = partner.validTo === undefined ? Number.POSITIVE_INFINITY : dayStartMs(partner.validTo);
  return fromMs !== undefined && lastMs !== undefined && nowMs >= fromMs && nowMs < lastMs + DAY_MS;
}

/** The day before the one that a moment lies on. */
export function dayBefore(nowMs: number): Day {
  return dayOf(nowMs - DAY_MS);
}
