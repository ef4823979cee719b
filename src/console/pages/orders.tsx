import { ORDER_STATES } from "../../domain/order/order.ts";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { OrderCard } from "../components/order-card.tsx";
import { PageLinks } from "../components/page-links.tsx";
import { Table } from "../components/table.tsx";
import type { Frame } from "../frame.ts";
import { type OrdersPageView, ordersHref } from "../view-models/orders.ts";
import { ORDER_STATE_WORDS } from "../words/order-state.ts";

/** The orders of a sale by their states, those that are late, and one of them with what can be done about it. */
export function renderOrders(view: OrdersPageView, frame: Frame): Html {
  const { saleId, filter, orders, next, shown } = view;
  return renderConsolePage({
    title: "Orders",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Orders</h1>
            <p class="soft small">What was redeemed in this sale, and what became of it.</p>
          </div>
          <a class="button" href={`/console/sales/${encodeURIComponent(saleId)}`}>
            The sale
          </a>
        </div>
        <States view={view} />
        {shown === undefined ? null : <OrderCard saleId={saleId} shown={shown} filter={filter} />}
        <section class="card panel" aria-label="Orders">
          {orders.length === 0 ? (
            <div class="empty">
              <h2>{filter.state === undefined ? "No order yet" : "No order in this view"}</h2>
              <p>
                {filter.state === undefined ? (
                  "An order comes here when a shop redeems the token of a hold."
                ) : (
                  <a href={ordersHref(saleId, {})}>Show all orders</a>
                )}
              </p>
            </div>
          ) : (
            <List view={view} />
          )}
          <PageLinks
            first={
              filter.cursor === undefined
                ? undefined
                : { href: ordersHref(saleId, { state: filter.state }), words: "First page" }
            }
            next={
              next === undefined
                ? undefined
                : { href: ordersHref(saleId, { ...filter, cursor: next }), words: "Next page" }
            }
          />
        </section>
      </>
    ),
  });
}

type ViewProps = { readonly view: OrdersPageView };

const States = ({ view: { saleId, filter, counts } }: ViewProps) => (
  <nav class="filters" aria-label="States">
    {([undefined, "overdue", "appeal", ...ORDER_STATES] as const).map((state) => (
      <a
        class="button"
        href={ordersHref(saleId, state === undefined ? {} : { state })}
        aria-current={filter.state === state ? "page" : undefined}
      >
        {state === undefined ? "All" : `${ORDER_STATE_WORDS[state]}: ${counts[state] ?? 0}`}
      </a>
    ))}
  </nav>
);

const List = ({ view: { saleId, filter, orders } }: ViewProps) => (
  <Table
    caption={filter.state === "overdue" ? "Overdue orders, the longest overdue first" : "Orders by their numbers"}
    label="Table of orders"
    rows={orders}
    columns={[
      {
        title: "Order",
        isHead: true,
        cell: ({ orderId }) => (
          <a class="row-link code" href={ordersHref(saleId, filter, orderId)}>
            {orderId}
          </a>
        ),
      },
      {
        title: "State",
        cell: ({ state, overdue }) => (overdue ? `${ORDER_STATE_WORDS[state]}, overdue` : ORDER_STATE_WORDS[state]),
      },
      { title: "Units", class: "number", cell: ({ quantity }) => quantity },
      { title: "Placed", cell: ({ placedAt }) => <Moment atMs={Date.parse(placedAt)} /> },
      {
        title: "Promised for",
        cell: ({ shipBy }) => (shipBy === undefined ? "–" : <Moment atMs={Date.parse(shipBy)} />),
      },
      { title: "Collected at", cell: ({ collect }) => collect?.partnerId ?? "–" },
    ]}
  />
);
