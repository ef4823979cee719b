import { LinkedCases } from "../../resellers/console/components/linked-cases.tsx";
import type { LinkedCaseView } from "../../resellers/wire/case-link.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import { ContributionTable } from "../components/contribution-table.tsx";
import type { Html } from "../components/document.tsx";
import { Fact } from "../components/fact.tsx";
import { HistoryTable } from "../components/history-table.tsx";
import { ListForm, type ListFormProps } from "../components/list-form.tsx";
import { Moment } from "../components/moment.tsx";
import { type LabelButton, OutcomePanel, type OutcomeRow } from "../components/outcome-panel.tsx";
import { ReasonList } from "../components/reason-list.tsx";
import { RuleTable } from "../components/rule-table.tsx";
import { Scroll } from "../components/scroll.tsx";
import { SignalTable } from "../components/signal-table.tsx";
import { VerdictBadge } from "../components/verdict-badge.tsx";
import type { Frame } from "../frame.ts";
import { clusterHref } from "../view-models/cluster.ts";
import type { DecisionPage } from "../view-models/decision.ts";
import { decisionsHref } from "../view-models/decision-list.ts";

/** What is known of a checkout beside its record. */
export type BesideDecision = {
  /** Impostor shops that it leads to. */
  readonly cases: readonly LinkedCaseView[];
  /** What became of it, the latest first. */
  readonly outcomes: readonly OutcomeRow[];
  readonly labels: readonly LabelButton[];
  /** Lists that staff may put it on, and until when by default; absent where they may not. */
  readonly listing?: Pick<ListFormProps, "lists" | "expires"> | undefined;
};

/** One decision, explained: the verdict in words, why, on what evidence, and the record itself. */
export function renderDecision(view: DecisionPage, frame: Frame, beside: BesideDecision): Html {
  const { saleId } = view;
  const { cases, outcomes, labels, listing } = beside;
  return renderConsolePage({
    title: view.headline,
    frame: { ...frame, sale: frame.sale ?? { saleId, title: saleId } },
    children: (
      <>
        <Verdict view={view} />
        <section class="card panel" aria-labelledby="why">
          <h2 id="why">Why?</h2>
          <ReasonList reasons={view.reasons} />
        </section>
        <OutcomePanel decisionId={view.decisionId} outcomes={outcomes} labels={labels}>
          {listing === undefined ? null : <ListForm decisionId={view.decisionId} {...listing} />}
        </OutcomePanel>
        {cases.length === 0 ? null : <LinkedCases cases={cases} of="checkout" />}
        <div class="columns">
          <section class="card panel" aria-labelledby="score">
            <div class="panel-head">
              <h2 id="score">What moved the score?</h2>
              {view.score === undefined ? null : (
                <p class="soft small">
                  Score {view.score.value} of 1 from model <span class="code">{view.score.modelVersion}</span>
                  {view.score.risk === undefined ? null : `, ${view.score.risk} with the weights of matching rules`}.
                  The contributions add up to the logit of the score.
                </p>
              )}
            </div>
            {view.score === undefined ? (
              <p class="soft">No score: the model was not available, so the policy's declared answer applied.</p>
            ) : (
              <ContributionTable rows={view.score.rows} />
            )}
            {view.vouched === undefined ? null : <p>{view.vouched}</p>}
            {view.shadowScore === undefined ? null : (
              <p class="soft small">
                Model <span class="code">{view.shadowScore.modelVersion}</span>, which is tried beside it and decides
                nothing, gave {view.shadowScore.value}.
              </p>
            )}
          </section>
          <section class="card panel" aria-labelledby="history">
            <h2 id="history">What did the sale remember?</h2>
            <HistoryTable history={view.history} keys={view.keys} />
            <p>
              <a class="row-link" href={clusterHref(saleId, view.account)}>
                Accounts that belong together with this one
              </a>
            </p>
            <p>
              <a class="row-link" href={decisionsHref({ account: view.account })}>
                All checkouts of this account
              </a>
            </p>
          </section>
        </div>
        <section class="card panel" aria-labelledby="signals">
          <h2 id="signals">What was observed?</h2>
          <SignalTable groups={view.signals} />
        </section>
        <section class="card panel" aria-labelledby="rules">
          <div class="panel-head">
            <h2 id="rules">What did each rule say?</h2>
            <p class="soft small">
              Policy <Code>{view.policyHash}</Code>
            </p>
          </div>
          <RuleTable rules={view.rules} isLinked={frame.sections.includes("rules")} />
        </section>
        <section class="card panel" aria-labelledby="record">
          <h2 id="record">The record</h2>
          <details>
            <summary>Show the whole record as JSON</summary>
            <Scroll label="The whole record as JSON">
              <pre class="listing">{view.raw}</pre>
            </Scroll>
          </details>
        </section>
      </>
    ),
  });
}

const Verdict = ({ view }: { readonly view: DecisionPage }) => (
  <section class={`verdict verdict-${view.verdict}`}>
    <div>
      <VerdictBadge verdict={view.verdict} />
    </div>
    <h1>{view.headline}</h1>
    <p class="soft">
      The buyer is told: <q>{view.buyerMessage}</q>
    </p>
    <p>
      {view.allocation.before}
      {view.allocation.atMs === undefined ? null : <Moment atMs={view.allocation.atMs} style="clock" />}
      {view.allocation.after}
    </p>
    <dl class="facts">
      <Fact term="Decided">
        <Moment atMs={view.atMs} />
      </Fact>
      {view.facts.map(({ term, detail }) => (
        <Fact term={term}>{detail}</Fact>
      ))}
    </dl>
    <p>
      <Code>{view.decisionId}</Code>
    </p>
  </section>
);
