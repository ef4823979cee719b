import { AddressFields } from "./address-fields.tsx";
import type { FormAddress } from "./customers.ts";
import type { FieldProblem, OrderForm } from "./order.ts";
import { Outcome } from "./outcome.tsx";
import type { ShopPage } from "./page-input.ts";
import { PAYMENT_METHODS, PRODUCT, priceWords } from "./product.ts";

type CheckoutFormProps = {
  readonly page: ShopPage;
  /** What the button does: it buys, tries again, or cannot be pressed yet. */
  readonly button: "buy" | "retry" | "early";
  readonly form?: OrderForm | undefined;
  readonly problems?: readonly FieldProblem[] | undefined;
  readonly notice?: { readonly title: string; readonly tone: "allow" | "challenge" | "plain"; readonly words: string };
};

const EMPTY: FormAddress = { name: "", line1: "", line2: "", city: "", region: "", postalCode: "" };

/** Address, payment and button. What the shop knows of its customer is filled in. */
export const CheckoutForm = ({ page, button, form, problems = [], notice }: CheckoutFormProps) => {
  const address = form?.address ?? page.customer.savedAddress ?? EMPTY;
  const payment = form?.paymentMethod ?? PAYMENT_METHODS[0].method;
  return (
    <>
      {notice === undefined ? null : (
        <Outcome tone={notice.tone} title={notice.title}>
          <p>{notice.words}</p>
        </Outcome>
      )}
      <form class="card checkout" method="post" action="/shop/api/checkout" data-checkout novalidate>
        <input type="hidden" name="attempt" value={page.attempt} />
        <ProblemSummary problems={problems} />
        <AddressFields address={address} problems={problems} open={address === EMPTY || problems.length > 0} />
        <fieldset class="fields">
          <legend>How do you want to pay?</legend>
          <div class="choices">
            {PAYMENT_METHODS.map(({ method, title }, at) => (
              <label class="choice">
                <input
                  id={at === 0 ? "paymentMethod" : undefined}
                  type="radio"
                  name="paymentMethod"
                  value={method}
                  checked={method === payment}
                />
                {title}
              </label>
            ))}
          </div>
        </fieldset>
        <Quantity perAccount={page.perAccount} quantity={form?.quantity ?? 1} />
        <button class="button button-primary button-wide" type="submit" disabled={button === "early"} data-buy>
          {`${button === "retry" ? "Try again" : "Buy"} for ${priceWords(PRODUCT.price)}`}
        </button>
        <p class="soft small">We hold a phone for you first; you pay in the next step.</p>
      </form>
    </>
  );
};

const Quantity = ({ perAccount, quantity }: { readonly perAccount: number; readonly quantity: number }) =>
  perAccount === 1 ? (
    <input type="hidden" name="quantity" value="1" />
  ) : (
    <div class="field">
      <label for="quantity">How many?</label>
      <select id="quantity" name="quantity">
        {Array.from({ length: perAccount }, (_, i) => i + 1).map((count) => (
          <option value={count} selected={count === quantity}>
            {count}
          </option>
        ))}
      </select>
    </div>
  );

/** All that is missing or wrong, at the top, each a link to its field. */
const ProblemSummary = ({ problems }: { readonly problems: readonly FieldProblem[] }) =>
  problems.length === 0 ? null : (
    <section class="alert" role="alert" aria-labelledby="problems">
      <h2 id="problems" tabindex={-1} data-announce>
        There is a problem with this form
      </h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li>
            <a href={`#${field}`}>{message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
