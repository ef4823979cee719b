import type { Child } from "hono/jsx";
import { WHY_LENGTH_MAX } from "../../domain/limits.ts";

type WhyFormProps = {
  readonly id: string;
  readonly action: string;
  readonly question: string;
  /** What the button does, said in full. */
  readonly button: string;
  readonly children?: Child;
};

/** A change with its reason, which is kept with it. */
export const WhyForm = ({ id, action, question, button, children }: WhyFormProps) => (
  <form class="filters" method="post" action={action} enctype="multipart/form-data">
    {children}
    <WhyField id={id} question={question} />
    <button class="button button-primary" type="submit">
      {button}
    </button>
  </form>
);

/** Asks for the reason without which nothing is done. */
export const WhyField = ({ id, question }: { readonly id: string; readonly question: string }) => (
  <div class="field">
    <label for={id}>{question}</label>
    <input id={id} name="why" required maxlength={WHY_LENGTH_MAX} autocomplete="off" />
  </div>
);
