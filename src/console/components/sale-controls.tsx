import type { SalePhase } from "../../domain/terms/phase.ts";
import { WhyForm } from "./why-form.tsx";

type SaleControlsProps = { readonly saleId: string; readonly phase: SalePhase };

/** Pause or resume, with a reason that goes into the audit trail. Shown only where one of the two is possible. */
export const SaleControls = ({ saleId, phase }: SaleControlsProps) => {
  if (phase === "closed") return null;
  const action = phase === "paused" ? "resume" : "pause";
  return (
    <details class="controls">
      <summary class="button">{action === "pause" ? "Pause sale" : "Resume sale"}</summary>
      <WhyForm
        id="pause-why"
        action={`/console/sales/${encodeURIComponent(saleId)}/${action}`}
        question={action === "pause" ? "Why pause the sale?" : "Why resume the sale?"}
        button={action === "pause" ? "Pause: nobody can buy" : "Resume: people can buy"}
      />
    </details>
  );
};
