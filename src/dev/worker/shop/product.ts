import type { Money } from "../../../domain/terms/definition.ts";

/** What the demo shop sells. The sale that the launcher creates takes its title, price and payments from here. */
export const PRODUCT = {
  sku: "AURORA-2-256",
  name: "Aurora 2",
  line: "256 GB, midnight",
  saleTitle: "Aurora 2, first flash sale",
  price: { amountMinor: 3_499_900, currency: "INR" } satisfies Money,
  /** Where the shop is at home: its times are written in this zone first. */
  timeZone: "Asia/Kolkata",
  locale: "en-IN",
  country: { code: "IN", name: "India" },
} as const;

/** How a customer may pay, in the order of the form. */
export const PAYMENT_METHODS = [
  { method: "upi", title: "UPI" },
  { method: "card", title: "Card" },
  { method: "netbanking", title: "Net banking" },
  { method: "wallet", title: "Wallet" },
] as const;

/** The price as the shop writes it: "₹34,999.00" without the empty paise. */
export function priceWords({ amountMinor, currency }: Money, units = 1): string {
  const format = new Intl.NumberFormat(PRODUCT.locale, {
    style: "currency",
    currency,
    trailingZeroDisplay: "stripIfInteger",
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0;
  return format.format((amountMinor * units) / 10 ** digits);
}
