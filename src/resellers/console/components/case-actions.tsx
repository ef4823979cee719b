import { ReasonField } from "../../../console/components/reason-field.tsx";
import { REASON_CHARS_MAX } from "../../../domain/limits.ts";
import type { CaseView } from "../../wire/case.ts";
import { type CaseFilterView, casesHref, type ResellersView, TRANSITION_WORDS } from "../view-models/resellers.ts";
import { AssignForm } from "./assign-form.tsx";

type CaseActionsProps = {
  readonly shown: CaseView;
  readonly filter: CaseFilterView;
  readonly people: readonly string[];
  readonly me: string;
  readonly confirmedByMe: boolean;
  readonly refused: ResellersView["refused"];
};

/** What can be done with the case now, each with its reason and a button that says what it does. */
export const CaseActions = ({ shown, filter, people, me, confirmedByMe, refused }: CaseActionsProps) => (
  <div class="case-actions">
    {refused === undefined ? null : <Refused shown={shown} filter={filter} refused={refused} />}
    {confirmedByMe && refused === undefined ? (
      <p class="soft">You have confirmed this case. A second person must confirm it before buyers are warned.</p>
    ) : null}
    {shown.allowed.map((transition) => {
      if (transition === "confirm" && confirmedByMe) return null;
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

/** What was not done and why, with the reason that was written, which can be kept as a note. */
const Refused = ({
  shown,
  filter,
  refused,
}: Pick<CaseActionsProps, "shown" | "filter"> & { readonly refused: NonNullable<ResellersView["refused"]> }) => (
  <section class="card panel" role="alert" aria-labelledby="refused">
    <h3 id="refused">Nothing was changed</h3>
    <p>{refused.words}</p>
    <form method="post" action={`/console/resellers/${shown.caseId}/notes`}>
      <input type="hidden" name="back" value={casesHref(filter)} />
      <div class="field">
        <label for="refused-note">Your reason, which you can keep with the case as a note</label>
        <textarea id="refused-note" name="text" rows={2} required maxlength={REASON_CHARS_MAX}>
          {refused.reason}
        </textarea>
      </div>
      <button class="button" type="submit">
        Add it as a note
      </button>
    </form>
  </section>
);
