import { PRESSURE_LEVELS } from "../../domain/pressure/level.ts";
import { LEVEL_WORDS, type PressureWords } from "../view-models/pressure.ts";
import { WhyForm } from "./why-form.tsx";

type PressurePanelProps = {
  readonly saleId: string;
  readonly pressure: PressureWords;
  /** Whether this person may hold it at a level. */
  readonly mayManage: boolean;
};

/** How hard the sale is pressed, by what, and where staff hold it. */
export const PressurePanel = ({ saleId, pressure, mayManage }: PressurePanelProps) => (
  <section class="card panel" aria-labelledby="pressure">
    <div class="panel-head">
      <h2 id="pressure">How hard is the sale pressed?</h2>
      <p class={`phase pressure-${pressure.level}`} data-pressure={pressure.level}>
        {pressure.headline}
      </p>
    </div>
    <p data-pressure-cause>{pressure.cause}</p>
    <p class="soft small" data-pressure-now>
      {pressure.now}
    </p>
    {mayManage ? (
      <details class="controls">
        <summary class="button">Hold the level</summary>
        <WhyForm
          id="pressure-why"
          action={`/console/sales/${encodeURIComponent(saleId)}/pressure`}
          question="Why hold it there, or let it go?"
          button="Hold the level"
        >
          <div class="field">
            <label for="pressure-level">Level</label>
            <select id="pressure-level" name="level">
              <option value="measured">As measured</option>
              {PRESSURE_LEVELS.map((level) => (
                <option value={level}>{LEVEL_WORDS[level]}</option>
              ))}
            </select>
          </div>
        </WhyForm>
      </details>
    ) : null}
  </section>
);
