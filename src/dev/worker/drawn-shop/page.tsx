import type { PublicSale, RegistrationStatus } from "../../../client/index.ts";
import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { mineWords } from "../../../console/view-models/buyer-sale.ts";
import { PhoneArt } from "../shop/phone-art.tsx";
import { PRODUCT, priceWords } from "../shop/product.ts";
import { COMPANY, DRAWN_PRODUCT } from "./demo-draw.ts";

export type DrawnShopPage = {
  readonly sale: PublicSale;
  readonly customerName: string;
  /** Of the customer's own registration; absent before it. */
  readonly mine?: { readonly receipt: string; readonly status: RegistrationStatus } | undefined;
  readonly isBought: boolean;
  /** What went wrong with the last press, in a sentence. */
  readonly said?: string | undefined;
};

/** A product of the demo shop that is drawn. The page of the sale follows a registration live; this one asks by a button. */
export function renderDrawnShop({ sale, customerName, mine, isBought, said }: DrawnShopPage): Html {
  return renderDocument({
    title: `${DRAWN_PRODUCT.name} · Demo shop`,
    stylesheet: "shop",
    children: (
      <main class="shop">
        <section class="product" aria-labelledby="product-name">
          <div class="product-art">
            <PhoneArt />
          </div>
          <div class="product-words">
            <h1 id="product-name">{DRAWN_PRODUCT.name}</h1>
            <p class="soft">{DRAWN_PRODUCT.line}</p>
            <p class="price">{priceWords(PRODUCT.price)}</p>
            <p class="soft small">
              {DRAWN_PRODUCT.units} phones, drawn among you and {COMPANY} invented buyers. Being faster brings nothing.
            </p>
            <Times sale={sale} />
          </div>
        </section>
        <section class="card checkout" aria-labelledby="yours">
          <h2 id="yours">You are {customerName}</h2>
          {said === undefined ? null : <p role="alert">{said}</p>}
          {mine === undefined ? <Register sale={sale} /> : <Standing sale={sale} mine={mine} isBought={isBought} />}
          <p>
            <a class="button" href="/shop/draw">
              Look again
            </a>
          </p>
        </section>
      </main>
    ),
  });
}

const Times = ({ sale: { registration, draw } }: { readonly sale: PublicSale }) => (
  <p class="soft small">
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

const Register = ({ sale: { registration, closesAt } }: { readonly sale: PublicSale }) =>
  registration?.phase === "closed" ? (
    <p>
      Registration is closed. The next draw begins at <Moment atMs={Date.parse(closesAt)} style="clock" />.
    </p>
  ) : (
    <form method="post" action="/shop/draw/register">
      <button class="button button-primary" type="submit">
        Register
      </button>
    </form>
  );

type StandingProps = {
  readonly sale: PublicSale;
  readonly mine: NonNullable<DrawnShopPage["mine"]>;
  readonly isBought: boolean;
};

const Standing = ({ sale: { saleId }, mine: { receipt, status }, isBought }: StandingProps) => {
  const { headline, sentences } = mineWords(status);
  return (
    <>
      <p>
        <strong>{isBought ? "You bought it" : headline}</strong>
      </p>
      {sentences.map((sentence) => (
        <p>{sentence.map((part) => (typeof part === "string" ? part : <Moment atMs={part.atMs} style="clock" />))}</p>
      ))}
      {status.status === "your_turn" && !isBought ? (
        <form method="post" action="/shop/draw/buy">
          <button class="button button-primary" type="submit">
            Buy and pay
          </button>
        </form>
      ) : null}
      <form method="post" action={`/sales/${encodeURIComponent(saleId)}`}>
        <input type="hidden" name="receipt" value={receipt} />
        <button class="button" type="submit">
          Follow it on the page of the sale
        </button>
      </form>
    </>
  );
};
