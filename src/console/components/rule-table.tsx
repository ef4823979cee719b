import { pageOfRule, type RuleResults, type RuleRow } from "../view-models/rule-results.ts";
import { countOf } from "../words/count.ts";
import { Table } from "./table.tsx";

const RESULT_WORDS: { readonly [result in RuleRow["result"]]: string } = {
  match: "Matched",
  no_match: "Did not match",
  absent: "Could not tell: a signal was absent",
  error: "Failed",
};

type RuleTableProps = {
  readonly rules: RuleResults;
  /** Whether this person may open the page of a rule. */
  readonly isLinked: boolean;
};

/** The rules that spoke; the silent ones on demand. */
export const RuleTable = ({ rules: { spoke, silent }, isLinked }: RuleTableProps) => (
  <>
    {spoke.length === 0 ? (
      <p class="soft">No rule matched.</p>
    ) : (
      <Rules caption="Rules that matched" rules={spoke} isLinked={isLinked} />
    )}
    {silent.length === 0 ? null : (
      <details>
        <summary>Show {countOf(silent.length, "rule that did not match", "rules that did not match")}</summary>
        <Rules caption="Rules that did not match" rules={silent} isLinked={isLinked} />
      </details>
    )}
  </>
);

const RuleName = ({ id, isLinked, ...rule }: RuleRow & { readonly isLinked: boolean }) => {
  const page = pageOfRule(id);
  const title = rule.title ?? page.title;
  return (
    <>
      {isLinked ? (
        <a class="row-link" href={page.href}>
          {title ?? id}
        </a>
      ) : (
        <span class="signal-title">{title ?? id}</span>
      )}
      {title === undefined ? null : <div class="code">{id}</div>}
    </>
  );
};

type RulesProps = { readonly caption: string; readonly rules: readonly RuleRow[]; readonly isLinked: boolean };

const Rules = ({ caption, rules, isLinked }: RulesProps) => (
  <Table
    label={caption}
    class="narrow-table"
    caption={caption}
    rows={rules}
    columns={[
      {
        title: "Rule",
        isHead: true,
        cell: (rule) => <RuleName {...rule} isLinked={isLinked} />,
      },
      { title: "Result", cell: ({ result }) => RESULT_WORDS[result] },
      { title: "Status", class: "wide-only", cell: ({ status }) => status },
    ]}
  />
);
