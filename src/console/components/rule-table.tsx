import type { RuleResults, RuleRow } from "../view-models/rule-results.ts";
import { countOf } from "../words/count.ts";
import { Table } from "./table.tsx";

const RESULT_WORDS: { readonly [result in RuleRow["result"]]: string } = {
  match: "Matched",
  no_match: "Did not match",
  absent: "Could not tell: a signal was absent",
  error: "Failed",
};

/** The rules that spoke; the silent ones on demand. */
export const RuleTable = ({ rules: { spoke, silent } }: { readonly rules: RuleResults }) => (
  <>
    {spoke.length === 0 ? <p class="soft">No rule matched.</p> : <Rules caption="Rules that matched" rules={spoke} />}
    {silent.length === 0 ? null : (
      <details>
        <summary>Show {countOf(silent.length, "rule that did not match", "rules that did not match")}</summary>
        <Rules caption="Rules that did not match" rules={silent} />
      </details>
    )}
  </>
);

const Rules = ({ caption, rules }: { readonly caption: string; readonly rules: readonly RuleRow[] }) => (
  <Table
    label={caption}
    class="narrow-table"
    caption={caption}
    rows={rules}
    columns={[
      {
        title: "Rule",
        isHead: true,
        cell: ({ id, title }) => (
          <>
            {title === undefined ? null : <span class="signal-title">{title}</span>}
            <span class="code">{id}</span>
          </>
        ),
      },
      { title: "Result", cell: ({ result }) => RESULT_WORDS[result] },
      { title: "Status", class: "wide-only", cell: ({ status }) => status },
    ]}
  />
);
