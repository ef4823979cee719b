import { type Html, renderDocument } from "../../../console/components/document.tsx";
import { Mark } from "../../../console/components/mark.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import type { PartnerPlace } from "../../domain/authorized/place.ts";
import { QrCode } from "../components/qr-code.tsx";

/** What a partner's own address shows to whoever follows it. */
export type PartnerPageView = {
  /** As buyers know it. */
  readonly name: string;
  readonly legalName: string;
  /** The address of this page. */
  readonly href: string;
  /** The first day of its authorization. */
  readonly since: string;
  /** Hosts and pages where it sells. */
  readonly addresses: readonly string[];
  readonly phone?: string | undefined;
  readonly places: readonly PartnerPlace[];
  readonly sales: readonly PartnerSale[];
};

export type PartnerSale = {
  readonly saleId: string;
  readonly title: string;
  readonly opensAtMs: number;
  readonly closesAtMs: number;
  readonly isOpen: boolean;
  readonly shop: string;
  /** Where its shop is, with the partner in the address. */
  readonly href: string;
};

/** A partner of the brand: that it is authorized, what can be bought by its way, and how. */
export function renderPartner(view: PartnerPageView): Html {
  const { name, legalName, href, since, addresses, phone, places, sales } = view;
  return renderDocument({
    title: `${name}, authorized partner`,
    stylesheet: "official",
    script: "official",
    children: (
      <main class="official">
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <h1>{name}</h1>
        <section class="answer answer-authorized" aria-labelledby="authorized">
          <h2 id="authorized">An authorized partner</h2>
          <p>
            {legalName === name ? "It has sold" : `${legalName} has sold`} for the brand since{" "}
            <Moment atMs={Date.parse(since)} style="day" />.
          </p>
          <ul class="plain-addresses">
            {addresses.map((address) => (
              <li>
                <code class="host">{address}</code>
              </li>
            ))}
          </ul>
        </section>
        {places.length === 0 && phone === undefined ? null : (
          <section class="ask card" aria-labelledby="stores">
            <h2 id="stores">{places.length === 1 ? "Its store" : "Its stores"}</h2>
            {places.map((place) => (
              <p>
                {place.name}, {place.postalCode}
                {place.hours === undefined ? null : `. Open ${place.hours}`}
              </p>
            ))}
            {phone === undefined ? null : <p>Telephone {phone}</p>}
          </section>
        )}
        <section class="ask card on-screen" aria-labelledby="sales">
          <h2 id="sales">Sales</h2>
          {sales.length === 0 ? <p>No sale is announced just now. Come back to this page.</p> : null}
          {sales.map((sale) => (
            <Sale sale={sale} name={name} />
          ))}
        </section>
        <section class="ask card on-screen" aria-labelledby="how">
          <h2 id="how">How do I buy?</h2>
          <p>
            Follow a link of this page. The shop then knows that {name} led you there, and nobody can change that at the
            checkout. It costs you nothing and gives you no place before others.
          </p>
        </section>
        <section class="ask card" aria-labelledby="code">
          <h2 id="code">Show this page to others</h2>
          <QrCode text={href} label={`Code that leads to ${href}`} />
          <p class="soft">
            <code class="host">{href}</code>
          </p>
          <p class="soft on-screen">Printed, this page is a poster: the name, the mark and this code.</p>
        </section>
      </main>
    ),
  });
}

const Sale = ({ sale, name }: { readonly sale: PartnerSale; readonly name: string }) => (
  <article class="ask-part">
    <h3>{sale.title}</h3>
    <p class="soft">
      {sale.isOpen ? "Open until " : "Opens "}
      <Moment atMs={sale.isOpen ? sale.closesAtMs : sale.opensAtMs} />
    </p>
    <p class="partner-links">
      <a class="button button-primary" href={sale.href}>
        {sale.isOpen ? "Buy" : "Look"} at {sale.shop} by way of {name}
      </a>
      <a class="row-link" href={`/sales/${encodeURIComponent(sale.saleId)}`}>
        Its terms
      </a>
    </p>
  </article>
);
