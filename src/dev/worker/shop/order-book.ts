import type { Order } from "./order.ts";

/** Orders kept at most; the oldest customer's goes first. */
const ORDERS_MAX = 10_000;

/** The shop's orders: the latest of each customer. */
export type OrderBook = {
  readonly find: (customerId: string) => Order | undefined;
  readonly put: (order: Order) => void;
  readonly remove: (customerId: string) => void;
};

export function createOrderBook(): OrderBook {
  const orders = new Map<string, Order>();
  return {
    find: (customerId) => orders.get(customerId),
    put: (order) => {
      orders.delete(order.customerId);
      orders.set(order.customerId, order);
      const [oldest] = orders.keys();
      if (orders.size > ORDERS_MAX && oldest !== undefined) orders.delete(oldest);
    },
    remove: (customerId) => {
      orders.delete(customerId);
    },
  };
}
