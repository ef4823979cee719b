import type { Child } from "hono/jsx";
import type { BuyerOrder } from "../../../client/index.ts";
import { Moment } from "../../../console/components/moment.tsx";
import { DemoNote } from "./demo-note.tsx";
import type { Order } from "./order.ts";
import { OrderSummary } from "./order-summary.tsx";
import { Outcome } from "./outcome.tsx";

type BoughtCardProps = {
  readonly order: Order;
  /** Absent where the service does not say at the moment how it stands. */
  readonly bought: BuyerOrder | undefined;
  readonly children: Child;
};

/** An order that was paid, as it stands by now: what happens next, and of one that ended what happens to the money. */
export const BoughtCard = ({ order, bought, children }: BoughtCardProps) => {
  const { title, tone } = headlineOf(bought);
  const isOver = bought?.state === "cancelled" || bought?.state === "lapsed";
  return (
    <Outcome tone={tone} title={title}>
      <p>
        {bought?.message ?? "We send it to the address below. How far it is we cannot say at the moment: look again."}
      </p>
      {bought === undefined || isOver ? null : <Dates bought={bought} />}
      {children}
      {bought?.freeCancel ? (
        <form method="post" action="/shop/api/call-off">
          <button class="button button-wide" type="submit">
            Cancel at no cost
          </button>
        </form>
      ) : null}
      <OrderSummary order={order} />
      {isOver ? (
        <form method="post" action="/shop/api/again">
          <button class="button" type="submit">
            Back to the phone
          </button>
        </form>
      ) : (
        <DemoNote decisionId={order.decisionId}>
          Now choose another customer at the top and buy again on this same device.
        </DemoNote>
      )}
    </Outcome>
  );
};

type Headline = { readonly title: string; readonly tone: "allow" | "challenge" | "plain" };

function headlineOf(bought: BuyerOrder | undefined): Headline {
  if (bought?.freeCancel) return { title: "It takes longer than we promised", tone: "challenge" };
  switch (bought?.state) {
    case "dispatched":
      return { title: "It is on its way", tone: "allow" };
    case "ready":
      return { title: "It waits for you", tone: "allow" };
    case "collected":
      return { title: "You have it", tone: "allow" };
    case "lapsed":
      return { title: "Nobody came for it", tone: "plain" };
    case "cancelled":
      return { title: "This order was cancelled", tone: "plain" };
    default:
      return { title: "Paid. It is yours", tone: "allow" };
  }
}

const Dates = ({ bought: { state, shipBy, delayedTo } }: { readonly bought: BuyerOrder }) => {
  if (shipBy === undefined || state === "dispatched") return null;
  if (delayedTo === undefined) {
    return (
      <p class="soft">
        Sent by <Moment atMs={Date.parse(shipBy)} /> at the latest.
      </p>
    );
  }
  return (
    <p class="soft">
      Sent by <Moment atMs={Date.parse(delayedTo)} />, and not by <Moment atMs={Date.parse(shipBy)} /> as we promised.
    </p>
  );
};
