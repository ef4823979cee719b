import { renderConsolePage } from "../../../console/components/console-page.tsx";
import type { Html } from "../../../console/components/document.tsx";
import { PageLinks } from "../../../console/components/page-links.tsx";
import type { Frame } from "../../../console/frame.ts";
import { neighbours } from "../../../console/neighbours.ts";
import { AddShop } from "../components/add-shop.tsx";
import { CaseCard } from "../components/case-card.tsx";
import { CaseFilters } from "../components/case-filters.tsx";
import { CaseList } from "../components/case-list.tsx";
import { DetectorRecords } from "../components/detector-records.tsx";
import { KeyList } from "../components/key-list.tsx";
import { QueueAges } from "../components/queue-ages.tsx";
import { Done, TriageBar } from "../components/triage-bar.tsx";
import { casesHref, type ResellersView } from "../view-models/resellers.ts";

/** The queue of shops that may pose as a brand, and the evidence about one of them beside it. */
export function renderResellers(view: ResellersView, frame: Frame): Html {
  const { filter, cases, shown, mayDecide, done, people, me } = view;
  return renderConsolePage({
    title: "Resellers",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Resellers</h1>
            <p class="soft small">Shops that may pose as a brand. No shop is ever visited.</p>
          </div>
          <div class="case-actions">
            <a class="button" href="/console/resellers/settings">
              Detector settings
            </a>
            <a class="button" href="/console/resellers/lists">
              Lists for rules
            </a>
            <a class="button" href="/console/resellers/partners">
              Partners
            </a>
            {mayDecide ? <AddShop /> : null}
          </div>
        </div>
        {done === undefined ? null : <Done done={done} back={casesHref(filter, shown?.caseId)} />}
        <CaseFilters view={view} />
        {cases.length === 0 && shown === undefined ? <Empty view={view} /> : null}
        {shown === undefined ? null : (
          <>
            <Moves view={view} />
            <div class="review">
              <Queue view={view} />
              <CaseCard
                shown={shown}
                filter={filter}
                mayDecide={mayDecide}
                people={people}
                me={me}
                confirmedByMe={view.confirmedByMe}
                refused={view.refused}
              />
            </div>
          </>
        )}
        <div class="columns">
          <DetectorRecords detectors={view.metrics.detectors} />
          <QueueAges queue={view.metrics.queue} />
        </div>
      </>
    ),
  });
}

const Queue = ({ view }: { readonly view: ResellersView }) => {
  const { filter, cases, next, shown, mayDecide, people, me, nowMs } = view;
  const list = <CaseList cases={cases} filter={filter} shown={shown?.caseId} nowMs={nowMs} choose={mayDecide} />;
  return (
    <section class="card" aria-label="Queue">
      {cases.length === 0 ? <p class="soft panel">No case is left in this view.</p> : null}
      {mayDecide && cases.length > 0 ? (
        <form method="post" action="/console/resellers/triage">
          <input type="hidden" name="back" value={casesHref(filter)} />
          <TriageBar people={people} me={me} />
          {list}
        </form>
      ) : (
        list
      )}
      <PageLinks
        padded
        first={
          filter.after === undefined
            ? undefined
            : { href: casesHref({ ...filter, after: undefined }), words: "First page" }
        }
        next={next === undefined ? undefined : { href: casesHref({ ...filter, after: next }), words: "Next page" }}
      />
    </section>
  );
};

const Moves = ({ view: { filter, cases, shown, mayDecide } }: { readonly view: ResellersView }) => {
  const around = neighbours(cases, ({ caseId }) => caseId === shown?.caseId);
  return (
    <nav class="pages" aria-label="Cases">
      <KeyList mayDecide={mayDecide} />
      <span class="moves">
        {around.previous === undefined ? null : (
          <a class="button" data-key="k" href={casesHref(filter, around.previous.caseId)}>
            Previous case <kbd>k</kbd>
          </a>
        )}
        {around.next === undefined ? null : (
          <a class="button" data-key="j" href={casesHref(filter, around.next.caseId)}>
            Next case <kbd>j</kbd>
          </a>
        )}
      </span>
    </nav>
  );
};

const Empty = ({ view: { filter } }: { readonly view: ResellersView }) => (
  <section class="card panel">
    <div class="empty">
      <h2>{casesHref(filter) === casesHref({ scope: "open" }) ? "Nothing to decide" : "No case matches"}</h2>
      <p>
        A report by a buyer at <code>/official</code>, a list that <code>npm run resellers -- import</code> sends, or a
        shop that you add here opens a case with what the detectors found.{" "}
        <a href={casesHref({ scope: "all" })}>Show all cases</a>
      </p>
    </div>
  </section>
);
