import type { RangeBar, SignalGroup } from "../view-models/signal-groups.ts";
import { type Column, Table } from "./table.tsx";

/** Every signal of the request, against what is usual where that is known. */
export const SignalTable = ({ groups }: { readonly groups: readonly SignalGroup[] }) => (
  <div class="signal-groups">
    {groups.map(({ title, rows, ranged }) => (
      <Table
        caption={<strong>{title}</strong>}
        isHeadHidden
        rows={rows}
        columns={[
          {
            title: "Signal",
            isHead: true,
            cell: ({ name, title: words }) => (
              <>
                <span class="signal-title">{words}</span>
                {words === name ? null : <span class="code">{name}</span>}
              </>
            ),
          },
          { title: "Value", class: "number", cell: ({ value }) => value },
          ...(ranged ? [RANGES] : []),
        ]}
      />
    ))}
  </div>
);

const RANGES: Column<SignalGroup["rows"][number]> = {
  title: "Against what is usual",
  cellClass: "range-cell",
  cell: ({ range }) => (range === undefined ? null : <Range range={range} />),
};

const Range = ({ range }: { readonly range: RangeBar }) => (
  <>
    <svg class="range" aria-hidden="true">
      <rect class="track" y="8" width="100%" height="4" rx="2" />
      <rect class="range-usual" x={range.usualStart} y="6" width={range.usualLength} height="8" rx="2" />
      <circle class={range.standing === "usual" ? "range-value" : "range-outside"} cx={range.valueAt} cy="10" r="5" />
    </svg>
    <span class="soft range-words">
      {range.standing}; usual is {range.usualWords}
    </span>
  </>
);
