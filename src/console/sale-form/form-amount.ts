/** Digits after the point of a currency; two where nobody has such a currency. */
function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** An amount as a field has it: "13999.00". */
export function amountText(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency);
  const all = String(amountMinor).padStart(digits + 1, "0");
  return digits === 0 ? all : `${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** What a field's amount is in the smallest unit; undefined where it is none, or finer than that. */
export function readAmount(text: string, currency: string): number | undefined {
  const [, whole = "", fraction = ""] = /^(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = digitsOf(currency);
  return whole === "" || fraction.length > digits ? undefined : Number(whole + fraction.padEnd(digits, "0"));
}
