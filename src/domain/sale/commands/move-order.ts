import type { OrderView } from "../../order/order-view.ts";
import type { Result } from "../../result.ts";
import type { SaleContext } from "../context.ts";
import type { SaleRefusal } from "../refusal.ts";
import { type CancelCommand, cancelOrder } from "./cancel-order.ts";
import type { OrderReference } from "./find-order.ts";
import {
  type CollectCommand,
  collectOrder,
  type DispatchCommand,
  type Dispatched,
  dispatchOrder,
  readyOrder,
} from "./hand-over.ts";

/** What is done with an order. */
export type MoveOrderCommand =
  | ({ readonly kind: "dispatch" } & DispatchCommand)
  | ({ readonly kind: "ready" } & OrderReference)
  | ({ readonly kind: "collect" } & CollectCommand)
  | ({ readonly kind: "cancel" } & CancelCommand);

/** Moves an order on, or ends it. A refusal changes nothing but the count of wrong codes. */
export function moveOrder(
  context: SaleContext,
  command: MoveOrderCommand,
): Result<OrderView | Dispatched, SaleRefusal> {
  switch (command.kind) {
    case "dispatch":
      return dispatchOrder(context, command);
    case "ready":
      return readyOrder(context, command);
    case "collect":
      return collectOrder(context, command);
    case "cancel":
      return cancelOrder(context, command);
  }
}
