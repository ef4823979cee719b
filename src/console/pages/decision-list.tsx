import { VERDICTS } from "../../domain/decision/decision.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import { DecisionTable } from "../components/decision-table.tsx";
import type { Html } from "../components/document.tsx";
import { MomentField } from "../components/moment-field.tsx";
import { PageLinks } from "../components/page-links.tsx";
import type { Frame } from "../frame.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";
import { type DecisionListView, decisionsHref } from "../view-models/decision-list.ts";
import { durationWords } from "../words/duration.ts";

/** Decisions, filtered by the address and paged by the server. */
export function renderDecisionList(view: DecisionListView, frame: Frame): Html {
  const { filter, rows, after, paged, lagMs } = view;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return renderConsolePage({
    title: "Decisions",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Decisions</h1>
            {lagMs === undefined ? null : (
              <p class="soft small">
                This list is {durationWords(lagMs)} behind the sale; the page of a decision is not.
              </p>
            )}
          </div>
          {view.mayFind ? (
            <a class="button" href="/console/find">
              Find a checkout
            </a>
          ) : null}
        </div>
        {filter.account === undefined ? null : (
          <p class="notice">
            Of the account <Code>{filter.account}</Code> alone. <a href="/console/decisions">Show all decisions</a>
          </p>
        )}
        <Filters view={view} />
        <section class="card panel" aria-label="Decisions">
          {rows.length === 0 ? (
            <div class="empty">
              <h2>{filtered ? "No decision matches" : "No decision yet"}</h2>
              <p>
                {filtered ? (
                  <a href="/console/decisions">Show all decisions</a>
                ) : (
                  "Every checkout that a shop asks about is listed here with its verdict and reasons."
                )}
              </p>
            </div>
          ) : (
            <DecisionTable caption="Decisions, newest first" rows={rows} />
          )}
          <PageLinks
            first={paged ? { href: decisionsHref(filter), words: "Newest" } : undefined}
            next={after === undefined ? undefined : { href: decisionsHref(filter, after), words: "Older" }}
          />
        </section>
      </>
    ),
  });
}

const Filters = ({ view: { filter, sales, reasonCodes } }: { readonly view: DecisionListView }) => (
  <form class="filters" method="get" action="/console/decisions">
    <Choice
      name="sale"
      label="Sale"
      chosen={filter.saleId}
      options={sales.map(({ saleId, title }) => ({ value: saleId, words: title }))}
    />
    <Choice
      name="verdict"
      label="Verdict"
      chosen={filter.verdict}
      options={VERDICTS.map((verdict) => ({ value: verdict, words: VERDICT_WORDS[verdict] }))}
    />
    <Choice
      name="reason"
      label="Reason"
      chosen={filter.reason}
      options={reasonCodes.map((code) => ({ value: code, words: code }))}
    />
    <MomentField name="from" label="From, in UTC" value={filter.from} />
    <MomentField name="to" label="Before, in UTC" value={filter.to} />
    {filter.account === undefined ? null : <input type="hidden" name="account" value={filter.account} />}
    <button class="button" type="submit">
      Show
    </button>
  </form>
);

type ChoiceProps = {
  readonly name: string;
  readonly label: string;
  readonly chosen: string | undefined;
  readonly options: readonly { readonly value: string; readonly words: string }[];
};

const Choice = ({ name, label, chosen, options }: ChoiceProps) => (
  <div class="field">
    <label for={`filter-${name}`}>{label}</label>
    <select id={`filter-${name}`} name={name}>
      <option value="">All</option>
      {options.map(({ value, words }) => (
        <option value={value} selected={value === chosen}>
          {words}
        </option>
      ))}
    </select>
  </div>
);
