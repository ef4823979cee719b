const STREETS = [
  "North",
  "Hill",
  "Station",
  "Garden",
  "Lake",
  "Temple",
  "Market",
  "Palace",
  "River",
  "College",
  "Fort",
];
const POSTAL_CODES = 8_000;
const FIRST_POSTAL_CODE = 400_001;
const FIRST_PHONE = 9_810_000_000;

/** An ordinary checkout of the n-th buyer of a sale. No two buyers share anything that identifies a person. */
export function buyerCheckout(n: number) {
  const block = Math.floor(n / POSTAL_CODES);
  return {
    account: {
      id: `acc_${n}`,
      createdAt: "2024-03-01T00:00:00Z",
      email: `buyer.${n}@example.com`,
      phone: `+91${FIRST_PHONE + n}`,
      verified: ["email", "phone"],
    },
    device: { id: `dev_${n}` },
    shippingAddress: {
      name: "A Buyer",
      lines: ["Sea View", `${block + 1} ${STREETS[block % STREETS.length]} Road`],
      city: "Mumbai",
      region: "MH",
      postalCode: String(FIRST_POSTAL_CODE + (n % POSTAL_CODES)),
      country: "IN",
    },
    payment: { method: "upi", fingerprint: `pf_${n}` },
    quantity: 1,
    channel: "web",
    client: { ip: "203.0.113.7", userAgent: "Mozilla/5.0 (X11; Linux x86_64)" },
  };
}
