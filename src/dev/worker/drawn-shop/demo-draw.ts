import type { Checkout, Firsthand, RegistrationRequest } from "../../../client/index.ts";
import type { Customer, FormAddress } from "../shop/customers.ts";
import { PAYMENT_METHODS, PRODUCT } from "../shop/product.ts";
import { postalAddress } from "../shop/shop-backend.ts";
import type { DemoDraw, DrawBook } from "./draw-book.ts";

export const DRAWN_PRODUCT = { name: "Aurora 2 Pro", line: "512 GB, daylight", units: 3 } as const;
/** Invented buyers who register beside the visitor, so that there is an order to draw. */
export const COMPANY = 8;

/** Seconds from the first look at a sale to each of its moments: short, and as long as a visitor needs to read. */
const REGISTRATION_OPENS = 1;
const REGISTRATION_CLOSES = 60;
const DRAWN = 72;
const CLOSES = 300;

/** The sale that runs, or a new one where none does. */
export async function currentDraw(client: Firsthand, book: DrawBook, nowMs: number): Promise<DemoDraw> {
  const { current } = book;
  if (current !== undefined && nowMs < current.closesAtMs) return current;
  const saleId = `drawn-${Math.floor(nowMs / 1000).toString(36)}`;
  const at = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();
  await client.putSale(saleId, {
    title: `${DRAWN_PRODUCT.name}, drawn`,
    sku: "AURORA-2-PRO-512",
    mode: "draw",
    units: DRAWN_PRODUCT.units,
    price: PRODUCT.price,
    registration: { opensAt: at(REGISTRATION_OPENS), closesAt: at(REGISTRATION_CLOSES) },
    draw: { drawAt: at(DRAWN), leadSeconds: 5, turnSeconds: 60, weightMax: 1 },
    opensAt: at(DRAWN),
    closesAt: at(CLOSES),
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 60,
    acceptedPayments: PAYMENT_METHODS.map(({ method }) => method),
    addressLocked: true,
    clientSignals: "optional",
  });
  const registrations: DemoDraw["registrations"] = new Map();
  const draw = {
    saleId,
    closesAtMs: nowMs + CLOSES * 1000,
    registrations,
    bought: new Set<string>(),
    hasCompany: false,
  };
  book.current = draw;
  return draw;
}

/** What the shop tells of a customer who registers. */
export function registrationOf({ account }: Customer, address: FormAddress): RegistrationRequest {
  return { account, shippingAddress: postalAddress(address), channel: "web" };
}

/** The same customer's checkout when the turn has come. */
export function checkoutOf(customer: Customer, address: FormAddress, deviceId: string): Checkout {
  return {
    ...registrationOf(customer, address),
    device: { id: deviceId },
    payment: { method: "upi", fingerprint: customer.paymentFingerprint },
    quantity: 1,
  };
}

/** The n-th invented buyer; no two share anything. */
export function inventedBuyer(number: number): RegistrationRequest {
  return {
    account: { id: `invented-${number}`, createdAt: "2024-05-01T00:00:00Z", email: `invented.${number}@example.com` },
    shippingAddress: {
      name: `Buyer ${number}`,
      lines: [`Flat ${number}, Lake View`, `${number * 7} Hill Road`],
      city: "Pune",
      postalCode: `4110${String(10 + number)}`,
      country: "IN",
    },
    channel: "web",
  };
}
