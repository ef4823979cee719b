import { REASON_CHARS_MAX, REASON_CHARS_MIN } from "../../domain/limits.ts";

type ReasonFieldProps = {
  readonly id: string;
  /** What the reason is kept with. */
  readonly keptWith: string;
};

/** The reason for a change of a case; nothing is done without it. */
export const ReasonField = ({ id, keptWith }: ReasonFieldProps) => (
  <div class="field">
    <label for={id}>Why? The reason is kept with {keptWith}.</label>
    <textarea id={id} name="reason" rows={2} required minlength={REASON_CHARS_MIN} maxlength={REASON_CHARS_MAX} />
  </div>
);
