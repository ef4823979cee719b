import { BoughtCard } from "./bought-card.tsx";
import { CheckoutForm } from "./checkout-form.tsx";
import { DemoNote } from "./demo-note.tsx";
import { Countdown } from "./moment-line.tsx";
import type { Order } from "./order.ts";
import { OrderSummary } from "./order-summary.tsx";
import { Outcome } from "./outcome.tsx";
import type { ShopPage } from "./page-input.ts";
import { PRODUCT, priceWords } from "./product.ts";
import { VerifyForm } from "./verify-form.tsx";

type OrderCardProps = { readonly order: Order; readonly page: ShopPage };

/** An order in each of its states: what happened, then what the buyer can do now. */
export const OrderCard = ({ order, page }: OrderCardProps) => {
  const { state } = order;
  switch (state.kind) {
    case "holding":
      return (
        <Outcome tone="allow" title="It is held for you">
          <p class="countdown">
            Holding yours: <Countdown untilMs={state.expiresAtMs} nowMs={page.nowMs} /> to pay
          </p>
          {order.troubled ? <Troubled /> : null}
          <OrderSummary order={order} />
          <div class="actions">
            <form method="post" action="/shop/api/pay">
              <button class="button button-primary button-wide" type="submit">
                Pay {priceWords(PRODUCT.price, order.form.quantity)}
              </button>
            </form>
            <form method="post" action="/shop/api/cancel">
              <button class="button button-wide" type="submit">
                Cancel and give it back
              </button>
            </form>
          </div>
        </Outcome>
      );
    case "paid":
      return (
        <BoughtCard order={order} bought={page.bought}>
          {order.troubled ? <Troubled /> : null}
        </BoughtCard>
      );
    case "refused":
      return (
        <Outcome tone="deny" title="We could not place this order">
          <p>{state.message}</p>
          <NextStep next={state.next} />
          {state.next === "change_payment" ? <CheckoutForm page={page} button="buy" form={order.form} /> : <Again />}
          <DemoNote decisionId={order.decisionId}>A real buyer reads no more than the lines above.</DemoNote>
        </Outcome>
      );
    case "in_review":
      return (
        <Outcome tone="review" title="We are looking at this order">
          <p>{state.message}</p>
          <p class="soft">You need not wait on this page. Nothing was charged.</p>
          <DemoNote decisionId={order.decisionId}>A real buyer reads no more than the lines above.</DemoNote>
        </Outcome>
      );
    case "waiting":
      return (
        <Outcome tone="challenge" title="Please wait a moment">
          <p>{state.message}</p>
          <CheckoutForm page={page} button="retry" form={order.form} />
        </Outcome>
      );
    case "sold_out":
      return (
        <Outcome tone="challenge" title={state.final ? "All units are sold" : "All units are taken right now"}>
          <p>{state.message}</p>
          {state.final ? null : <CheckoutForm page={page} button="retry" form={order.form} />}
          <DemoNote decisionId={order.decisionId}>The checkout itself was allowed; there was no unit to hold.</DemoNote>
        </Outcome>
      );
    case "verify":
      return (
        <Outcome tone="challenge" title="Confirm that it is you">
          <VerifyForm action="/shop/api/verify" message={state.message} wrongCode={state.wrongCode} code={state.code} />
          {order.troubled ? <Troubled /> : null}
          <DemoNote decisionId={order.decisionId}>
            A challenge costs an honest buyer one code, and a farm one per account.
          </DemoNote>
        </Outcome>
      );
    case "confirmed":
    case "cancelled":
      return <CheckoutForm page={page} button="buy" form={order.form} notice={NOTICES[state.kind]} />;
    case "expired":
    case "unreachable":
      return <CheckoutForm page={page} button="retry" form={order.form} notice={NOTICES[state.kind]} />;
    case "incomplete":
      return <CheckoutForm page={page} button="buy" form={order.form} problems={state.problems} />;
  }
};

const NOTICES = {
  confirmed: {
    title: "Thank you, that is confirmed",
    tone: "allow",
    words: "Press buy once more and we place the order.",
  },
  cancelled: {
    title: "No order was placed",
    tone: "plain",
    words: "Nothing was charged. You can try again below.",
  },
  expired: {
    title: "The time to pay is over",
    tone: "challenge",
    words: "Nothing was charged, and the phone went back to the sale. You can try again below.",
  },
  unreachable: {
    title: "The checkout did not answer",
    tone: "challenge",
    words: "Nothing was charged. Wait a moment, then try again: we never place the same order twice.",
  },
} as const;

const NEXT_STEPS = new Map([
  ["see_orders", "Your order that is already placed stays as it is."],
  ["change_payment", "Choose another way to pay below."],
  ["contact_shop", "If you think this is wrong, write to us and a person looks at it again."],
]);

const NextStep = ({ next }: { readonly next: string }) => {
  const words = NEXT_STEPS.get(next);
  return words === undefined ? null : <p class="soft">{words}</p>;
};

const Troubled = () => (
  <p class="alert" role="alert">
    That did not get through. Nothing was charged, and what is held stays held. Try again.
  </p>
);

const Again = () => (
  <form method="post" action="/shop/api/again">
    <button class="button" type="submit">
      Back to the phone
    </button>
  </form>
);
