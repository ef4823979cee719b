import type { DecisionRow } from "../view-models/decision-list.ts";
import { countWords } from "../words/count.ts";
import { DecisionLink } from "./decision-link.tsx";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

/** Decisions as rows, each with the way to why it was made. */
export const DecisionTable = ({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly DecisionRow[];
}) => (
  <Scroll label={caption}>
    <table class="decisions narrow-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            Time, <span data-zone>UTC</span>
          </th>
          <th scope="col">Verdict</th>
          <th scope="col">Reasons</th>
          <th scope="col" class="wide-only">
            Channel
          </th>
          <th scope="col" class="number wide-only">
            Units
          </th>
          <th scope="col" class="wide-only">
            Allocation
          </th>
          <th scope="col">Decision</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ decisionId, atMs, verdict, reasonCodes, channel, quantity, allocation }) => (
          <tr>
            <td class="decision-time">
              <Moment atMs={atMs} style="bare" />
            </td>
            <td>
              <VerdictBadge verdict={verdict} />
            </td>
            <td class="decision-reasons">
              {reasonCodes.length === 0 ? (
                <span class="soft">none</span>
              ) : (
                <span class="code">{reasonCodes.join(", ")}</span>
              )}
            </td>
            <td class="wide-only">{channel}</td>
            <td class="number wide-only">{countWords(quantity)}</td>
            <td class="wide-only">{allocation.replace("_", " ")}</td>
            <td>
              <DecisionLink decisionId={decisionId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
