import type { HourOfHits } from "../../domain/rules/rule-activity.ts";
import { share } from "../charts/share.ts";
import { countWords } from "../words/count.ts";
import { Moment } from "./moment.tsx";
import { Scroll } from "./scroll.tsx";

/** The share of decisions that a rule matched, hour by hour; hours without decisions are left out. */
export const HitBars = ({ hours }: { readonly hours: readonly HourOfHits[] }) =>
  hours.length === 0 ? (
    <p class="soft">There is no recorded decision yet.</p>
  ) : (
    <Scroll label="Hits by hour">
      <table>
        <caption>Share of the decisions of each hour that it matched, among the latest decisions of all sales</caption>
        <thead>
          <tr>
            <th scope="col">Hour from</th>
            <th scope="col" class="number">
              Decisions
            </th>
            <th scope="col" class="number">
              Hits
            </th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {hours.map(({ atMs, decisions, hits }) => (
            <tr>
              <th scope="row">
                <Moment atMs={atMs} />
              </th>
              <td class="number">{countWords(decisions)}</td>
              <td class="number">{countWords(hits)}</td>
              <td>
                <svg class="bar-track" aria-hidden="true">
                  <rect class="track" width="100%" height="100%" rx="3" />
                  <rect class="fill-accent" width={share(hits, decisions)} height="100%" rx="3" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
