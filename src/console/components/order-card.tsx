import { CANCEL_CAUSES, CANCELLED_BY, ORDER_UNITS } from "../../domain/order/order.ts";
import type { CancelPreview, OrdersFilter, ShownOrder } from "../view-models/orders.ts";
import { ordersHref } from "../view-models/orders.ts";
import { CAUSE_WORDS, MOVED_BY_WORDS, ORDER_STATE_WORDS } from "../words/order-state.ts";
import { AppealPart } from "./appeal-part.tsx";
import { Moment } from "./moment.tsx";
import { Table } from "./table.tsx";
import { WhyForm } from "./why-form.tsx";

type OrderCardProps = { readonly saleId: string; readonly shown: ShownOrder; readonly filter: OrdersFilter };

/** One order: what it went through, and a cancellation with its consequences before it is done. */
export const OrderCard = ({ saleId, shown, filter }: OrderCardProps) => {
  const { view, moves, mayCancel, preview, appeal } = shown;
  return (
    <section class="card panel" aria-labelledby="order-title">
      <h2 id="order-title">
        Order <span class="code">{view.orderId}</span>: {ORDER_STATE_WORDS[view.state].toLowerCase()}
        {view.overdue ? ", overdue" : ""}
      </h2>
      {appeal === undefined ? null : <AppealPart saleId={saleId} orderId={view.orderId} appeal={appeal} />}
      <Table
        caption="What it went through"
        label="Movements"
        rows={moves}
        columns={[
          { title: "When", cell: ({ atMs }) => <Moment atMs={atMs} /> },
          { title: "Came to", cell: ({ to }) => ORDER_STATE_WORDS[to] },
          { title: "By", cell: ({ by }) => MOVED_BY_WORDS[by] },
          { title: "Units sold", class: "number", cell: ({ units }) => (units === 0 ? "–" : units) },
          { title: "Why", cell: ({ reason }) => reason ?? "–" },
        ]}
      />
      {mayCancel ? <Choice saleId={saleId} orderId={view.orderId} filter={filter} preview={preview} /> : null}
      {mayCancel && preview !== undefined ? <Preview saleId={saleId} orderId={view.orderId} preview={preview} /> : null}
      <p>
        <a href={ordersHref(saleId, filter)}>Close this order</a>
      </p>
    </section>
  );
};

type ChoiceProps = {
  readonly saleId: string;
  readonly orderId: string;
  readonly filter: OrdersFilter;
  readonly preview: CancelPreview | undefined;
};

/** Asks what a cancellation would do: the answer is a page of its own address. */
const Choice = ({ saleId, orderId, filter, preview }: ChoiceProps) => (
  <form class="filters" method="get" action={ordersHref(saleId, {})}>
    <input type="hidden" name="order" value={orderId} />
    {filter.state === undefined ? null : <input type="hidden" name="state" value={filter.state} />}
    <div class="field">
      <label for="cancel-cause">Cancel because</label>
      <select id="cancel-cause" name="cause">
        {CANCELLED_BY.map((by) => (
          <optgroup label={`By ${MOVED_BY_WORDS[by]}`}>
            {CANCEL_CAUSES[by].map((cause) => (
              <option value={`${by}/${cause}`} selected={preview?.choice.by === by && preview.choice.cause === cause}>
                {CAUSE_WORDS[cause]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="cancel-units">Its units</label>
      <select id="cancel-units" name="units">
        {ORDER_UNITS.map((units) => (
          <option value={units} selected={preview?.choice.units === units}>
            {units === "return" ? "go to others" : "are withdrawn"}
          </option>
        ))}
      </select>
    </div>
    <button class="button" type="submit">
      Show what that does
    </button>
  </form>
);

type PreviewProps = { readonly saleId: string; readonly orderId: string; readonly preview: CancelPreview };

const Preview = (props: PreviewProps) => (props.preview.isPossible ? <Consequences {...props} /> : <Promised />);

const Promised = () => (
  <section aria-labelledby="preview-title">
    <h3 id="preview-title">That would be refused</h3>
    <p>Its units may not be withdrawn: invites promise as many as the sale has. Let them go to others.</p>
  </section>
);

const Consequences = ({ saleId, orderId, preview: { choice, goTo, buyerReads } }: PreviewProps) => (
  <section aria-labelledby="preview-title">
    <h3 id="preview-title">What that does</h3>
    <p>The units go {goTo}.</p>
    <p>
      The buyer reads: <q>{buyerReads}</q>
    </p>
    <p class="soft small">Paying the money back is the shop's. A cancelled order never opens again.</p>
    <WhyForm
      id="cancel-why"
      action={`/console/sales/${encodeURIComponent(saleId)}/orders/cancel`}
      question="Why? The buyer never reads it."
      button="Cancel the order"
    >
      <input type="hidden" name="orderId" value={orderId} />
      <input type="hidden" name="by" value={choice.by} />
      <input type="hidden" name="cause" value={choice.cause} />
      <input type="hidden" name="units" value={choice.units} />
      {choice.by === "fraud" ? <Cited /> : null}
    </WhyForm>
  </section>
);

const Cited = () => (
  <div class="field">
    <label for="cancel-cites">Decision or case that it rests on</label>
    <input id="cancel-cites" name="cites" required autocomplete="off" />
  </div>
);
