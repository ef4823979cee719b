import { cancelOrder } from "../../app/order/cancel-order.ts";
import { decideAppeal } from "../../app/order/decide-appeal.ts";
import { listOrders, showOrder } from "../../app/order/list-orders.ts";
import { ANY_ROLE, TRUST_ROLES } from "../../app/roles.ts";
import { watchSale } from "../../app/sale/watch-sale.ts";
import { renderOrders } from "../../console/pages/orders.tsx";
import {
  type CancelChoice,
  ordersHref,
  previewOf,
  type ShownAppeal,
  type ShownOrder,
} from "../../console/view-models/orders.ts";
import {
  APPEAL_OUTCOMES,
  appealOf,
  CANCEL_CAUSES,
  CANCELLED_BY,
  isOpen,
  ORDER_UNITS,
  type Order,
} from "../../domain/order/order.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { keptRefusal } from "../../wire/kept-refusal.ts";
import { cancelBody } from "../../wire/order.ts";
import type { Problem } from "../../wire/problem.ts";
import { depsOf } from "../deps.ts";
import type { HttpContext } from "../env.ts";
import { repeatable } from "../idempotency.ts";
import { callUnder } from "../repeated-call.ts";
import { textField } from "../text-field.ts";
import { type FormAnswer, NOT_OUR_FORM, type Page, type PageCall, type ReasonedCall } from "./page.ts";
import { problemPageResponse } from "./staff-page.ts";

export const ordersPage: Page = {
  section: "sales",
  path: "/sales/:saleId/orders",
  roles: ANY_ROLE,
  show: showOrders,
  forms: [
    { path: "/sales/:saleId/orders/cancel", roles: TRUST_ROLES, asksWhy: true, act: cancelFromForm },
    { path: "/sales/:saleId/orders/appeal", roles: TRUST_ROLES, asksWhy: true, act: decideFromForm },
  ],
};

/** The orders of a sale, and one of them where the address names it. */
async function showOrders(call: PageCall): Promise<Response> {
  const { c, frame } = call;
  const saleId = c.req.param("saleId") ?? "";
  const filter = { state: c.req.query("state") || undefined, cursor: c.req.query("cursor") || undefined };
  const sale = await watchSale(depsOf(c), saleId);
  if (!sale.ok) return await problemPageResponse(c, sale.error);
  const listed = await listOrders(depsOf(c), { reader: "staff", saleId }, filter);
  if (!listed.ok) return await problemPageResponse(c, listed.error);
  const shown = await shownOrder(call, saleId);
  if (!shown.ok) return await problemPageResponse(c, shown.error);
  const { title } = sale.value.view.sale.definition;
  const view = { saleId, title, filter, ...listed.value, shown: shown.value };
  return await c.html(renderOrders(view, frame({ saleId, title })));
}

async function shownOrder({ c, staff }: PageCall, saleId: string): Promise<Result<ShownOrder | undefined, Problem>> {
  const orderId = c.req.query("order");
  if (!orderId) return ok(undefined);
  const found = await showOrder(depsOf(c), saleId, orderId);
  if (!found.ok) return found;
  const { view, moves, order } = found.value;
  const choice = choiceOf(c);
  const mayAct = TRUST_ROLES.includes(staff.role);
  return ok({
    view,
    moves,
    mayCancel: isOpen(order.state) && mayAct,
    appeal: shownAppeal(order, { sub: staff.sub, mayAct }),
    preview: choice === undefined ? undefined : previewOf(found.value, choice),
  });
}

function shownAppeal(
  order: Order,
  { sub, mayAct }: { readonly sub: string; readonly mayAct: boolean },
): ShownAppeal | undefined {
  const state = appealOf(order);
  if (state === undefined) return undefined;
  const { cites, staff, appeal: decided } = order.cancelled ?? {};
  return { state, cites, decided, mayDecide: state === "open" && mayAct && staff !== sub };
}

/** What the address says is about to be done; undefined where it says nothing of it. */
function choiceOf(c: HttpContext): CancelChoice | undefined {
  const [by, cause] = (c.req.query("cause") ?? "").split("/");
  const canceller = CANCELLED_BY.find((each) => each === by);
  const causes = canceller === undefined ? [] : CANCEL_CAUSES[canceller];
  const chosen = [...causes].find((each) => each === cause);
  const units = ORDER_UNITS.find((each) => each === c.req.query("units"));
  return canceller === undefined || chosen === undefined || units === undefined
    ? undefined
    : { by: canceller, cause: chosen, units };
}

/** Decides an appeal by the form of its order, and leads back to it. */
async function decideFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const orderId = textField(form, "orderId") ?? "";
  const outcome = APPEAL_OUTCOMES.find((each) => each === form.get("outcome"));
  if (outcome === undefined) return err(NOT_OUR_FORM);
  const label = callUnder(c, { source: `appeal/${saleId}`, key: orderId, body: null });
  const decided = await decideAppeal(depsOf(c), { saleId, orderId, staff, outcome, reason: why }, label);
  return decided.ok ? ok(c.redirect(ordersHref(saleId, { state: "appeal" }, orderId), 303)) : decided;
}

/** Cancels an order by the form of its page, and leads back to it, where its end stands. */
async function cancelFromForm({ c, staff, form, why }: ReasonedCall): FormAnswer {
  const saleId = c.req.param("saleId") ?? "";
  const orderId = textField(form, "orderId") ?? "";
  const cites = textField(form, "cites")?.trim();
  const cited = cites === undefined ? {} : cites.startsWith("dec_") ? { decisionId: cites } : { caseId: cites };
  const body = cancelBody.safeParse({
    by: form.get("by"),
    cause: form.get("cause"),
    units: form.get("units"),
    reason: why.slice(0, 256),
    ...cited,
  });
  if (!body.success) return err(NOT_OUR_FORM);
  // Nobody repeats the call of a form: each is one of its own.
  const call = repeatable(c, { caller: `staff/${staff.sub}`, key: c.get("requestId"), body: null });
  const replied = await cancelOrder(depsOf(c), { saleId, orderId, staff, asker: "staff" }, body.data, call);
  if (!replied.ok) return replied;
  const refused = keptRefusal(replied.value.reply);
  return refused === undefined ? ok(c.redirect(ordersHref(saleId, {}, orderId), 303)) : err(refused);
}
