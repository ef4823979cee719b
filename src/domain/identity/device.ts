import type { Checkout } from "../checkout.ts";

/**
 * The device as the shop or the browser names it. Identical telephones share fingerprints, so a shop that only has a
 * fingerprint must not send it as an id: what is claimed here counts against the device's limit.
 */
export function deviceValue(device: Checkout["device"]): string | undefined {
  return device?.id.trim() || undefined;
}
