import type { DrawStage } from "../../domain/draw/draw-stage.ts";
import { TOKEN_LENGTH_MAX } from "../../domain/limits.ts";
import { type Html, renderDocument } from "../components/document.tsx";
import { Mark } from "../components/mark.tsx";
import { Moment } from "../components/moment.tsx";
import { countOf } from "../words/count.ts";

export type BuyerDrawView = {
  readonly saleId: string;
  readonly title: string;
  readonly stage: DrawStage;
  /** How many statements are published. */
  readonly statements: number;
  readonly drawAtMs: number;
};

const STAGE_WORDS: { readonly [stage in DrawStage]: string } = {
  scheduled: "Registration has not opened yet",
  registering: "Registration is open",
  judging: "Registration is closed, and the list is being made",
  committed: "The list is fixed, and the randomness that decides is still to come",
  drawn: "The order is drawn",
  calling: "Places are called in the drawn order",
  over: "The draw is over",
  void: "The draw does not take place",
};

/** A draw, recomputed in the reader's own browser from what is published. */
export function renderBuyerDraw({ saleId, title, stage, statements, drawAtMs }: BuyerDrawView): Html {
  const path = `/v1/sales/${encodeURIComponent(saleId)}/draw`;
  return renderDocument({
    title: `Draw of ${title}`,
    stylesheet: "buyer",
    script: "buyer-draw",
    children: (
      <main class="buyer" data-sale={saleId}>
        <p class="brand">
          <Mark /> Firsthand
        </p>
        <div class="buyer-head">
          <h1>Draw of {title}</h1>
          <p class="soft">
            {STAGE_WORDS[stage]}. {countOf(statements, "statement is", "statements are")} published; the order is drawn{" "}
            <Moment atMs={drawAtMs} />.
          </p>
        </div>
        <section class="card buyer-part" aria-labelledby="check">
          <h2 id="check">Does it hold?</h2>
          <p>
            Your browser fetches what is published and recomputes all of it: signatures, the list, the public
            randomness, the order, and the seals that were opened. It also remembers which statements it saw, and warns
            if another one is ever shown in the place of one of them.
          </p>
          <div class="field" data-with-script hidden>
            <label for="receipts">Receipts to look for, one on a line</label>
            <p class="hint" id="receipts-hint">
              They stay in this browser: they are looked for in the list, and sent nowhere.
            </p>
            <textarea
              id="receipts"
              rows={3}
              maxlength={TOKEN_LENGTH_MAX}
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              aria-describedby="receipts-hint"
            />
          </div>
          <div class="buyer-actions" data-with-script hidden>
            <button class="button button-primary" type="button" data-check>
              Recompute the draw
            </button>
          </div>
          <p data-without-script>
            This needs script. Without it, whoever has this project can run{" "}
            <code>npm run draw:verify -- --sale {saleId} --base-url</code> with this address.
          </p>
          <p role="status" data-progress />
          <ol class="sentences" data-result hidden />
        </section>
        <section class="card buyer-part" aria-labelledby="files">
          <h2 id="files">What is published?</h2>
          <ul class="sentences">
            <li>
              <a href={path}>The statements</a>, each signed and linked to the one before
            </li>
            <li>
              <a href={`${path}/entries.txt`}>The list of entries</a>, once it is fixed
            </li>
            <li>
              <a href={`${path}/openings.txt`}>The opened seals</a>, once the order is drawn
            </li>
            <li>
              <a href="/.well-known/jwks.json">The keys</a> that signed them
            </li>
          </ul>
          <p class="soft small">
            What this shows: nobody could choose the order. What it cannot show: whether each exclusion was right, nor
            that no entry is the operator's own.
          </p>
        </section>
        <p>
          <a class="row-link" href={`/sales/${encodeURIComponent(saleId)}`}>
            Back to the sale
          </a>
        </p>
      </main>
    ),
  });
}
