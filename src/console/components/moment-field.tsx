type MomentFieldProps = {
  readonly name: string;
  /** Says that the time is in UTC: the field itself names no zone. */
  readonly label: string;
  readonly value: string | undefined;
};

/** A moment of a form, to the minute. */
export const MomentField = ({ name, label, value }: MomentFieldProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    <input id={name} name={name} type="datetime-local" value={value ?? ""} />
  </div>
);
