import { VERDICTS } from "../../domain/decision/decision.ts";
import type { ReplayReport } from "../../domain/rules/replay/replay-report.ts";
import { share } from "../charts/share.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";
import { countOf, countWords } from "../words/count.ts";
import { DecisionLink } from "./decision-link.tsx";
import { Table } from "./table.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

const CHANGES_SHOWN = 20;
const VALUES_SHOWN = 6;

/** Who changes side, by which rule, and whom it meets. */
export const ReplayResult = ({ report }: { readonly report: ReplayReport }) => {
  const { decisions, newlyDenied, noLongerDenied, changes } = report;
  if (decisions === 0) {
    return <p class="soft">There is no recorded decision yet, so nobody knows whom this would meet.</p>;
  }
  return (
    <>
      <p>
        {countOf(decisions, "decision", "decisions")} replayed: <strong>{countWords(newlyDenied)} newly denied</strong>{" "}
        ({share(newlyDenied, decisions)}), {countWords(noLongerDenied)} no longer denied. Signals, score, history and
        stock are as recorded.
      </p>
      <Verdicts report={report} />
      {changes.length === 0 ? <p class="soft">No decision changes side.</p> : <Changes report={report} />}
      {report.segments.map((segment) => (
        <Segment segment={segment} />
      ))}
    </>
  );
};

const Verdicts = ({ report: { decisions, before, after } }: { readonly report: ReplayReport }) => (
  <Table
    label="Decisions by verdict"
    class="narrow-table"
    caption="Decisions by verdict"
    rows={VERDICTS}
    columns={[
      { title: "Verdict", isHead: true, cell: (verdict) => VERDICT_WORDS[verdict] },
      { title: "Live", class: "number", cell: (verdict) => countWords(before[verdict]) },
      { title: "New", class: "number", cell: (verdict) => countWords(after[verdict]) },
      {
        title: "Share, new",
        cell: (verdict) => (
          <svg class="bar-track" aria-hidden="true">
            <rect class="track" width="100%" height="100%" rx="3" />
            <rect class={`fill-${verdict}`} width={share(after[verdict], decisions)} height="100%" rx="3" />
          </svg>
        ),
      },
    ]}
  />
);

const Changes = ({ report: { changes } }: { readonly report: ReplayReport }) => (
  <Table
    label="Who changes side"
    caption={
      <>
        Who changes side
        {changes.length > CHANGES_SHOWN ? `: the first ${CHANGES_SHOWN} of ${countWords(changes.length)}` : ""}
      </>
    }
    rows={changes.slice(0, CHANGES_SHOWN)}
    columns={[
      { title: "Live", cell: ({ before }) => <VerdictBadge verdict={before} /> },
      { title: "New", cell: ({ after }) => <VerdictBadge verdict={after} /> },
      {
        title: "Moved by",
        cell: ({ movers }) =>
          movers.length === 0 ? <span class="soft">thresholds</span> : <span class="code">{movers.join(", ")}</span>,
      },
      { title: "Decision", cell: ({ decisionId }) => <DecisionLink decisionId={decisionId} /> },
    ]}
  />
);

const Segment = ({ segment: { title, values } }: { readonly segment: ReplayReport["segments"][number] }) => (
  <Table
    label={`Share denied by ${title.toLowerCase()}`}
    class="narrow-table"
    caption={
      <>
        Share denied by {title.toLowerCase()}
        {values.length > VALUES_SHOWN ? `: the ${VALUES_SHOWN} commonest of ${countWords(values.length)}` : ""}
      </>
    }
    rows={values.slice(0, VALUES_SHOWN)}
    columns={[
      { title: title, isHead: true, cell: ({ value }) => value },
      { title: "Decisions", class: "number", cell: ({ decisions }) => countWords(decisions) },
      { title: "Live", class: "number", cell: ({ decisions, deniedBefore }) => share(deniedBefore, decisions) },
      { title: "New", class: "number", cell: ({ decisions, deniedAfter }) => share(deniedAfter, decisions) },
    ]}
  />
);
