import type { Checkout, Firsthand, RegistrationRequest, SaleRequest } from "../../../client/index.ts";
import type { Customer, FormAddress } from "../shop/customers.ts";
import type { Visit } from "../shop/order-form.ts";
import { PAYMENT_METHODS, PRODUCT } from "../shop/product.ts";
import { postalAddress } from "../shop/shop-backend.ts";
import type { DemoDraw, DrawBook } from "./draw-book.ts";

/** A product of the demo shop of which a sale begins at the first look at it, and again when that one is over. */
export type DrawnProduct = {
  readonly path: string;
  /** Ids of its sales begin so. */
  readonly prefix: string;
  readonly name: string;
  readonly line: string;
  readonly units: number;
  readonly sku: string;
  /** Invented buyers who register beside the visitor, so that there is an order to draw. */
  readonly others: number;
  /** How it is decided who gets one, in a sentence. */
  readonly how: string;
  /** @param at the moment so many seconds after the first look */
  readonly terms: (at: (seconds: number) => string) => Pick<SaleRequest, "mode" | "opensAt"> & Partial<SaleRequest>;
};

/** Seconds from the first look at a sale to its moments: short, and as long as a visitor needs to read. */
const CLOSES = 300;

export const BY_DRAW: DrawnProduct = {
  path: "/shop/draw",
  prefix: "drawn",
  name: "Aurora 2 Pro",
  line: "512 GB, daylight",
  units: 3,
  sku: "AURORA-2-PRO-512",
  others: 8,
  how: "drawn among you and 8 invented buyers. Nobody gains by being faster.",
  terms: (at) => ({
    mode: "draw",
    opensAt: at(72),
    registration: { opensAt: at(1), closesAt: at(60) },
    draw: { drawAt: at(72), leadSeconds: 5, turnSeconds: 60, weightMax: 1 },
  }),
};

const WINDOW = { opens: 8, seconds: 20 } as const;
export const BY_WINDOW: DrawnProduct = {
  path: "/shop/window",
  prefix: "window",
  name: "Aurora 2 Mini",
  line: "128 GB, dusk",
  units: 6,
  sku: "AURORA-2-MINI-128",
  others: 5,
  how: `in a flash sale: whoever comes within the first ${WINDOW.seconds} seconds takes part, beside 5 invented buyers. Nobody gains by being the first of them, and whoever comes later stands behind them.`,
  terms: (at) => ({ mode: "flash", opensAt: at(WINDOW.opens), fairWindowSeconds: WINDOW.seconds }),
};

/** What telephones of this machine register for by text message. */
export const BY_TEXT: DrawnProduct = {
  path: "/dev/phone",
  prefix: "text",
  name: "Aurora 2 Pro by text message",
  line: "512 GB, daylight",
  units: 3,
  sku: "AURORA-2-PRO-512",
  others: 0,
  how: "drawn among who registered by text message.",
  terms: (at) => ({
    mode: "draw",
    opensAt: at(192),
    registration: { opensAt: at(-60), closesAt: at(180) },
    draw: { drawAt: at(192), leadSeconds: 5, turnSeconds: 60, weightMax: 1 },
  }),
};

export const DRAWN_PRODUCTS: readonly DrawnProduct[] = [BY_DRAW, BY_WINDOW];

/** The sale of a product that runs, or a new one where none does. */
export async function currentDraw(
  client: Firsthand,
  { draws, product }: { readonly draws: DrawBook; readonly product: DrawnProduct },
  nowMs: number,
): Promise<DemoDraw> {
  const current = draws.get(product.path);
  if (current !== undefined && nowMs < current.closesAtMs) return current;
  const saleId = `${product.prefix}-${Math.floor(nowMs / 1000).toString(36)}`;
  const at = (seconds: number) => new Date(nowMs + seconds * 1000).toISOString();
  await client.putSale(saleId, {
    ...product.terms(at),
    title: product.name,
    sku: product.sku,
    units: product.units,
    price: PRODUCT.price,
    closesAt: at(CLOSES),
    limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
    holdTtlSeconds: 60,
    acceptedPayments: PAYMENT_METHODS.map(({ method }) => method),
    addressLocked: true,
    clientSignals: "optional",
  });
  const registrations: DemoDraw["registrations"] = new Map();
  const draw: DemoDraw = {
    saleId,
    closesAtMs: nowMs + CLOSES * 1000,
    registrations,
    bought: new Set<string>(),
    asked: new Map(),
    proved: new Map(),
    hasOthers: false,
  };
  draws.set(product.path, draw);
  return draw;
}

/** What the shop tells of a customer who registers. */
export function registrationOf({ account }: Customer, address: FormAddress): RegistrationRequest {
  return { account, shippingAddress: postalAddress(address), channel: "web" };
}

/** The same customer's checkout when the turn has come. */
export function checkoutOf(
  customer: Customer,
  { address, deviceId, visit }: { readonly address: FormAddress; readonly deviceId: string; readonly visit: Visit },
): Checkout {
  const { visitToken, signals, challengeToken } = visit;
  return {
    ...registrationOf(customer, address),
    ...(visitToken === undefined ? {} : { visitToken }),
    ...(signals === undefined ? {} : { signals }),
    ...(challengeToken === undefined ? {} : { challengeToken }),
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
