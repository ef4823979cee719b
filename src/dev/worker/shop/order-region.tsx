import { CheckoutForm } from "./checkout-form.tsx";
import { untilWords } from "./opening-words.ts";
import { OrderCard } from "./order-card.tsx";
import { Outcome } from "./outcome.tsx";
import type { ShopPage } from "./page-input.ts";

/** The part below the product: the form, or what became of it. */
export const OrderRegion = ({ page }: { readonly page: ShopPage }) => {
  const { view } = page;
  switch (view.kind) {
    case "order":
      return <OrderCard order={view.order} page={page} />;
    case "open":
      return <CheckoutForm page={page} button="buy" />;
    case "early":
      return <CheckoutForm page={page} button="early" />;
    case "unreachable":
      return (
        <Outcome tone="challenge" title="The checkout does not answer at the moment">
          <p>Nothing was ordered and nothing was charged. Wait a moment, then load this page again.</p>
          <a class="button button-primary" href="/shop">
            Load the page again
          </a>
        </Outcome>
      );
    case "paused":
      return (
        <Outcome tone="challenge" title="The sale is paused">
          {view.reason === undefined ? null : <p>{view.reason}</p>}
          <p>
            It will go on. Nothing is lost: orders that are placed stay as they are. Load this page again in a while.
          </p>
          <button class="button" type="button" disabled>
            Paused for now
          </button>
        </Outcome>
      );
    case "waiting":
      return (
        <Outcome tone="challenge" title="Please wait a moment">
          <p>The sale goes on in a way that this page does not know yet. This page looks again by itself.</p>
          <button class="button" type="button" disabled>
            Please wait
          </button>
        </Outcome>
      );
    case "sold_out":
      return (
        <Outcome tone="challenge" title="All units are taken right now">
          <p>Units return when a buyer does not pay in time. This page tells you when there is one.</p>
          <button class="button" type="button" disabled>
            Sold out: units may return until {untilWords(view.closesAtMs, page.nowMs)}
          </button>
        </Outcome>
      );
    case "closed":
      return (
        <Outcome tone="plain" title="This sale is over">
          <p>Thank you for coming. Orders that were paid are on their way.</p>
        </Outcome>
      );
  }
};
