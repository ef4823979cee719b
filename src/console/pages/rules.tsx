import type { PolicyProposal } from "../../domain/policy/policy-state.ts";
import type { RuleStatus } from "../../domain/rules/rule-file.ts";
import { share } from "../charts/share.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { SparkBars } from "../components/spark-bars.tsx";
import { CHAINED_CAPTION, StaffHistory } from "../components/staff-history.tsx";
import { Table } from "../components/table.tsx";
import { WhyForm } from "../components/why-form.tsx";
import type { Frame } from "../frame.ts";
import {
  endedWords,
  eventWords,
  RULES_ORDERS,
  type RuleListRow,
  type RulesOrder,
  type RulesView,
  replayWords,
} from "../view-models/rules.ts";
import { countOf, countWords } from "../words/count.ts";

const STATUS_WORDS: { readonly [status in RuleStatus]: { readonly title: string; readonly none: string } } = {
  live: { title: "Live: these decide", none: "No rule is live: only the sale's limits and the score decide." },
  shadow: { title: "Shadow: recorded, without effect", none: "No rule is in shadow." },
  draft: { title: "Draft: recorded, without effect", none: "There is no draft." },
  retired: { title: "Retired", none: "No rule is retired." },
};

/** The live policy: its rules and what they did, what waits for a second person, and who changed it. */
export function renderRules(view: RulesView, frame: Frame): Html {
  return renderConsolePage({
    title: "Rules",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Rules</h1>
            <p class="soft small">
              {view.title} ·{" "}
              {view.since === undefined ? (
                "as it came with the service"
              ) : (
                <>
                  live since <Moment atMs={view.since.atMs} />, by {view.since.email}
                </>
              )}{" "}
              · <Code>{view.liveHash}</Code>
            </p>
          </div>
          <a class="button" href="#publish">
            Publish a policy
          </a>
          {view.mayRollBack ? <RollBack /> : null}
        </div>
        {view.proposals.length === 0 ? null : <Proposals proposals={view.proposals} />}
        <Filters view={view} />
        {view.groups.map(({ status, rules }) => (
          <section class="card panel" aria-labelledby={status}>
            <div class="panel-head">
              <h2 id={status}>{STATUS_WORDS[status].title}</h2>
              <Span span={view.span} />
            </div>
            {rules.length === 0 ? (
              <p class="soft">
                {view.filter.pack === undefined
                  ? STATUS_WORDS[status].none
                  : `The pack ${view.filter.pack} has no rule with the status ${status}.`}
              </p>
            ) : (
              <RuleList caption={`Rules by ${view.filter.order}: ${status}`} rules={rules} />
            )}
          </section>
        ))}
        <Publish />
        <History view={view} />
      </>
    ),
  });
}

const ORDER_WORDS: { readonly [order in RulesOrder]: string } = { id: "Id", hits: "Most hits first" };

const Filters = ({ view: { filter, packs } }: { readonly view: RulesView }) => (
  <form class="filters" method="get" action="/console/rules">
    <div class="field">
      <label for="pack">Pack</label>
      <select id="pack" name="pack">
        <option value="">All</option>
        {packs.map(({ name, about }) => (
          <option value={name} selected={name === filter.pack} title={about}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="order">Order</label>
      <select id="order" name="order">
        {RULES_ORDERS.map((order) => (
          <option value={order} selected={order === filter.order}>
            {ORDER_WORDS[order]}
          </option>
        ))}
      </select>
    </div>
    <button class="button" type="submit">
      Show
    </button>
  </form>
);

const Span = ({ span: { decisions, fromMs, toMs } }: { readonly span: RulesView["span"] }) => (
  <p class="soft small">
    Hits among the latest {countOf(decisions, "decision", "decisions")}
    {fromMs === undefined || toMs === undefined ? null : (
      <>
        , from <Moment atMs={fromMs} /> to <Moment atMs={toMs} />
      </>
    )}
  </p>
);

const RollBack = () => (
  <details class="controls">
    <summary class="button">Roll back</summary>
    <WhyForm
      id="rollback-why"
      action="/console/rules/rollback"
      question="Why go back?"
      button="Go back to the policy that was live before"
    />
  </details>
);

const Proposals = ({ proposals }: { readonly proposals: readonly PolicyProposal[] }) => (
  <section class="card panel" aria-labelledby="waiting">
    <h2 id="waiting">Waiting for a second person</h2>
    {proposals.map(({ id, by, atMs, why, effect }) => (
      <div>
        <a class="row-link" href={`/console/rules/proposals/${id}`}>
          Proposal {id} by {by.email}
        </a>
        <p class="soft small">
          <Moment atMs={atMs} /> · {why} · {replayWords(effect)}
        </p>
      </div>
    ))}
  </section>
);

const RuleList = ({ caption, rules }: { readonly caption: string; readonly rules: readonly RuleListRow[] }) => (
  <Table
    label={caption}
    class="narrow-table"
    isCaptionHidden
    caption={caption}
    rows={rules}
    columns={[
      {
        title: "Rule",
        isHead: true,
        cell: ({ id, title }) => (
          <>
            <a class="row-link" href={`/console/rules/${encodeURIComponent(id)}`}>
              {title}
            </a>
            <div class="code">{id}</div>
          </>
        ),
      },
      { title: "Then", cellClass: "nowrap", cell: ({ then }) => then },
      { title: "Hits", class: "number", cell: ({ hits }) => countWords(hits) },
      { title: "Over time", class: "wide-only", cell: ({ trend }) => <SparkBars counts={trend} /> },
      { title: "Of them allowed", class: "number wide-only", cell: ({ allowed }) => countWords(allowed) },
      {
        title: "Precision",
        class: "number wide-only",
        cell: ({ precision }) => (precision === undefined ? <span class="soft">no label</span> : share(precision, 1)),
      },
    ]}
  />
);

const Publish = () => (
  <section class="card panel" aria-labelledby="publish">
    <h2 id="publish">Publish a policy</h2>
    <p>
      Choose the document that <code class="code">npm run rules bundle</code> writes. You see what changes and who would
      change side before anything goes live.
    </p>
    <form class="filters" method="post" action="/console/rules/preview" enctype="multipart/form-data">
      <div class="field">
        <label for="policy">Policy document, JSON</label>
        <input id="policy" name="policy" type="file" accept="application/json,.json" required />
      </div>
      <button class="button button-primary" type="submit">
        Show what it would change
      </button>
    </form>
  </section>
);

const History = ({ view: { history } }: { readonly view: RulesView }) => (
  <section class="card panel" aria-labelledby="history">
    <h2 id="history">Who changed the policy?</h2>
    {history.length === 0 ? (
      <p class="soft">Nobody yet: the policy that came with the service is live.</p>
    ) : (
      <StaffHistory
        label="Changes of the policy"
        caption={CHAINED_CAPTION}
        effectTitle="Policy and replay"
        rows={history.map(({ event, ended }) => ({
          atMs: event.atMs,
          email: event.by.email,
          did: eventWords(event),
          why: event.why,
          effect: (
            <>
              {"hash" in event ? <Code>{event.hash}</Code> : null}
              {"effect" in event ? <p class="soft small">{replayWords(event.effect)}</p> : null}
              {ended.length === 0 ? null : <p class="small">{endedWords(ended)}</p>}
            </>
          ),
        }))}
      />
    )}
  </section>
);
