import { TOKEN_LENGTH_MAX } from "../../domain/limits.ts";
import { BuyerDecision, BuyerTerms } from "../components/buyer-terms.tsx";
import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";
import { Moment } from "../components/moment.tsx";
import { type Mine, mineWords, nextMoment, type PublicSale, phaseHeadline } from "../view-models/buyer-sale.ts";
import { countOf } from "../words/count.ts";

export type BuyerSaleView = {
  readonly sale: PublicSale;
  /** Whose sale it is, and where its shop is. */
  readonly shop: { readonly name: string; readonly hostname: string; readonly address: string };
  /** The receipt that was asked about, and what became of it or why nothing is known of it. */
  readonly asked?:
    | { readonly receipt: string; readonly mine: Mine }
    | { readonly receipt: string; readonly refusal: string }
    | undefined;
};

/**
 * A sale for its buyers: its terms, when and how it is decided, and what became of one's own registration. Script asks for the
 * same page again and puts its parts in place; without script the button does.
 */
export function renderBuyerSale({ sale, shop, asked }: BuyerSaleView): Html {
  const path = `/sales/${encodeURIComponent(sale.saleId)}`;
  return renderDocument({
    title: sale.title,
    stylesheet: "buyer",
    script: "buyer-sale",
    children: (
      <main class="buyer" data-sale={sale.saleId}>
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <div class="buyer-head">
          <h1>{sale.title}</h1>
          <p class="soft">A sale of {shop.name}</p>
          {sale.test === undefined ? null : <p class="soft">A test: nothing is sold here.</p>}
        </div>
        <Now sale={sale} shop={shop} path={path} />
        <p class="visually-hidden" role="status" data-heard />
        {sale.registration === undefined ? null : <MyRegistration path={path} asked={asked} />}
        <section class="card buyer-part" aria-labelledby="how">
          <h2 id="how">How is it decided?</h2>
          <BuyerDecision sale={sale} />
          {sale.draw === undefined ? null : (
            <p>
              <a class="row-link" href={`${path}/draw`}>
                Check the draw yourself
              </a>
            </p>
          )}
        </section>
        <section class="card buyer-part" aria-labelledby="terms">
          <h2 id="terms">What are the terms?</h2>
          <BuyerTerms sale={sale} />
        </section>
      </main>
    ),
  });
}

type NowProps = { readonly sale: PublicSale; readonly shop: BuyerSaleView["shop"]; readonly path: string };

const Now = ({ sale, shop, path }: NowProps) => {
  const next = nextMoment(sale);
  const isRegistering = sale.registration?.phase === "open";
  return (
    <section class="card buyer-part buyer-now" aria-label="Now" data-part="now" data-server-time={sale.serverTimeMs}>
      <h2 data-headline>{phaseHeadline(sale)}</h2>
      {sale.pauseReason === undefined ? null : <p>{sale.pauseReason}</p>}
      {next === undefined ? null : (
        <p>
          {next.label} <Moment atMs={next.atMs} />
          <span class="countdown" data-countdown={next.atMs} aria-hidden="true" />
        </p>
      )}
      {sale.registration?.registered === undefined ? null : (
        <p class="soft">{countOf(sale.registration.registered, "registration takes", "registrations take")} part.</p>
      )}
      <div class="buyer-actions">
        {sale.phase === "closed" ? null : (
          <a class="button button-primary" href={shop.address}>
            {isRegistering ? `Register at ${shop.hostname}` : `Go to ${shop.hostname}`}
          </a>
        )}
        <a class="button" href={path} data-without-script>
          Look again
        </a>
      </div>
    </section>
  );
};

const MyRegistration = ({ path, asked }: { readonly path: string; readonly asked: BuyerSaleView["asked"] }) => (
  <section class="card buyer-part" aria-labelledby="mine" data-part="mine" {...standingOf(asked)}>
    <h2 id="mine">What became of my registration?</h2>
    {asked === undefined || "refusal" in asked ? null : <Standing mine={asked.mine} />}
    {asked === undefined || "refusal" in asked || asked.mine.status !== "your_turn" ? null : (
      <GiveUp path={path} receipt={asked.receipt} />
    )}
    <form class="ask" method="post" action={path} data-ask>
      <div class="field">
        <label for="receipt">Your receipt</label>
        <p class="hint" id="receipt-hint">
          The shop gave it to you when you registered. This browser keeps it and shows it to this service alone; whoever
          has it can read how your registration stands.
        </p>
        {asked !== undefined && "refusal" in asked ? (
          <p class="error" id="receipt-error">
            {asked.refusal}
          </p>
        ) : null}
        <textarea
          id="receipt"
          name="receipt"
          required
          rows={3}
          maxlength={TOKEN_LENGTH_MAX}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={asked !== undefined && "refusal" in asked ? "receipt-hint receipt-error" : "receipt-hint"}
          aria-invalid={asked !== undefined && "refusal" in asked ? "true" : undefined}
        >
          {asked?.receipt}
        </textarea>
      </div>
      <p class="error" role="alert" data-failed hidden>
        The service does not answer. Your receipt is still here: press again in a moment.
      </p>
      <div class="buyer-actions">
        <button class="button" type="submit">
          {asked === undefined ? "Look" : "Look again"}
        </button>
        <button class="button" type="button" data-forget hidden>
          Forget it on this device
        </button>
      </div>
    </form>
  </section>
);

const GiveUp = ({ path, receipt }: { readonly path: string; readonly receipt: string }) => (
  <details>
    <summary>I do not want it any more</summary>
    <form class="ask" method="post" action={path}>
      <p>The unit goes to the next place at once, and your turn does not come again.</p>
      <input type="hidden" name="receipt" value={receipt} />
      <input type="hidden" name="giveUp" value="yes" />
      <div class="buyer-actions">
        <button class="button" type="submit">
          Give up my turn
        </button>
      </div>
    </form>
  </details>
);

/** What script needs to know of the standing: that there is one, and when to ask again. */
function standingOf(asked: BuyerSaleView["asked"]) {
  if (asked === undefined || "refusal" in asked) return {};
  return { "data-status": asked.mine.status, "data-poll-ms": asked.mine.pollAfterMs };
}

const Standing = ({ mine }: { readonly mine: Mine }) => {
  const { headline, sentences } = mineWords(mine);
  return (
    <div class="standing">
      <h3 data-standing>{headline}</h3>
      <ul class="sentences">
        {sentences.map((sentence) => (
          <li>{sentence.map((part) => (typeof part === "string" ? part : <Moment atMs={part.atMs} />))}</li>
        ))}
      </ul>
    </div>
  );
};
