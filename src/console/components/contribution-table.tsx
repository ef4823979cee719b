import type { ContributionRow } from "../view-models/contributions.ts";
import { Table } from "./table.tsx";

/** Contributions as bars around zero. The chart is a table, so it reads without the bars. */
export const ContributionTable = ({ rows }: { readonly rows: readonly ContributionRow[] }) => (
  <Table
    label="Score contributions"
    class="contributions narrow-table"
    caption="Contributions to the score, heaviest first; to the right raises the risk"
    rows={rows}
    columns={[
      {
        title: "Feature",
        isHead: true,
        cell: ({ feature, title }) => (
          <>
            <span class="signal-title">{title}</span>
            {title === feature ? null : <span class="code">{feature}</span>}
          </>
        ),
      },
      { title: "Value", class: "number", cell: ({ value }) => value },
      {
        title: <span class="visually-hidden">Bar</span>,
        class: "wide-cell",
        cell: ({ pull, barStart, barLength }) => (
          <svg class="diverging" aria-hidden="true">
            <rect
              class={pull === "risk" ? "fill-deny" : "fill-allow"}
              x={barStart}
              y="4"
              width={barLength}
              height="12"
            />
            <line class="axis" x1="50%" x2="50%" y1="0" y2="20" />
          </svg>
        ),
      },
      { title: "Contribution", class: "number", cell: ({ contribution }) => contribution },
    ]}
  />
);
