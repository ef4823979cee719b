import { WHY_LENGTH_MAX } from "../../domain/limits.ts";

/** Asks for the reason without which nothing is done. */
export const WhyField = ({ id, question }: { readonly id: string; readonly question: string }) => (
  <div class="field">
    <label for={id}>{question}</label>
    <input id={id} name="why" required maxlength={WHY_LENGTH_MAX} autocomplete="off" />
  </div>
);
