import { ReasonField } from "../../../console/components/reason-field.tsx";
import { countOf } from "../../../console/words/count.ts";
import { TRIAGE_UNDO_MS } from "../../../domain/limits.ts";
import type { DoneView, ResellersView } from "../view-models/resellers.ts";
import { PersonField } from "./person-field.tsx";

/** What can be done to the cases that are chosen in the list; one reason for all. It stands in the form of the list. */
export const TriageBar = ({ people, me }: Pick<ResellersView, "people" | "me">) => (
  <details class="controls triage" data-triage>
    <summary class="button" data-key="b">
      <span data-triage-count>Chosen cases</span> <kbd>b</kbd>
    </summary>
    <div class="triage-fields">
      <ReasonField id="triage-reason" keptWith="each case" />
      <div class="triage-buttons">
        <button class="button" type="submit" name="act" value="take">
          Take into review
        </button>
        <button class="button" type="submit" name="act" value="dismiss">
          Dismiss
        </button>
      </div>
      <div class="triage-buttons">
        <PersonField id="triage-person" people={people} me={me} />
        <button class="button" type="submit" name="act" value="assign">
          Assign
        </button>
      </div>
      <p class="soft small">
        Confirming and authorizing are done case by case. What you do here can be undone for {TRIAGE_UNDO_MS / 1000}{" "}
        seconds.
      </p>
    </div>
  </details>
);

/** Says what was done, and takes it back while that can be. */
export const Done = ({ done: { words, refused, undo }, back }: { readonly done: DoneView; readonly back: string }) => (
  <section class="notice done" role="status" aria-label="Done">
    <p>
      {words}
      {refused === 0 ? "" : ` ${countOf(refused, "case stays", "cases stay")} as before: this cannot be done there.`}
    </p>
    {undo === undefined ? null : (
      <form method="post" action={`/console/resellers/triage/${undo.batchId}/undo`} data-undo-ms={undo.leftMs}>
        <input type="hidden" name="back" value={back} />
        <button class="button" type="submit" data-key="u">
          Undo <kbd>u</kbd>
        </button>
      </form>
    )}
  </section>
);
