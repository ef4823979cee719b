import type { Host } from "../host/parse-host.ts";
import { latinReading, lettersForDigits, shapeOf } from "../words/fold.ts";

/**
 * What the registered name of a host looks like, with hyphens taken out: cases with the same skeleton are often the same
 * people under another suffix or spelling (`xiaomi-store.top`, `xia0mistore.shop`).
 */
export function skeletonOf({ labels }: Host): string {
  const registered = labels.at(-1) ?? "";
  return shapeOf(lettersForDigits(latinReading(registered.replaceAll("-", "")))).text;
}
