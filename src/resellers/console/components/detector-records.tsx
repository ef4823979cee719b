import { share } from "../../../console/charts/share.ts";
import { Scroll } from "../../../console/components/scroll.tsx";
import { countWords } from "../../../console/words/count.ts";
import type { CaseMetrics } from "../../wire/case.ts";
import { detectorTitle } from "../view-models/resellers.ts";

/** How often people agreed with each detector, so that its weight can be judged. */
export const DetectorRecords = ({ detectors: records }: Pick<CaseMetrics, "detectors">) => (
  <section class="card panel" aria-labelledby="records">
    <h2 id="records">How often was each detector right?</h2>
    {records.length === 0 ? (
      <p class="soft">No case was confirmed or dismissed yet. The share of confirmed cases will stand here.</p>
    ) : (
      <Scroll label="Detectors">
        <table class="narrow-table">
          <caption>Cases in which a detector had found something, by what people decided</caption>
          <thead>
            <tr>
              <th scope="col">Detector</th>
              <th scope="col" class="number">
                Confirmed
              </th>
              <th scope="col" class="number">
                Dismissed
              </th>
              <th scope="col" class="number">
                Right
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map(({ detector, confirmed, dismissed }) => (
              <tr>
                <th scope="row">{detectorTitle(detector)}</th>
                <td class="number">{countWords(confirmed)}</td>
                <td class="number">{countWords(dismissed)}</td>
                <td class="number">{share(confirmed, confirmed + dismissed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </section>
);
