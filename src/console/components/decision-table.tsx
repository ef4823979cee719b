import type { DecisionRow } from "../view-models/decision-list.ts";
import { countWords } from "../words/count.ts";
import { DecisionLink } from "./decision-link.tsx";
import { Moment } from "./moment.tsx";
import { Table } from "./table.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

/** Decisions as rows, each with the way to why it was made. */
export const DecisionTable = ({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly DecisionRow[];
}) => (
  <Table
    label={caption}
    class="decisions narrow-table"
    caption={caption}
    rows={rows}
    columns={[
      {
        title: (
          <>
            Time, <span data-zone>UTC</span>
          </>
        ),
        cellClass: "decision-time",
        cell: ({ atMs }) => <Moment atMs={atMs} style="bare" />,
      },
      { title: "Verdict", cell: ({ verdict }) => <VerdictBadge verdict={verdict} /> },
      {
        title: "Reasons",
        cellClass: "decision-reasons",
        cell: ({ reasonCodes }) =>
          reasonCodes.length === 0 ? (
            <span class="soft">none</span>
          ) : (
            <span class="code">{reasonCodes.join(", ")}</span>
          ),
      },
      { title: "Channel", class: "wide-only", cell: ({ channel }) => channel },
      { title: "Units", class: "number wide-only", cell: ({ quantity }) => countWords(quantity) },
      { title: "Allocation", class: "wide-only", cell: ({ allocation }) => allocation.replace("_", " ") },
      { title: "Decision", cell: ({ decisionId }) => <DecisionLink decisionId={decisionId} /> },
    ]}
  />
);
