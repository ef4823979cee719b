import { countOf, figureWords } from "../../../console/words/count.ts";
import { durationWords } from "../../../console/words/duration.ts";
import { OPEN_STATES } from "../../domain/case/case-state.ts";
import type { CaseSummary } from "../../wire/case.ts";
import { type CaseFilterView, casesHref, STATE_WORDS } from "../view-models/resellers.ts";
import { SubjectName } from "./subject.tsx";

type CaseListProps = {
  readonly cases: readonly CaseSummary[];
  readonly filter: CaseFilterView;
  readonly shown: string | undefined;
  readonly nowMs: number;
  /** Whether cases can be chosen, to do something to several at once. */
  readonly choose: boolean;
};

/** The queue. A subject leads to its evidence here and never to the shop. */
export const CaseList = ({ cases, filter, shown, nowMs, choose }: CaseListProps) => (
  <ol class="case-list">
    {cases.map((each) => (
      <li>
        {choose ? (
          <label class="case-choice">
            <input type="checkbox" name="case" value={each.caseId} data-key={each.caseId === shown ? "s" : undefined} />
            <span class="visually-hidden">Choose {each.subject}</span>
          </label>
        ) : null}
        <a
          class="case-link"
          href={casesHref(filter, each.caseId)}
          aria-current={each.caseId === shown ? "true" : undefined}
        >
          <SubjectName subject={each.subject} />
          <span class="case-line">
            <span class={each.flag ? "badge badge-deny" : "badge"}>Score {figureWords(each.score)}</span>
            <span class="soft small">
              {STATE_WORDS[each.state]} · {countOf(each.reports, "report", "reports")}
              {each.objections === 0 ? "" : ` · ${countOf(each.objections, "objection", "objections")}`}
            </span>
          </span>
          <span class="soft small">
            {OPEN_STATES.some((open) => open === each.state)
              ? `Waits ${durationWords(nowMs - Date.parse(each.waitingSince))} · `
              : ""}
            reach {each.reach}
            {each.assignedTo === undefined ? "" : ` · ${each.assignedTo}`}
          </span>
        </a>
        {each.group.cases === 1 || filter.group === each.group.id ? null : (
          <a class="case-group small" href={casesHref({ scope: "all", group: each.group.id })}>
            {each.group.cases} alike
            <span class="visually-hidden">: show the group of {each.subject}</span>
          </a>
        )}
      </li>
    ))}
  </ol>
);
