import { PRODUCT } from "./product.ts";

/** A moment written out in the shop's own zone: "Tuesday 1 December 2026 at 14:00 India Standard Time". */
export function openingWords(atMs: number): string {
  return inShop({
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "long",
  }).format(atMs);
}

/** A moment to come in the shop's own zone, as short as the day allows: "14:10", "Tuesday 1 December at 14:10". */
export function untilWords(atMs: number, nowMs: number): string {
  const clock = inShop({ hour: "2-digit", minute: "2-digit" });
  const day = inShop({ weekday: "long", day: "numeric", month: "long" });
  const [dayThen, dayNow] = [day.format(atMs), day.format(nowMs)];
  return dayThen === dayNow ? clock.format(atMs) : `${dayThen} at ${clock.format(atMs)}`;
}

function inShop(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: PRODUCT.timeZone });
}
