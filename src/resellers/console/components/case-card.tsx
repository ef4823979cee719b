import { Code } from "../../../console/components/code.tsx";
import { Fact } from "../../../console/components/fact.tsx";
import { Moment } from "../../../console/components/moment.tsx";
import { countOf, figureWords } from "../../../console/words/count.ts";
import { REASON_CHARS_MAX } from "../../../domain/limits.ts";
import { CONFIRMATIONS_NEEDED } from "../../domain/case/apply-command.ts";
import type { CaseView } from "../../wire/case.ts";
import {
  type CaseFilterView,
  casesHref,
  likenessWords,
  type ResellersView,
  STATE_WORDS,
} from "../view-models/resellers.ts";
import { CaseActions } from "./case-actions.tsx";
import { CaseEvidence } from "./case-evidence.tsx";
import { CaseFileLinks } from "./case-file-links.tsx";
import { CaseHistory } from "./case-history.tsx";
import { CaseReports } from "./case-reports.tsx";
import { SubjectName } from "./subject.tsx";

type CaseCardProps = {
  readonly shown: CaseView;
  readonly filter: CaseFilterView;
  readonly mayDecide: boolean;
  readonly people: readonly string[];
  readonly me: string;
} & Pick<ResellersView, "confirmedByMe" | "refused">;

/** Everything that a decision about one case needs. Whatever came from outside is text, and no shop is linked. */
export const CaseCard = ({ shown, filter, mayDecide, people, me, confirmedByMe, refused }: CaseCardProps) => {
  return (
    <article class="case-card" aria-labelledby="subject">
      <section class={`verdict verdict-${shown.flag ? "deny" : "review"}`}>
        <h2 id="subject">
          <SubjectName subject={shown.subject} />
        </h2>
        <dl class="facts">
          <Fact term="State">{STATE_WORDS[shown.state]}</Fact>
          <Fact term="Score of 1">{figureWords(shown.score)}</Fact>
          <Fact term="Brand">{shown.brand ?? "none"}</Fact>
          <Fact term="Confirmed by">
            {shown.confirmations} of {CONFIRMATIONS_NEEDED} people
          </Fact>
          <Fact term="Works on it">{shown.assignedTo ?? "nobody"}</Fact>
          <Fact term="Reach">
            {countOf(shown.group.cases, "address", "addresses")}, {countOf(shown.reach, "report", "reports")} counted
            once a day and address
          </Fact>
          <Fact term="Opened">
            <Moment atMs={Date.parse(shown.openedAt)} />
          </Fact>
        </dl>
        <p>
          <Code>{shown.caseId}</Code>
        </p>
        {mayDecide ? (
          <CaseActions
            shown={shown}
            filter={filter}
            people={people}
            me={me}
            confirmedByMe={confirmedByMe}
            refused={refused}
          />
        ) : null}
        <CaseFileLinks caseId={shown.caseId} mayDecide={mayDecide} />
      </section>
      <section class="card panel" aria-labelledby="evidence">
        <h2 id="evidence">What speaks against it?</h2>
        <CaseEvidence evidence={shown.evidence} />
      </section>
      <section class="card panel" aria-labelledby="reports">
        <h2 id="reports">What was reported?</h2>
        <CaseReports received={shown.received} />
      </section>
      {shown.similar.length === 0 ? null : (
        <section class="card panel" aria-labelledby="similar">
          <h2 id="similar">Which cases look the same or share a contact?</h2>
          <ul class="similar">
            {shown.similar.map((each) => (
              <li>
                <a class="row-link" href={casesHref(filter, each.caseId)}>
                  <SubjectName subject={each.subject} />
                </a>{" "}
                <span class="soft small">
                  {STATE_WORDS[each.state]} · {likenessWords(each.shares)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="card panel" aria-labelledby="history">
        <h2 id="history">What was done?</h2>
        <CaseHistory history={shown.history} />
        {mayDecide ? (
          <form class="note-form" method="post" action={`/console/resellers/${shown.caseId}/notes`}>
            <input type="hidden" name="back" value={casesHref(filter)} />
            <div class="field">
              <label for="note">Note</label>
              <textarea id="note" name="text" rows={2} required maxlength={REASON_CHARS_MAX} />
            </div>
            <button class="button" type="submit">
              Add note
            </button>
          </form>
        ) : null}
      </section>
    </article>
  );
};
