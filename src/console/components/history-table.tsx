import type { DecisionView } from "../view-models/decision.ts";
import { Code } from "./code.tsx";

type HistoryTableProps = Pick<DecisionView, "history" | "keys">;

/** What the sale knew of these keys before the attempt was counted, and the keys themselves. */
export const HistoryTable = ({ history, keys }: HistoryTableProps) => (
  <>
    {history.length === 0 ? (
      <p class="soft">Nothing: this was the first time that the sale saw any of these keys.</p>
    ) : (
      <table>
        <caption>Before this attempt was counted</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ title, value }) => (
            <tr>
              <th scope="row">{title}</th>
              <td class="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
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
