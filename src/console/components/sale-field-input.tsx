import { TEXT_LENGTH_MAX } from "../../domain/limits.ts";
import type { SaleField } from "../sale-form/sale-field.ts";
import { fieldId } from "../sale-form/sale-form-view.ts";

type SaleFieldInputProps = {
  readonly field: SaleField;
  readonly texts: readonly string[];
  readonly problems: readonly string[];
  /** It can no longer change: shown, and sent as it is. */
  readonly isLocked: boolean;
};

/** One term of a sale, with what is wrong about it beside it. */
export const SaleFieldInput = ({ field, texts, problems, isLocked }: SaleFieldInputProps) => {
  const id = fieldId(field.pointer);
  const notes = [field.hint === undefined ? [] : [`${id}-hint`], problems.length === 0 ? [] : [`${id}-error`]].flat();
  const described = {
    "aria-describedby": notes.length === 0 ? undefined : notes.join(" "),
    "aria-invalid": problems.length === 0 ? undefined : ("true" as const),
  };
  const hint =
    field.hint === undefined ? null : (
      <p class="hint" id={`${id}-hint`}>
        {field.hint}
      </p>
    );
  const error = <FieldProblems id={id} problems={problems} />;
  if (field.is === "several") {
    return (
      <fieldset class="field" id={id} aria-describedby={described["aria-describedby"]}>
        <legend>{field.label}</legend>
        {hint}
        {error}
        {field.choices.map(([value, words]) => (
          <label class="check">
            <input type="checkbox" name={field.pointer} value={value} checked={texts.includes(value)} />
            {words}
          </label>
        ))}
      </fieldset>
    );
  }
  if (field.is === "switch" || field.is === "mark") {
    return (
      <div class="field">
        {error}
        <label class="check">
          <input
            id={id}
            type="checkbox"
            name={field.pointer}
            value="on"
            checked={texts.length > 0}
            disabled={isLocked}
          />
          {field.label}
        </label>
        {isLocked && texts.length > 0 ? <input type="hidden" name={field.pointer} value="on" /> : null}
      </div>
    );
  }
  return (
    <div class="field">
      <label for={id}>{field.label}</label>
      {hint}
      {error}
      <Control field={field} id={id} text={texts[0] ?? ""} isLocked={isLocked} described={described} />
    </div>
  );
};

/** What is wrong about a field. */
export const FieldProblems = ({ id, problems }: { readonly id: string; readonly problems: readonly string[] }) =>
  problems.length === 0 ? null : (
    <p class="field-error" id={`${id}-error`}>
      {problems.join("; ")}
    </p>
  );

type ControlProps = {
  readonly field: SaleField;
  readonly id: string;
  readonly text: string;
  readonly isLocked: boolean;
  readonly described: { readonly "aria-describedby": string | undefined; readonly "aria-invalid": "true" | undefined };
};

const Control = ({ field, id, text, isLocked, described }: ControlProps) => {
  const named = { id, name: field.pointer, autocomplete: "off", readonly: isLocked, ...described };
  switch (field.is) {
    case "choice":
      return (
        <select id={id} name={field.pointer} {...described}>
          {field.choices.map(([value, words]) => (
            <option value={value} selected={value === text}>
              {words}
            </option>
          ))}
        </select>
      );
    case "waves":
      return (
        <textarea {...named} rows={3} spellcheck={false}>
          {text}
        </textarea>
      );
    case "moment":
      return <input {...named} type="datetime-local" step="1" value={text} />;
    case "number":
      return <input {...named} inputmode="numeric" value={text} maxlength={TEXT_LENGTH_MAX} />;
    default:
      return <input {...named} value={text} />;
  }
};
