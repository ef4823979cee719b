type VerifyFormProps = {
  /** Where it is sent. */
  readonly action: string;
  readonly message: string;
  readonly wrongCode: boolean;
  /** What a real shop would have sent to the customer's phone. */
  readonly code: string;
};

/** The shop's own second factor: Firsthand asks for proof, the shop gets it from its customer. */
export const VerifyForm = ({ action, message, wrongCode, code }: VerifyFormProps) => (
  <form method="post" action={action} class="fields">
    <p>{message}</p>
    <div class="field">
      <label for="code">The six digits that we sent to your phone</label>
      <span class="hint" id="code-hint">
        Demo: no message is sent. The code is <strong class="figure">{code}</strong>.
      </span>
      {wrongCode ? (
        <span class="error" id="code-error">
          That is another code. Check the six digits and enter them again.
        </span>
      ) : null}
      <input
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        maxlength={9}
        aria-describedby={wrongCode ? "code-hint code-error" : "code-hint"}
        aria-invalid={wrongCode ? "true" : undefined}
      />
    </div>
    <button class="button button-primary button-wide" type="submit">
      Confirm
    </button>
  </form>
);
