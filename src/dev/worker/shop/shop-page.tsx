import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { CustomerSwitch } from "./customer-switch.tsx";
import { MomentLine } from "./moment-line.tsx";
import { OrderRegion } from "./order-region.tsx";
import type { ShopPage } from "./page-input.ts";
import { PhoneArt } from "./phone-art.tsx";
import { PRODUCT, priceWords } from "./product.ts";

/** The product page of the demo shop. Script swaps the parts marked `data-region`; without it, forms do the same by reloading. */
export function renderShop(page: ShopPage): Html {
  const { visitor, customer, perAccount } = page;
  return renderDocument({
    title: `${PRODUCT.name} · Demo shop`,
    stylesheet: "shop",
    script: "shop",
    children: (
      <>
        <a class="skip button" href="#product">
          Skip to the phone
        </a>
        <CustomerSwitch chosen={visitor.customer} customer={customer} />
        <main class="shop" data-shop data-server-now={page.nowMs}>
          <fair-checkout sale={page.saleId} base={page.baseUrl} partner={page.partner}>
            <section class="product" id="product" aria-labelledby="product-name">
              <div class="product-art">
                <PhoneArt />
              </div>
              <div class="product-words">
                <h1 id="product-name">{PRODUCT.name}</h1>
                <p class="soft">{PRODUCT.line}</p>
                <p class="price">{priceWords(PRODUCT.price)}</p>
                <p class="soft small">
                  {perAccount === 1 ? "One" : `Up to ${perAccount}`} per customer. Delivery in {PRODUCT.country.name} is
                  free.
                </p>
                <div data-region="moment">
                  <MomentLine view={page.view} nowMs={page.nowMs} />
                </div>
              </div>
            </section>
            <div data-region="order">
              <OrderRegion page={page} />
            </div>
          </fair-checkout>
        </main>
      </>
    ),
  });
}
