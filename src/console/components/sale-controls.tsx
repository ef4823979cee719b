import { TEXT_LENGTH_MAX } from "../../domain/limits.ts";
import type { SalePhase } from "../../domain/terms/phase.ts";
import { WhyForm } from "./why-form.tsx";

type SaleControlsProps = { readonly saleId: string; readonly phase: SalePhase };

/** Pause or resume, with a reason that goes into the audit trail. Shown only where one of the two is possible. */
export const SaleControls = ({ saleId, phase }: SaleControlsProps) => {
  if (phase === "closed") return null;
  const action = `/console/sales/${encodeURIComponent(saleId)}`;
  return (
    <details class="controls">
      <summary class="button">{phase === "paused" ? "Resume sale" : "Pause sale"}</summary>
      {phase === "paused" ? (
        <WhyForm
          id="pause-why"
          action={`${action}/resume`}
          question="Why resume the sale?"
          button="Resume: people can buy"
        />
      ) : (
        <WhyForm
          id="pause-why"
          action={`${action}/pause`}
          question="Why pause the sale? Staff alone read this."
          button="Pause: nobody can buy"
        >
          <div class="field">
            <label for="pause-told">What do buyers read? May be left empty.</label>
            <input id="pause-told" name="told" maxlength={TEXT_LENGTH_MAX} autocomplete="off" />
          </div>
        </WhyForm>
      )}
    </details>
  );
};
