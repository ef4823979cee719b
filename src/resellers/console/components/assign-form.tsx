import { ReasonField } from "../../../console/components/reason-field.tsx";
import { type CaseFilterView, casesHref } from "../view-models/resellers.ts";
import { PersonField } from "./person-field.tsx";

type AssignFormProps = {
  readonly caseId: string;
  readonly filter: CaseFilterView;
  readonly people: readonly string[];
  readonly me: string;
};

/** Gives one case to somebody, whatever its state. */
export const AssignForm = ({ caseId, filter, people, me }: AssignFormProps) => (
  <details class="controls" name="action">
    <summary class="button" data-key="g">
      Assign <kbd>g</kbd>
    </summary>
    <form method="post" action="/console/resellers/triage">
      <input type="hidden" name="case" value={caseId} />
      <input type="hidden" name="back" value={casesHref(filter, caseId)} />
      <PersonField id="assign-person" people={people} me={me} />
      <ReasonField id="assign-reason" keptWith="the case" />
      <button class="button button-primary" type="submit" name="act" value="assign">
        Assign: it shows in that person's queue
      </button>
    </form>
  </details>
);
