import type { CaseSummary } from "../../wire/case.ts";
import { type CaseFilterView, casesHref, STATE_WORDS } from "../view-models/resellers.ts";
import { countOf, figureWords } from "../words/count.ts";

type CaseListProps = {
  readonly cases: readonly CaseSummary[];
  readonly filter: CaseFilterView;
  readonly shown: string | undefined;
};

/** The queue. A subject leads to its evidence here and never to the shop. */
export const CaseList = ({ cases, filter, shown }: CaseListProps) => (
  <ol class="case-list">
    {cases.map((each) => (
      <li>
        <a href={casesHref(filter, each.caseId)} aria-current={each.caseId === shown ? "true" : undefined}>
          <code class="subject">{each.subject}</code>
          <span class="case-line">
            <span class={each.flag ? "badge badge-deny" : "badge"}>Score {figureWords(each.score)}</span>
            <span class="soft small">
              {STATE_WORDS[each.state]} · {countOf(each.reports, "report", "reports")}
              {each.objections === 0 ? "" : ` · ${countOf(each.objections, "objection", "objections")}`}
            </span>
          </span>
        </a>
      </li>
    ))}
  </ol>
);
