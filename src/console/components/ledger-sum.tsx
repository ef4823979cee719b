import type { LedgerView } from "../../domain/sale/read-sale.ts";
import { share } from "../charts/share.ts";
import { UNIT_PLACES, type UnitPlace } from "../charts/unit-places.ts";
import { countWords } from "../words/count.ts";

const PLACE_WORDS: { readonly [place in UnitPlace]: string } = {
  free: "Free",
  held: "Held",
  sold: "Sold",
  withdrawn: "Withdrawn",
};

/** The sum that every unit appears in once: received = free + held + sold + withdrawn. */
export const LedgerSum = ({ ledger }: { readonly ledger: LedgerView }) => (
  <>
    <dl class="sum">
      <div class="sum-term">
        <dt>Received</dt>
        <dd data-figure="received">{countWords(ledger.received)}</dd>
      </div>
      {UNIT_PLACES.map((place) => (
        <Term place={place} ledger={ledger} />
      ))}
    </dl>
    <StockBar ledger={ledger} />
  </>
);

const Term = ({ place, ledger }: { readonly place: UnitPlace; readonly ledger: LedgerView }) => (
  <div class="sum-term">
    <dt>
      <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
        <rect class={`stock-${place}`} width="10" height="10" rx="2" />
      </svg>
      {PLACE_WORDS[place]}
    </dt>
    <dd>
      <span data-figure={place}>{countWords(ledger[place])}</span>
    </dd>
    {place === "held" ? (
      <dd class="sum-note" data-returning hidden={ledger.returning === 0}>
        of them <span data-figure="returning">{countWords(ledger.returning)}</span> returning
      </dd>
    ) : null}
  </div>
);

/** The same sum as lengths. */
const StockBar = ({ ledger }: { readonly ledger: LedgerView }) => {
  let start = 0;
  return (
    <svg class="stock-bar" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      {UNIT_PLACES.map((place) => {
        const x = share(start, ledger.received);
        start += ledger[place];
        return (
          <rect
            class={`stock-${place}`}
            data-place={place}
            x={x}
            width={share(ledger[place], ledger.received)}
            height="100%"
          />
        );
      })}
    </svg>
  );
};
