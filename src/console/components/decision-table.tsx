import type { DecisionRow } from "../view-models/decision-list.ts";
import { countWords } from "../words/count.ts";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

export const DecisionTable = ({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly DecisionRow[];
}) => (
  <Scroll label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            Time, <span data-zone>UTC</span>
          </th>
          <th scope="col">Verdict</th>
          <th scope="col">Reasons</th>
          <th scope="col">Channel</th>
          <th scope="col" class="number">
            Units
          </th>
          <th scope="col">Allocation</th>
          <th scope="col">Decision</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ decisionId, atMs, verdict, reasonCodes, channel, quantity, allocation }) => (
          <tr>
            <td class="nowrap">
              <Moment atMs={atMs} style="bare" />
            </td>
            <td>
              <VerdictBadge verdict={verdict} />
            </td>
            <td>
              {reasonCodes.length === 0 ? (
                <span class="soft">none</span>
              ) : (
                <span class="code">{reasonCodes.join(", ")}</span>
              )}
            </td>
            <td>{channel}</td>
            <td class="number">{countWords(quantity)}</td>
            <td>{allocation.replace("_", " ")}</td>
            <td>
              <a class="row-link" href={`/console/decisions/${encodeURIComponent(decisionId)}`}>
                Why<span class="visually-hidden"> decision {decisionId}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
