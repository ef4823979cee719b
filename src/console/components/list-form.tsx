import { WhyForm } from "./why-form.tsx";

export type ListFormProps = {
  readonly decisionId: string;
  /** Lists that hold what the checkout came with. */
  readonly lists: readonly { readonly name: string; readonly title: string; readonly kind: string }[];
  /** The date that stands in the form, in UTC. */
  readonly expires: string;
};

/** Puts what a checkout came with on a list of the policy. None is chosen beforehand: a list may spare people as well as stop them. */
export const ListForm = ({ decisionId, lists, expires }: ListFormProps) => (
  <details>
    <summary>Put it on a list</summary>
    <p class="soft small">
      This publishes the policy with one entry more. It is replayed first; where it would newly deny more than one
      person may, it waits for a second person.
    </p>
    <WhyForm
      id="list-why"
      action={`/console/decisions/${encodeURIComponent(decisionId)}/list`}
      question="Why? It is kept with the entry."
      button="Put it on the list"
    >
      <div class="field">
        <label for="list">List</label>
        <select id="list" name="list" required>
          <option value="">Choose a list</option>
          {lists.map(({ name, title, kind }) => (
            <option value={name}>
              {title} ({kind})
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="expires">First day without effect, in UTC</label>
        <input id="expires" name="expires" type="date" required value={expires} />
      </div>
    </WhyForm>
  </details>
);
