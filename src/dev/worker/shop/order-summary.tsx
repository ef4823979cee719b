import type { Order } from "./order.ts";
import { PAYMENT_METHODS, PRODUCT, priceWords } from "./product.ts";

/** What was ordered, where it goes and how it is paid; it stays in view while the buyer pays. */
export const OrderSummary = ({ order: { reference, form } }: { readonly order: Order }) => {
  const { address, paymentMethod, quantity } = form;
  const payment = PAYMENT_METHODS.find(({ method }) => method === paymentMethod)?.title ?? paymentMethod;
  const lines = [address.line1, address.line2, address.city, address.region, address.postalCode];
  return (
    <dl class="summary">
      <div>
        <dt>Phone</dt>
        <dd>
          {quantity} × {PRODUCT.name}, {PRODUCT.line}
        </dd>
      </div>
      <div>
        <dt>Deliver to</dt>
        <dd>
          {address.name}
          <br />
          {lines.filter((line) => line !== "").join(", ")}
        </dd>
      </div>
      <div>
        <dt>Payment</dt>
        <dd>{payment}</dd>
      </div>
      <div>
        <dt>Total</dt>
        <dd>
          <strong>{priceWords(PRODUCT.price, quantity)}</strong>
        </dd>
      </div>
      <div>
        <dt>Reference</dt>
        <dd class="code">{reference}</dd>
      </div>
    </dl>
  );
};
