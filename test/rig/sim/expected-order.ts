import type { OrderState, OrderUnits } from "../../../src/domain/order/order.ts";
import type { CancelCommand } from "../../../src/domain/sale/commands/cancel-order.ts";
import type { CollectCommand, DispatchCommand } from "../../../src/domain/sale/commands/hand-over.ts";
import type { RedeemCommand } from "../../../src/domain/sale/commands/redeem.ts";
import type { Operation } from "./call.ts";
import type { ExpectedHold } from "./expected-hold.ts";
import type { ExpectedOrder, ExpectedState, Foreseen } from "./expected-state.ts";
import { promise } from "./violation.ts";

export type OrderOperation = Extract<Operation, { kind: "dispatch" | "ready" | "collect" | "cancel" }>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** India keeps one time all year, five hours and a half before UTC. */
export const SIM_ZONE = "Asia/Kolkata";
const ZONE_MS = 5.5 * HOUR_MS;

function isOpen({ state }: ExpectedOrder): boolean {
  return state === "paid" || state === "booked" || state === "ready";
}

function unitsOf({ holds }: ExpectedOrder): number {
  return holds.reduce((units, { quantity }) => units + quantity, 0);
}

function priceOf({ sale }: ExpectedState): number {
  return sale?.definition.price.amountMinor ?? 0;
}

/** Whether a hold may become this order: a new one, or one that nothing has happened to yet. @returns the status of its refusal */
export function refuseOrder(
  model: ExpectedState,
  { orderId, paid }: RedeemCommand,
  { hold: { collectAt, quantity }, nowMs }: { readonly hold: ExpectedHold; readonly nowMs: number },
): { readonly kind: string } | undefined {
  const order = orderAt(model, orderId, nowMs);
  if (order !== undefined && !isOpen(order)) return { kind: `order-${order.state}` };
  if (order !== undefined && (order.state === "ready" || order.collectAt !== collectAt)) {
    return { kind: "fulfilment-differs" };
  }
  const { deposit } = model.sale?.definition ?? {};
  const atLeast = deposit === undefined || collectAt === undefined ? priceOf(model) : deposit.amountMinor;
  const isEnough = (paid?.amountMinor ?? 0) >= atLeast * quantity;
  return (deposit === undefined && paid === undefined) || isEnough ? undefined : { kind: "balance-due" };
}

/** A redeemed hold becomes an order, or joins one. @returns what the answer must say of it */
export function placeOrder(
  model: ExpectedState,
  { orderId, paid }: RedeemCommand,
  { hold, nowMs, text }: { readonly hold: ExpectedHold; readonly nowMs: number; readonly text: string },
): object {
  const { order: answer } = JSON.parse(text);
  const collects = hold.collectAt !== undefined;
  const order: ExpectedOrder = model.orders.get(orderId) ?? {
    orderId,
    holds: [],
    state: "paid",
    collectAt: hold.collectAt,
    code: collects ? answer.collect.code : undefined,
    untilMs: collects ? untilOf(model, nowMs) : undefined,
    endsTold: [],
    paidMinor: 0,
    wrong: { sinceMs: 0, count: 0 },
  };
  model.orders.set(orderId, order);
  order.holds.push(hold);
  order.paidMinor += paid?.amountMinor ?? priceOf(model) * hold.quantity;
  order.state = order.paidMinor >= priceOf(model) * unitsOf(order) ? "paid" : "booked";
  promise(!collects || /^\d{6}$/.test(order.code ?? ""), "a code has six digits", () => text);
  const until = order.untilMs === undefined ? {} : { until: new Date(order.untilMs).toISOString() };
  return {
    state: order.state,
    ...(collects ? { collect: { partnerId: order.collectAt, ...until, code: order.code } } : {}),
    receipt: answer.receipt,
  };
}

function untilOf({ sale }: ExpectedState, fromMs: number): number | undefined {
  const days = sale?.definition.collectWithinDays;
  if (days === undefined) return undefined;
  return Math.floor((fromMs + ZONE_MS) / DAY_MS + days + 1) * DAY_MS - ZONE_MS - 1000;
}

/** Nobody came in time, or little of it is left. */
export function lapseOrders(model: ExpectedState, nowMs: number): void {
  for (const orderId of model.orders.keys()) {
    const order = orderAt(model, orderId, nowMs);
    if (order !== undefined && toldAtMs(order) <= nowMs) order.endsTold.push(order.untilMs ?? 0);
  }
}

/** A day before each end of its time. */
function toldAtMs(order: ExpectedOrder): number {
  const { untilMs, endsTold } = order;
  const isTold = !isOpen(order) || untilMs === undefined || endsTold.at(-1) === untilMs;
  return isTold ? Number.POSITIVE_INFINITY : untilMs - DAY_MS;
}

/** An order as a command finds it: the clock may have gone on since the sweep before it. */
function orderAt(model: ExpectedState, orderId: string, nowMs: number): ExpectedOrder | undefined {
  const order = model.orders.get(orderId);
  if (order !== undefined && isOpen(order) && (order.untilMs ?? nowMs + 1) <= nowMs)
    endOrder(model, order, { as: "lapsed", nowMs });
  return order;
}

export function nextLapseMs({ orders }: ExpectedState): number | undefined {
  const waiting = [...orders.values()]
    .filter(isOpen)
    .flatMap((order) => (order.untilMs === undefined ? [] : Math.min(order.untilMs, toldAtMs(order))));
  return waiting.length === 0 ? undefined : Math.min(...waiting);
}

function endOrder(
  model: ExpectedState,
  order: ExpectedOrder,
  end: { readonly as: "lapsed" | "cancelled"; readonly nowMs: number; readonly units?: OrderUnits },
): void {
  order.state = end.as;
  for (const hold of order.holds) {
    hold.state = "released";
    hold.endedAtMs = end.nowMs;
    if (end.units !== "withdraw") continue;
    hold.unitsAreBack = true;
    model.withdraw(hold.quantity, hold.pool);
  }
}

export function foreseeOrder(model: ExpectedState, { kind, command }: OrderOperation, nowMs: number): Foreseen {
  const by = "asker" in command ? command.asker : command.by;
  if (model.sale === undefined || (by !== "staff" && "shop" in by && by.shop !== model.sale.shop))
    return { refused: "sale-unknown" };
  const order = orderAt(model, command.orderId, nowMs);
  if (order === undefined) return { refused: "order-unknown" };
  if (!isOpen(order)) return refusal(`order-${order.state}`);
  if (kind === "cancel") return cancel(model, order, { command, nowMs });
  if (kind === "dispatch") return dispatch(order, command);
  if (order.collectAt === undefined) return refusal("fulfilment-differs");
  if (kind === "collect") return collect(model, order, { command, nowMs });
  if (order.state !== "ready") {
    const untilMs = untilOf(model, nowMs);
    if (untilMs !== undefined) order.untilMs = Math.max(untilMs, order.untilMs ?? untilMs);
  }
  return moved(order, "ready");
}

function refusal(kind: string): Foreseen {
  return { status: 409, fields: { kind } };
}

function moved(order: ExpectedOrder, state: OrderState): Foreseen {
  order.state = state;
  return { status: 200, fields: { orderId: order.orderId, state, quantity: unitsOf(order) } };
}

function dispatch(order: ExpectedOrder, { address }: DispatchCommand): Foreseen {
  if (order.collectAt !== undefined) return refusal("fulfilment-differs");
  const isSame = order.holds.every(({ household }) => household === undefined || household === address.household);
  return isSame ? moved(order, "dispatched") : refusal("address-changed");
}

function collect(
  model: ExpectedState,
  order: ExpectedOrder,
  { command: { code, partnerId, paid }, nowMs }: { readonly command: CollectCommand; readonly nowMs: number },
): Foreseen {
  if (partnerId !== undefined && partnerId !== order.collectAt) return refusal("wrong-place");
  const { sinceMs, count } = order.wrong;
  const runs = count > 0 && nowMs < sinceMs + HOUR_MS;
  if (runs && count === 5) return { status: 409, fields: { kind: "code-rejected", triesLeft: 0 } };
  if (code !== order.code) {
    order.wrong = { sinceMs: runs ? sinceMs : nowMs, count: runs ? count + 1 : 1 };
    return { status: 409, fields: { kind: "code-rejected", triesLeft: 5 - order.wrong.count } };
  }
  const paidMinor = order.paidMinor + (paid?.amountMinor ?? 0);
  if (paidMinor < priceOf(model) * unitsOf(order)) return refusal("balance-due");
  order.paidMinor = paidMinor;
  return moved(order, "collected");
}

function cancel(
  model: ExpectedState,
  order: ExpectedOrder,
  { command, nowMs }: { readonly command: CancelCommand; readonly nowMs: number },
): Foreseen {
  const unpromised = model.received - model.withdrawn - model.promised;
  if (command.units === "withdraw" && unitsOf(order) > unpromised) return { refused: "units-promised" };
  endOrder(model, order, { as: "cancelled", nowMs, units: command.units });
  return { status: 200, fields: { orderId: order.orderId, state: "cancelled", quantity: unitsOf(order) } };
}
