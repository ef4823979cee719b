import type { PolicyChange } from "../../domain/policy/policy-diff.ts";
import type { PolicyProposal } from "../../domain/policy/policy-state.ts";
import type { RuleProblem } from "../../domain/rules/problem.ts";
import type { ReplayReport } from "../../domain/rules/replay/replay-report.ts";
import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Moment } from "../components/moment.tsx";
import { PolicyDiff } from "../components/policy-diff.tsx";
import { ReplayResult } from "../components/replay-result.tsx";
import { Table } from "../components/table.tsx";
import { WhyForm } from "../components/why-form.tsx";
import type { Frame } from "../frame.ts";
import { NEED_WORDS } from "../view-models/rules.ts";
import { countOf } from "../words/count.ts";

/** A policy that could go live, beside what it would change. */
export type PolicyChangeView = {
  readonly hash: string;
  readonly changes: readonly PolicyChange[];
  readonly report: ReplayReport;
  /** Either a document that was just chosen, carried along in the form, or a proposal that waits. */
  readonly source:
    | { readonly kind: "chosen"; readonly document: string; readonly oneIsEnough: boolean }
    | { readonly kind: "proposed"; readonly proposal: PolicyProposal; readonly mayApprove: boolean };
};

/** What a policy changes and whom it meets, with the way to publish it, agree to it or withdraw it. */
export function renderPolicyChange({ hash, changes, report, source }: PolicyChangeView, frame: Frame): Html {
  return renderConsolePage({
    title: "Publish a policy",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{source.kind === "chosen" ? "Publish this policy?" : `Proposal ${source.proposal.id}`}</h1>
            <p class="soft small">
              <Code>{hash}</Code>
            </p>
          </div>
        </div>
        {source.kind === "proposed" ? <Proposed proposal={source.proposal} /> : null}
        <div class="columns">
          <section class="card panel" aria-labelledby="diff">
            <h2 id="diff">What changes?</h2>
            <PolicyDiff changes={changes} />
          </section>
          <section class="card panel" aria-labelledby="replay">
            <h2 id="replay">Who would change side?</h2>
            <ReplayResult report={report} />
          </section>
        </div>
        <section class="card panel" aria-labelledby="decide">
          <h2 id="decide">Decide</h2>
          {changes.length === 0 ? <p class="soft">There is nothing to publish.</p> : <Decide source={source} />}
        </section>
      </>
    ),
  });
}

/** A document that is no policy, with every problem of it. */
export function renderPolicyProblems(problems: readonly RuleProblem[], frame: Frame): Html {
  return renderConsolePage({
    title: "This policy has problems",
    frame,
    children: (
      <>
        <div class="page-head">
          <h1>{countOf(problems.length, "problem", "problems")}, and what is live stays live</h1>
        </div>
        <section class="card panel">
          <Table
            label="Problems"
            caption="Each with its place and a way out"
            rows={problems}
            columns={[
              { title: "File", isHead: true, cellClass: "code", cell: ({ file }) => file },
              { title: "Code", cellClass: "code", cell: ({ code }) => code },
              {
                title: "What is wrong",
                cell: ({ message, hint }) => (
                  <>
                    {message} <span class="soft">{hint}</span>
                  </>
                ),
              },
            ]}
          />
          <p>
            <a class="row-link" href="/console/rules#publish">
              Choose another document
            </a>
          </p>
        </section>
      </>
    ),
  });
}

const Proposed = ({ proposal: { by, atMs, why, needs } }: { readonly proposal: PolicyProposal }) => (
  <p class="notice">
    {by.email} proposed it on <Moment atMs={atMs} />: “{why}”. It waits because{" "}
    {needs.map((need) => NEED_WORDS[need]).join(", and ")}.
  </p>
);

const Decide = ({ source }: { readonly source: PolicyChangeView["source"] }) => {
  if (source.kind === "chosen") {
    return (
      <WhyForm
        id="publish-why"
        action="/console/rules/publish"
        question="Why publish it?"
        button={
          source.oneIsEnough
            ? "Publish: new checkouts use it within 10 seconds"
            : "Propose: it goes live when somebody else agrees"
        }
      >
        <textarea name="policy" hidden readonly>
          {source.document}
        </textarea>
      </WhyForm>
    );
  }
  const action = `/console/rules/proposals/${source.proposal.id}`;
  return (
    <>
      {source.mayApprove ? (
        <WhyForm
          id="approve-why"
          action={`${action}/approve`}
          question="Why agree?"
          button="Agree: new checkouts use it within 10 seconds"
        />
      ) : (
        <p class="soft">You proposed it, so somebody else must agree.</p>
      )}
      <WhyForm id="withdraw-why" action={`${action}/withdraw`} question="Why not?" button="Withdraw the proposal" />
    </>
  );
};
