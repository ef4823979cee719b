import type { DecisionPage } from "../view-models/decision.ts";
import type { HistoryRow } from "../view-models/history.ts";
import { countOf } from "../words/count.ts";
import { Code } from "./code.tsx";
import { Table } from "./table.tsx";

type HistoryTableProps = Pick<DecisionPage, "history" | "keys">;

/** What the sale knew of these keys before the attempt was counted, and the keys themselves. */
export const HistoryTable = ({ history, keys }: HistoryTableProps) => (
  <>
    <Rows caption="Before this attempt was counted" rows={history.found} />
    {history.nothing.length === 0 ? null : (
      <details>
        <summary>Show {countOf(history.nothing.length, "figure that was zero", "figures that were zero")}</summary>
        <Rows caption="Looked for, and nothing found" rows={history.nothing} />
      </details>
    )}
    <details>
      <summary>Show the pseudonyms it was looked up by</summary>
      <dl class="pseudonyms">
        {keys.map(({ kind, pseudonym }) => (
          <div>
            <dt>{kind}</dt>
            <dd>
              <Code>{pseudonym}</Code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  </>
);

const Rows = ({ caption, rows }: { readonly caption: string; readonly rows: readonly HistoryRow[] }) => (
  <Table
    isHeadHidden
    caption={caption}
    rows={rows}
    columns={[
      { title: "What", isHead: true, cell: ({ title }) => title },
      { title: "Value", cellClass: "number", cell: ({ value }) => value },
    ]}
  />
);
