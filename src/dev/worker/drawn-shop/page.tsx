import type { PublicSale, RegistrationStatus } from "../../../client/index.ts";
import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { mineWords } from "../../../console/view-models/buyer-sale.ts";
import { PhoneArt } from "../shop/phone-art.tsx";
import { PRODUCT, priceWords } from "../shop/product.ts";
import { VerifyForm } from "../shop/verify-form.tsx";
import type { AskedProof } from "./draw-book.ts";
import type { DrawnProduct } from "./products.ts";

export type DrawnShopPage = {
  readonly product: DrawnProduct;
  readonly sale: PublicSale;
  readonly baseUrl: string;
  readonly customerName: string;
  /** Of the customer's own registration; absent before it. */
  readonly mine?: { readonly receipt: string; readonly status: RegistrationStatus } | undefined;
  readonly isBought: boolean;
  /** A code that the customer is asked for. */
  readonly asked?: AskedProof | undefined;
  /** The code was right, and the order can be placed. */
  readonly isProved: boolean;
  /** What went wrong with the last press, in a sentence. */
  readonly said?: string | undefined;
};

/**
 * A product of the demo shop that is drawn. One form registers, and buys when the turn has come: the SDK's element says what its press
 * does at the moment and follows the registration; without script the button says it, and "Look again" asks.
 */
export function renderDrawnShop(page: DrawnShopPage): Html {
  const { product, sale, customerName, mine, said } = page;
  return renderDocument({
    title: `${product.name} · Demo shop`,
    stylesheet: "shop",
    script: "shop",
    children: (
      <main class="shop" data-drawn>
        <section class="product" aria-labelledby="product-name">
          <div class="product-art">
            <PhoneArt />
          </div>
          <div class="product-words">
            <h1 id="product-name">{product.name}</h1>
            <p class="soft">{product.line}</p>
            <p class="price">{priceWords(PRODUCT.price)}</p>
            <p class="soft small">
              {product.units} phones, {product.how}
            </p>
            <Times sale={sale} />
          </div>
        </section>
        <section class="card checkout" aria-labelledby="yours">
          <h2 id="yours">You are {customerName}</h2>
          {said === undefined ? null : <p role="alert">{said}</p>}
          <Order {...page} />
          {mine === undefined ? null : <Follow saleId={sale.saleId} receipt={mine.receipt} />}
          <p>
            <a class="button" href={product.path}>
              Look again
            </a>
          </p>
        </section>
      </main>
    ),
  });
}

const Times = ({ sale: { registration, draw, opensAt, fairWindowSeconds } }: { readonly sale: PublicSale }) => (
  <p class="soft small">
    {fairWindowSeconds === undefined ? null : (
      <>
        Opens at <Moment atMs={Date.parse(opensAt)} style="clock" />.{" "}
      </>
    )}
    {registration === undefined ? null : (
      <>
        Registration until <Moment atMs={Date.parse(registration.closesAt)} style="clock" />.{" "}
      </>
    )}
    {draw === undefined ? null : (
      <>
        Drawn at <Moment atMs={Date.parse(draw.drawAt)} style="clock" />.
      </>
    )}
  </p>
);

const Order = ({ isBought, asked, isProved, ...page }: DrawnShopPage) => {
  if (isBought) {
    return (
      <p>
        <strong>You bought it</strong>
      </p>
    );
  }
  if (asked !== undefined) return <VerifyForm action={`${page.product.path}/verify`} {...asked} />;
  return (
    <>
      {isProved ? <p role="status">Thank you, that is confirmed. Press once more and the order is placed.</p> : null}
      <Press {...page} />
    </>
  );
};

type PressProps = Pick<DrawnShopPage, "product" | "sale" | "baseUrl" | "mine">;

const Press = ({ product, sale, baseUrl, mine }: PressProps) => (
  <>
    <Standing sale={sale} mine={mine} />
    <fair-checkout sale={sale.saleId} base={baseUrl} code={`${product.path}/verify`}>
      <form data-checkout method="post" action={`${product.path}/press`}>
        <button class="button button-primary" type="submit">
          {mine === undefined ? "Register" : mine.status.status === "your_turn" ? "Buy and pay" : "Ask again"}
        </button>
      </form>
      <details data-turn hidden={mine?.status.status !== "your_turn"}>
        <summary>I do not want it any more</summary>
        <form class="fields" method="post" action={`${product.path}/decline`}>
          <p>The unit goes to the next in line at once, and your turn does not come again.</p>
          <button class="button" type="submit" data-decline>
            Give up my turn
          </button>
        </form>
      </details>
    </fair-checkout>
    <p class="hint" role="status" data-sent={`${product.path}/sent`} />
  </>
);

/** How it stood when the page was made. */
const Standing = ({ sale: { registration, closesAt, fairWindowSeconds }, mine }: Pick<PressProps, "sale" | "mine">) => {
  if (mine === undefined) {
    if (registration?.phase !== "closed") return null;
    return fairWindowSeconds !== undefined ? (
      <p data-standing>The first seconds are over. Whoever registers now stands behind those who came in them.</p>
    ) : (
      <p>
        Registration is closed. The next sale begins at <Moment atMs={Date.parse(closesAt)} style="clock" />.
      </p>
    );
  }
  const { headline, sentences } = mineWords(mine.status);
  return (
    <div data-standing>
      <p>
        <strong>{headline}</strong>
      </p>
      {sentences.map((sentence) => (
        <p>{sentence.map((part) => (typeof part === "string" ? part : <Moment atMs={part.atMs} style="clock" />))}</p>
      ))}
    </div>
  );
};

const Follow = ({ saleId, receipt }: { readonly saleId: string; readonly receipt: string }) => (
  <form method="post" action={`/sales/${encodeURIComponent(saleId)}`}>
    <input type="hidden" name="receipt" value={receipt} />
    <button class="button" type="submit">
      Follow it on the page of the sale
    </button>
  </form>
);
