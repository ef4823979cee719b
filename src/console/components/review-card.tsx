import type { CheckoutReviewView } from "../../wire/checkout-review.ts";
import { reasonRows } from "../view-models/reason-rows.ts";
import { exemptionWords, REVIEW_WORDS, type ReviewFilterView, reviewsHref } from "../view-models/reviews.ts";
import { Code } from "./code.tsx";
import { Fact } from "./fact.tsx";
import { Moment } from "./moment.tsx";
import { ReasonField } from "./reason-field.tsx";
import { ReasonList } from "./reason-list.tsx";

type ReviewCardProps = {
  readonly shown: CheckoutReviewView;
  readonly filter: ReviewFilterView;
  readonly mayResolve: boolean;
};

/** One checkout in review: why it waits, what can be said of it, and where everything about it is. */
export const ReviewCard = ({ shown, filter, mayResolve }: ReviewCardProps) => (
  <article class="case-card" aria-labelledby="checkout">
    <section class="verdict verdict-review">
      <h2 id="checkout">{headline(shown)}</h2>
      <dl class="facts">
        <Fact term="Sale">{shown.saleId}</Fact>
        <Fact term="Shop">{shown.shop}</Fact>
        <Fact term="Channel">{shown.channel}</Fact>
        <Fact term="Units">{shown.quantity}</Fact>
        <Fact term="Tried">
          <Moment atMs={Date.parse(shown.at)} />
        </Fact>
      </dl>
      <p>
        <Code>{shown.decisionId}</Code>
      </p>
      <Resolved shown={shown} />
      {mayResolve ? <Actions shown={shown} filter={filter} /> : null}
      <div class="case-actions">
        <a class="button" data-key="o" href={`/console/decisions/${shown.decisionId}`}>
          Whole decision <kbd>o</kbd>
        </a>
        <a class="button" href={`/console/sales/${shown.saleId}/clusters/${encodeURIComponent(shown.account)}`}>
          Its cluster
        </a>
      </div>
    </section>
    <section class="card panel" aria-labelledby="why-review">
      <h2 id="why-review">Why does it wait?</h2>
      <ReasonList reasons={reasonRows(shown.reasons)} />
    </section>
  </article>
);

function headline({ resolution }: CheckoutReviewView): string {
  if (resolution === undefined) return "This checkout waits for a person";
  if (resolution.status === "denied") return "This checkout was denied";
  return resolution.expiresAt === undefined
    ? "This checkout was approved, and its sale has not heard of it"
    : "This checkout was approved";
}

const Resolved = ({ shown: { resolution, reviewer, reviewReason } }: { readonly shown: CheckoutReviewView }) =>
  resolution === undefined ? null : (
    <>
      <p class="outside-words">{reviewReason}</p>
      <p class="soft small">
        {reviewer}, <Moment atMs={Date.parse(resolution.at)} />
        {resolution.expiresAt === undefined ? null : (
          <>
            {" "}
            · counts until <Moment atMs={Date.parse(resolution.expiresAt)} />
          </>
        )}
      </p>
    </>
  );

const Actions = ({ shown, filter }: Pick<ReviewCardProps, "shown" | "filter">) => (
  <div class="case-actions">
    {shown.allowed.map((transition) => {
      const { key, name, consequence } = REVIEW_WORDS[transition];
      return (
        <details class="controls" name="action">
          <summary class="button" data-key={key}>
            {name} <kbd>{key}</kbd>
          </summary>
          <form method="post" action={`/console/reviews/${shown.decisionId}`}>
            <input type="hidden" name="transition" value={transition} />
            <input type="hidden" name="back" value={reviewsHref(filter)} />
            <ReasonField id={`reason-${transition}`} keptWith="the decision" />
            {transition === "approve" ? <Skipped shown={shown} /> : null}
            <button class="button button-primary" type="submit">
              {consequence}
            </button>
          </form>
        </details>
      );
    })}
  </div>
);

/** What the approval skips: to be chosen, or as it was chosen where it is sent again. */
const Skipped = ({ shown: { exemptable, resolution } }: { readonly shown: CheckoutReviewView }) =>
  resolution === undefined ? (
    <fieldset>
      <legend>The next order skips</legend>
      {exemptable.map((rule) => (
        <label class="choice">
          <input type="checkbox" name="rules" value={rule} checked />
          <span class="code">{exemptionWords(rule)}</span>
        </label>
      ))}
    </fieldset>
  ) : (
    <div hidden>
      {resolution.rules.map((rule) => (
        <input type="hidden" name="rules" value={rule} />
      ))}
    </div>
  );
