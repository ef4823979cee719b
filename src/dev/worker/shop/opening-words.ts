import { PRODUCT } from "./product.ts";

/** A moment written out in the shop's own zone: "Tuesday 1 December 2026 at 14:00 India Standard Time". */
export function openingWords(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "long",
    timeZone: PRODUCT.timeZone,
  }).format(atMs);
}

/** The time of day in the shop's own zone: "14:10". */
export function clockWords(atMs: number): string {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: PRODUCT.timeZone }).format(
    atMs,
  );
}
