import type { Host } from "../host/parse-host.ts";
import { latinReading, lettersForDigits, shapeOf } from "../words/fold.ts";

/**
 * What the name that a seller chose looks like, with hyphens taken out: the registered name of a host, or on a marketplace
 * the last part of the page. Cases with the same skeleton are often the same people under another suffix or spelling
 * (`xiaomi-store.top`, `xia0mistore.shop`).
 */
export function skeletonOf({ labels }: Host, subject: string): string {
  const chosen = subject.includes("/") ? subject.split("/").at(-1) : labels.at(-1);
  return shapeOf(lettersForDigits(latinReading((chosen ?? "").toLowerCase().replaceAll("-", "")))).text;
}
