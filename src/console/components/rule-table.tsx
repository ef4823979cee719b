import type { RuleRow } from "../view-models/rule-rows.ts";
import { Scroll } from "./scroll.tsx";

const RESULT_WORDS: { readonly [result in RuleRow["result"]]: string } = {
  match: "Matched",
  no_match: "Did not match",
  absent: "Could not tell: a signal was absent",
  error: "Failed",
};

export const RuleTable = ({ rules }: { readonly rules: readonly RuleRow[] }) =>
  rules.length === 0 ? (
    <p class="soft">The policy held no rule at that moment.</p>
  ) : (
    <Scroll label="Rules and their results">
      <table>
        <caption>Every rule of the policy, those that matched first</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Result</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, title, status, result }) => (
            <tr>
              <th scope="row">
                {title === undefined ? null : <span class="signal-title">{title}</span>}
                <span class="code">{id}</span>
              </th>
              <td>{result === "match" ? <strong>{RESULT_WORDS[result]}</strong> : RESULT_WORDS[result]}</td>
              <td>{status}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
