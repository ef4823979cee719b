import type { Checkout } from "../checkout.ts";

/**
 * The means of payment as the shop's provider recognises it. Fingerprints of two methods are different number spaces,
 * so the method is part of the value; a fingerprint is opaque and keeps its letter case.
 * @returns undefined where the shop sent no fingerprint (cash on delivery has none)
 */
export function paymentValue({ method, fingerprint }: Checkout["payment"]): string | undefined {
  const mark = fingerprint?.trim();
  return mark ? `${method.trim().toLowerCase()}:${mark}` : undefined;
}
