import { VERDICTS } from "../../domain/decision/decision.ts";
import type { ReplayReport } from "../../domain/rules/replay/replay-report.ts";
import { share } from "../charts/share.ts";
import { VERDICT_WORDS } from "../verdict-words.ts";
import { countOf, countWords } from "../words/count.ts";
import { DecisionLink } from "./decision-link.tsx";
import { Scroll } from "./scroll.tsx";
import { VerdictBadge } from "./verdict-badge.tsx";

const CHANGES_SHOWN = 20;
const VALUES_SHOWN = 6;

/** Who changes side, by which rule, and whom it meets. */
export const ReplayResult = ({ report }: { readonly report: ReplayReport }) => {
  const { decisions, newlyDenied, noLongerDenied, changes } = report;
  if (decisions === 0) {
    return <p class="soft">There is no recorded decision yet, so nobody knows whom this would meet.</p>;
  }
  return (
    <>
      <p>
        {countOf(decisions, "decision", "decisions")} replayed: <strong>{countWords(newlyDenied)} newly denied</strong>{" "}
        ({share(newlyDenied, decisions)}), {countWords(noLongerDenied)} no longer denied. Signals, score, history and
        stock are as recorded.
      </p>
      <Verdicts report={report} />
      {changes.length === 0 ? <p class="soft">No decision changes side.</p> : <Changes report={report} />}
      {report.segments.map((segment) => (
        <Segment segment={segment} />
      ))}
    </>
  );
};

const Verdicts = ({ report: { decisions, before, after } }: { readonly report: ReplayReport }) => (
  <Scroll label="Decisions by verdict">
    <table class="narrow-table">
      <caption>Decisions by verdict</caption>
      <thead>
        <tr>
          <th scope="col">Verdict</th>
          <th scope="col" class="number">
            Live
          </th>
          <th scope="col" class="number">
            New
          </th>
          <th scope="col">Share, new</th>
        </tr>
      </thead>
      <tbody>
        {VERDICTS.map((verdict) => (
          <tr>
            <th scope="row">{VERDICT_WORDS[verdict]}</th>
            <td class="number">{countWords(before[verdict])}</td>
            <td class="number">{countWords(after[verdict])}</td>
            <td>
              <svg class="bar-track" aria-hidden="true">
                <rect class="track" width="100%" height="100%" rx="3" />
                <rect class={`fill-${verdict}`} width={share(after[verdict], decisions)} height="100%" rx="3" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

const Changes = ({ report: { changes } }: { readonly report: ReplayReport }) => (
  <Scroll label="Who changes side">
    <table>
      <caption>
        Who changes side
        {changes.length > CHANGES_SHOWN ? `: the first ${CHANGES_SHOWN} of ${countWords(changes.length)}` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col">Live</th>
          <th scope="col">New</th>
          <th scope="col">Moved by</th>
          <th scope="col">Decision</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, CHANGES_SHOWN).map(({ decisionId, before, after, movers }) => (
          <tr>
            <td>
              <VerdictBadge verdict={before} />
            </td>
            <td>
              <VerdictBadge verdict={after} />
            </td>
            <td>
              {movers.length === 0 ? (
                <span class="soft">thresholds</span>
              ) : (
                <span class="code">{movers.join(", ")}</span>
              )}
            </td>
            <td>
              <DecisionLink decisionId={decisionId} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

const Segment = ({ segment: { title, values } }: { readonly segment: ReplayReport["segments"][number] }) => (
  <Scroll label={`Share denied by ${title.toLowerCase()}`}>
    <table class="narrow-table">
      <caption>
        Share denied by {title.toLowerCase()}
        {values.length > VALUES_SHOWN ? `: the ${VALUES_SHOWN} commonest of ${countWords(values.length)}` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" class="number">
            Decisions
          </th>
          <th scope="col" class="number">
            Live
          </th>
          <th scope="col" class="number">
            New
          </th>
        </tr>
      </thead>
      <tbody>
        {values.slice(0, VALUES_SHOWN).map(({ value, decisions, deniedBefore, deniedAfter }) => (
          <tr>
            <th scope="row">{value}</th>
            <td class="number">{countWords(decisions)}</td>
            <td class="number">{share(deniedBefore, decisions)}</td>
            <td class="number">{share(deniedAfter, decisions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
