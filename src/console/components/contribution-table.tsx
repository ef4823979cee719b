import type { ContributionRow } from "../view-models/contributions.ts";
import { Scroll } from "./scroll.tsx";

/** Contributions as bars around zero. The chart is a table, so it reads without the bars. */
export const ContributionTable = ({ rows }: { readonly rows: readonly ContributionRow[] }) => (
  <Scroll label="Score contributions">
    <table class="contributions narrow-table">
      <caption>Contributions to the score, heaviest first; to the right raises the risk</caption>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col" class="wide-cell">
            <span class="visually-hidden">Bar</span>
          </th>
          <th scope="col" class="number">
            Contribution
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ feature, title, value, contribution, pull, barStart, barLength }) => (
          <tr>
            <th scope="row">
              <span class="signal-title">{title}</span>
              {title === feature ? null : <span class="code">{feature}</span>}
            </th>
            <td class="number">{value}</td>
            <td class="wide-cell">
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
            </td>
            <td class="number">{contribution}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
