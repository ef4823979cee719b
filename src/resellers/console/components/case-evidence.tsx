import { share } from "../../../console/charts/share.ts";
import { Table } from "../../../console/components/table.tsx";
import { signedWords } from "../../../console/words/count.ts";
import type { CaseView } from "../../wire/case.ts";
import { detectorTitle } from "../view-models/resellers.ts";

/** Each piece of evidence with what it weighs, the heaviest first. */
export const CaseEvidence = ({ evidence }: Pick<CaseView, "evidence">) => {
  if (evidence.length === 0) return <p class="soft">No detector found anything: only a report speaks against it.</p>;
  const rows = evidence.toSorted((a, b) => b.weight - a.weight);
  const heaviest = Math.max(...rows.map(({ weight }) => Math.abs(weight)));
  return (
    <Table
      label="Evidence"
      class="narrow-table"
      caption="Evidence, the heaviest first; weights are log-odds, and the score is calibrated from their sum"
      rows={rows}
      columns={[
        {
          title: "Evidence",
          isHead: true,
          cell: ({ detector, sign }) => (
            <>
              <span class="signal-title">{detectorTitle(detector)}</span>
              <span class="code">
                {detector}/{sign}
              </span>
            </>
          ),
        },
        { title: "Seen", cellClass: "outside-words", cell: ({ detail }) => detail },
        {
          title: <span class="visually-hidden">Bar</span>,
          class: "wide-only",
          cellClass: "weight-bar",
          cell: ({ weight }) => (
            <svg class="bar-track" aria-hidden="true">
              <rect
                class={weight < 0 ? "fill-allow" : "fill-deny"}
                width={share(Math.abs(weight), heaviest)}
                height="100%"
                rx="3"
              />
            </svg>
          ),
        },
        { title: "Weight", class: "number", cell: ({ weight }) => signedWords(weight) },
      ]}
    />
  );
};
