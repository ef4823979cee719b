import type { SalePhase } from "../../domain/sale/record.ts";

type SaleControlsProps = { readonly saleId: string; readonly phase: SalePhase };

/** Pause or resume, with a reason that goes into the audit trail. Shown only where one of the two is possible. */
export const SaleControls = ({ saleId, phase }: SaleControlsProps) => {
  if (phase === "closed") return null;
  const action = phase === "paused" ? "resume" : "pause";
  return (
    <details class="controls">
      <summary class="button">{action === "pause" ? "Pause sale" : "Resume sale"}</summary>
      <form method="post" action={`/console/sales/${encodeURIComponent(saleId)}/${action}`}>
        <div class="field">
          <label for="reason">{action === "pause" ? "Why pause the sale?" : "Why resume the sale?"}</label>
          <input id="reason" name="reason" required maxlength={200} autocomplete="off" />
        </div>
        <button class="button button-primary" type="submit">
          {action === "pause" ? "Pause: nobody can buy" : "Resume: people can buy"}
        </button>
      </form>
    </details>
  );
};
