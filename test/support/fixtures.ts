/** A sale that is open now, with room for a few buyers. */
export const SALE = {
  title: "Mi 3, second flash sale",
  sku: "MI3-16GB",
  mode: "flash",
  units: 10,
  price: { amountMinor: 1399900, currency: "INR" },
  opensAt: "2026-01-01T00:00:00Z",
  closesAt: "2036-01-01T00:00:00Z",
  limits: { perAccount: 1, perDevice: 1, perHousehold: 2, perPayment: 2 },
  holdTtlSeconds: 300,
  acceptedPayments: ["card", "upi", "netbanking", "wallet"],
  addressLocked: true,
} as const;

/** What the n-th buyer's browser says of the same order, beside its account token. */
export function browserOrderOf(buyer: number) {
  const { account: _account, device: _device, payment, ...order } = checkoutOf(buyer);
  return { ...order, payment: { method: payment.method } };
}

/** An ordinary checkout of the n-th buyer; no two buyers share anything. */
export function checkoutOf(buyer: number) {
  return {
    account: {
      id: `acc_${buyer}`,
      createdAt: "2024-03-01T00:00:00Z",
      email: `buyer.${buyer}@example.com`,
      phone: `+9198${String(10_000_000 + buyer)}`,
      verified: ["email", "phone"],
    },
    device: { id: `dev_${buyer}` },
    shippingAddress: {
      name: "A Buyer",
      lines: [`Flat ${buyer}, Sea View`, `${buyer} North Street`],
      city: "Mumbai",
      region: "MH",
      postalCode: "400001",
      country: "IN",
    },
    payment: { method: "upi", fingerprint: `pf_${buyer}` },
    quantity: 1,
    channel: "web",
  };
}
