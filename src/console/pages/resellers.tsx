import { CASE_STATES } from "../../domain/reseller/case/case-state.ts";
import { SELLER_URL_CHARS_MAX } from "../../domain/reseller/host/parse-seller-url.ts";
import { CaseCard } from "../components/case-card.tsx";
import { CaseList } from "../components/case-list.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import { DetectorRecords } from "../components/detector-records.tsx";
import type { Html } from "../components/document.tsx";
import type { Frame } from "../frame.ts";
import { casesHref, neighbours, type ResellersView, STATE_WORDS } from "../view-models/resellers.ts";

/** The queue of shops that may pose as a brand, and the evidence about one of them beside it. */
export function renderResellers(view: ResellersView, frame: Frame): Html {
  const { filter, cases, next, shown, mayDecide } = view;
  const around = neighbours(cases, shown?.caseId);
  return renderConsolePage({
    title: "Resellers",
    frame,
    section: "resellers",
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Resellers</h1>
            <p class="soft small">Shops that may pose as a brand, the highest score first. No shop is ever visited.</p>
          </div>
          {mayDecide ? <AddCase /> : null}
        </div>
        <Filters view={view} />
        {cases.length === 0 && shown === undefined ? <Empty view={view} /> : null}
        {shown === undefined ? null : (
          <>
            <nav class="pages" aria-label="Cases">
              {around.previous === undefined ? (
                <span />
              ) : (
                <a class="button" data-key="k" href={casesHref(filter, around.previous.caseId)}>
                  Previous case <kbd>k</kbd>
                </a>
              )}
              {around.next === undefined ? null : (
                <a class="button" data-key="j" href={casesHref(filter, around.next.caseId)}>
                  Next case <kbd>j</kbd>
                </a>
              )}
            </nav>
            <div class="review">
              <section class="card" aria-label="Queue">
                {cases.length === 0 ? (
                  <p class="soft panel">No case is left in this view.</p>
                ) : (
                  <CaseList cases={cases} filter={filter} shown={shown.caseId} />
                )}
                <Pages
                  after={filter.after}
                  first={casesHref({ ...filter, after: undefined })}
                  next={next && casesHref({ ...filter, after: next })}
                />
              </section>
              <CaseCard shown={shown} filter={filter} mayDecide={mayDecide} />
            </div>
          </>
        )}
        <DetectorRecords records={view.records} />
      </>
    ),
  });
}

const AddCase = () => (
  <details class="controls">
    <summary class="button">Add a shop</summary>
    <form method="post" action="/console/resellers">
      <div class="field">
        <label for="add-url">Web address</label>
        <input
          id="add-url"
          name="url"
          required
          maxlength={SELLER_URL_CHARS_MAX}
          autocomplete="off"
          spellcheck={false}
        />
      </div>
      <div class="field">
        <label for="add-note">What did you see?</label>
        <input id="add-note" name="note" required autocomplete="off" />
      </div>
      <button class="button button-primary" type="submit">
        Open a case, or join the one there is
      </button>
    </form>
  </details>
);

const Empty = ({ view: { filter } }: { readonly view: ResellersView }) => (
  <section class="card panel">
    <div class="empty">
      <h2>{filter.scope === "open" && filter.brand === undefined ? "Nothing to decide" : "No case matches"}</h2>
      <p>
        A report by a buyer at <code>/official</code>, or a shop that you add here, opens a case with what the detectors
        found. <a href={casesHref({ scope: "all" })}>Show all cases</a>
      </p>
    </div>
  </section>
);

const Filters = ({ view: { filter, brands } }: { readonly view: ResellersView }) => (
  <form class="filters" method="get" action="/console/resellers">
    <div class="field">
      <label for="filter-state">State</label>
      <select id="filter-state" name="state">
        <option value="open" selected={filter.scope === "open"}>
          To decide
        </option>
        <option value="all" selected={filter.scope === "all"}>
          All
        </option>
        {CASE_STATES.map((state) => (
          <option value={state} selected={filter.scope === state}>
            {STATE_WORDS[state]}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="filter-brand">Brand</label>
      <select id="filter-brand" name="brand">
        <option value="">All</option>
        {brands.map(({ id, name }) => (
          <option value={id} selected={filter.brand === id}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <button class="button" type="submit">
      Show
    </button>
  </form>
);

type PagesProps = { readonly after: string | undefined; readonly first: string; readonly next: string | undefined };

const Pages = ({ after, first, next }: PagesProps) =>
  after === undefined && next === undefined ? null : (
    <nav class="pages panel" aria-label="Pages">
      {after === undefined ? (
        <span />
      ) : (
        <a class="button" href={first}>
          Highest scores
        </a>
      )}
      {next === undefined ? null : (
        <a class="button" href={next}>
          Lower scores
        </a>
      )}
    </nav>
  );
