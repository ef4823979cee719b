/**
 * An amount as people write it, in minor units of its currency: "13999.00" of INR is 1399900, "13999" of JPY is 13999. Exact:
 * no floating point touches it.
 * @param currency an ISO 4217 code; its number of decimals is the one of ICU
 * @returns undefined for anything but digits with a point, and for more decimals than the currency has
 */
export function priceMinor(text: string, currency: string): number | undefined {
  const [, whole, decimals = ""] = /^(\d{1,13})(?:\.(\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  const [kept, rest] = [decimals.slice(0, digits), decimals.slice(digits)];
  if (/[1-9]/.test(rest)) return undefined;
  const amountMinor = Number(whole + kept.padEnd(digits, "0"));
  return Number.isSafeInteger(amountMinor) ? amountMinor : undefined;
}

/** The same amount as text, so that `priceMinor` reads it back: 1399900 of INR is "13999.00". */
export function priceText(amountMinor: number, currency: string): string {
  const digits = decimalsOf(currency);
  const text = String(amountMinor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function decimalsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
