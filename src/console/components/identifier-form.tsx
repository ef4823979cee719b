import { TEXT_LENGTH_MAX } from "../../domain/limits.ts";

type IdentifierFormProps = {
  /** Where it is posted: in a body, so that what a person is known by stands in no address and no log. */
  readonly action: string;
  readonly button: string;
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
  /** What was typed before. */
  readonly typed: { readonly kind: string; readonly value: string } | undefined;
  /** Id of the notice that says what is wrong with it. */
  readonly problemId: string | undefined;
};

/** Asks for one thing that a person names: its kind, and how they write it. */
export const IdentifierForm = ({ action, button, kinds, typed, problemId }: IdentifierFormProps) => (
  <form class="filters" method="post" action={action} enctype="multipart/form-data">
    <div class="field">
      <label for="kind">Kind</label>
      <select id="kind" name="kind">
        {kinds.map(({ kind, title }) => (
          <option value={kind} selected={kind === typed?.kind}>
            {title}
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="value">As the person writes it</label>
      <input
        id="value"
        name="value"
        required
        value={typed?.value}
        maxlength={TEXT_LENGTH_MAX}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-invalid={problemId === undefined ? undefined : "true"}
        aria-describedby={problemId}
      />
    </div>
    <button class="button button-primary" type="submit">
      {button}
    </button>
  </form>
);
