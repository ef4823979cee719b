import type { OrderForm } from "./order.ts";

/** The fields as filled in so far, so that a buyer need not type them twice. */
export function unfinishedForm(body: unknown): OrderForm {
  const fields = new Map(typeof body === "object" && body !== null ? Object.entries(body) : []);
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  return {
    address: {
      name: text("name"),
      line1: text("line1"),
      line2: text("line2"),
      city: text("city"),
      region: text("region"),
      postalCode: text("postalCode"),
    },
    paymentMethod: text("paymentMethod"),
    quantity: Number(text("quantity")) || 1,
  };
}
