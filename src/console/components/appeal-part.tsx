import { APPEAL_OUTCOMES, type AppealState } from "../../domain/order/order.ts";
import type { ShownAppeal } from "../view-models/orders.ts";
import { Code } from "./code.tsx";
import { Moment } from "./moment.tsx";
import { WhyForm } from "./why-form.tsx";

type AppealPartProps = { readonly saleId: string; readonly orderId: string; readonly appeal: ShownAppeal };

/** The appeal of an order that was cancelled for fraud: what it rests on, and what is decided of it. */
export const AppealPart = ({ saleId, orderId, appeal: { state, cites, decided, mayDecide } }: AppealPartProps) => (
  <section aria-labelledby="appeal-title">
    <h3 id="appeal-title">{STATE_WORDS[state]}</h3>
    {cites === undefined ? null : (
      <p>
        It was cancelled for <Cited cites={cites} />.
      </p>
    )}
    {decided === undefined ? null : (
      <p>
        <Moment atMs={decided.atMs} />: {decided.reason}
      </p>
    )}
    {mayDecide ? (
      <WhyForm
        id="appeal-why"
        action={`/console/sales/${encodeURIComponent(saleId)}/orders/appeal`}
        question="Why? The buyer reads the outcome, and never this."
        button="Decide the appeal"
      >
        <input type="hidden" name="orderId" value={orderId} />
        <div class="field">
          <label for="appeal-outcome">The buyer</label>
          <select id="appeal-outcome" name="outcome" required>
            <option value="">Choose</option>
            {APPEAL_OUTCOMES.map((outcome) => (
              <option value={outcome}>{outcome === "upheld" ? "was wronged: uphold" : "was not: reject"}</option>
            ))}
          </select>
        </div>
      </WhyForm>
    ) : state === "open" ? (
      <p class="soft">Somebody of the trust team who did not cancel it has to look at it again.</p>
    ) : null}
  </section>
);

const STATE_WORDS: { readonly [state in AppealState]: string } = {
  open: "An appeal is open",
  upheld: "The appeal was upheld",
  rejected: "The appeal was rejected",
};

const Cited = ({ cites }: { readonly cites: string }) =>
  cites.startsWith("dec_") ? (
    <a class="code" href={`/console/decisions/${encodeURIComponent(cites)}`}>
      {cites}
    </a>
  ) : (
    <Code>{cites}</Code>
  );
