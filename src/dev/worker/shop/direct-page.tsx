import { type Html, renderDocument } from "../../../console/components/document.tsx";
import type { Customer } from "./customers.ts";
import { PAYMENT_METHODS, PRODUCT, priceWords } from "./product.ts";

type DirectPage = { readonly customer: Customer; readonly saleId: string; readonly baseUrl: string };

/** A page that checks out from the browser, with a token of the shop in place of its key. It needs script. */
export function renderDirect({ customer, saleId, baseUrl }: DirectPage): Html {
  const { savedAddress } = customer;
  return renderDocument({
    title: `${PRODUCT.name} · From the browser`,
    stylesheet: "shop",
    script: "shop",
    children: (
      <main class="shop" data-direct data-sale={saleId} data-base={baseUrl}>
        <section class="product" aria-labelledby="product-name">
          <div class="product-words">
            <h1 id="product-name">{PRODUCT.name}</h1>
            <p class="soft">{PRODUCT.line}</p>
            <p class="price">{priceWords(PRODUCT.price)}</p>
          </div>
        </section>
        <form class="card checkout" data-direct-form>
          <p>
            {savedAddress === undefined
              ? "Choose a customer with a saved address on the page of the shop first."
              : `To ${savedAddress.name}, ${savedAddress.line1}, ${savedAddress.city}.`}
          </p>
          <fieldset class="fields">
            <legend>How do you want to pay?</legend>
            <div class="choices">
              {PAYMENT_METHODS.map(({ method, title }, at) => (
                <label class="choice">
                  <input type="radio" name="paymentMethod" value={method} checked={at === 0} />
                  {title}
                </label>
              ))}
            </div>
          </fieldset>
          <button class="button button-primary button-wide" type="submit" disabled={savedAddress === undefined}>
            Buy from the browser
          </button>
          <p role="status" data-direct-status>
            The page checks out by itself, with a token that the shop signed.
          </p>
        </form>
        <p class="small">
          <a href="/shop">The same sale through the shop's backend</a>
        </p>
      </main>
    ),
  });
}
