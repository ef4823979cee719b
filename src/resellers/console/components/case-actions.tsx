import { ReasonField } from "../../../console/components/reason-field.tsx";
import type { CaseView } from "../../wire/case.ts";
import { type CaseFilterView, casesHref, TRANSITION_WORDS } from "../view-models/resellers.ts";
import { AssignForm } from "./assign-form.tsx";

type CaseActionsProps = {
  readonly shown: CaseView;
  readonly filter: CaseFilterView;
  readonly people: readonly string[];
  readonly me: string;
};

/** What can be done with the case now, each with its reason and a button that says what it does. */
export const CaseActions = ({ shown, filter, people, me }: CaseActionsProps) => (
  <div class="case-actions">
    {shown.allowed.map((transition) => {
      const { key, name, consequence } = TRANSITION_WORDS[transition];
      const id = `reason-${transition}`;
      return (
        <details class="controls" name="action">
          <summary class="button" data-key={key}>
            {name} <kbd>{key}</kbd>
          </summary>
          <form method="post" action={`/console/resellers/${shown.caseId}/dispositions`}>
            <input type="hidden" name="transition" value={transition} />
            <input type="hidden" name="back" value={casesHref(filter)} />
            <ReasonField id={id} keptWith="the case" />
            <button class="button button-primary" type="submit">
              {consequence}
            </button>
          </form>
        </details>
      );
    })}
    <AssignForm caseId={shown.caseId} filter={filter} people={people} me={me} />
  </div>
);
