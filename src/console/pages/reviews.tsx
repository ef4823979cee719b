import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { KeySwitch } from "../components/key-switch.tsx";
import { PageLinks } from "../components/page-links.tsx";
import { ReviewCard } from "../components/review-card.tsx";
import type { Frame } from "../frame.ts";
import { neighbours } from "../neighbours.ts";
import { type ReviewsView, reviewsHref } from "../view-models/reviews.ts";
import { durationWords } from "../words/duration.ts";

/** Checkouts that a policy left to people: the queue, and why one of them waits beside it. */
export function renderReviews(view: ReviewsView, frame: Frame): Html {
  const { filter, reviews, next, shown, mayResolve } = view;
  return renderConsolePage({
    title: "Reviews",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Reviews</h1>
            <p class="soft small">
              Checkouts that a rule or the score left to people, in sales that go on; the longest wait first. The list
              is about a second behind. Nothing is held for them.
            </p>
          </div>
          {filter.sale === undefined ? null : (
            <a class="button" href={reviewsHref({})}>
              All sales
            </a>
          )}
        </div>
        {shown === undefined ? (
          <section class="card panel">
            <div class="empty">
              <h2>Nobody waits</h2>
              <p>
                A checkout comes here when a rule says <code>review</code>, or when its risk is above the threshold of
                its channel.
              </p>
            </div>
          </section>
        ) : (
          <>
            <Moves view={view} />
            <div class="review">
              <section class="card" aria-label="Queue">
                {reviews.length === 0 ? (
                  <p class="soft panel">No checkout is left in this view.</p>
                ) : (
                  <Queue view={view} />
                )}
                <PageLinks
                  padded
                  first={
                    filter.after === undefined
                      ? undefined
                      : { href: reviewsHref({ ...filter, after: undefined }), words: "Longest waits" }
                  }
                  next={
                    next === undefined
                      ? undefined
                      : { href: reviewsHref({ ...filter, after: next }), words: "Shorter waits" }
                  }
                />
              </section>
              <ReviewCard shown={shown} filter={filter} mayResolve={mayResolve} />
            </div>
            <KeySwitch />
          </>
        )}
      </>
    ),
  });
}

type ViewProps = { readonly view: ReviewsView };

const Queue = ({ view: { filter, reviews, shown, nowMs } }: ViewProps) => (
  <ol class="case-list">
    {reviews.map((each) => (
      <li>
        <a
          class="case-link"
          href={reviewsHref(filter, each.decisionId)}
          aria-current={each.decisionId === shown?.decisionId ? "true" : undefined}
        >
          <span>{each.reasons[0]?.message ?? each.decisionId}</span>
          <span class="soft small">
            Waits {durationWords(nowMs - Date.parse(each.at))} · {each.saleId}
          </span>
          <span class="code">{each.account}</span>
        </a>
      </li>
    ))}
  </ol>
);

const Moves = ({ view: { filter, reviews, shown } }: ViewProps) => {
  const { previous, next } = neighbours(reviews, ({ decisionId }) => decisionId === shown?.decisionId);
  return (
    <nav class="pages" aria-label="Checkouts">
      {previous === undefined ? (
        <span />
      ) : (
        <a class="button" data-key="k" href={reviewsHref(filter, previous.decisionId)}>
          Previous checkout <kbd>k</kbd>
        </a>
      )}
      {next === undefined ? null : (
        <a class="button" data-key="j" href={reviewsHref(filter, next.decisionId)}>
          Next checkout <kbd>j</kbd>
        </a>
      )}
    </nav>
  );
};
