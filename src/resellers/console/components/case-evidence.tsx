import { share } from "../../../console/charts/share.ts";
import { Scroll } from "../../../console/components/scroll.tsx";
import { signedWords } from "../../../console/words/count.ts";
import type { CaseView } from "../../wire/case.ts";
import { detectorTitle } from "../view-models/resellers.ts";

/** Each piece of evidence with what it weighs, the heaviest first. */
export const CaseEvidence = ({ evidence }: Pick<CaseView, "evidence">) => {
  if (evidence.length === 0) return <p class="soft">No detector found anything: only a report speaks against it.</p>;
  const rows = evidence.toSorted((a, b) => b.weight - a.weight);
  const heaviest = Math.max(...rows.map(({ weight }) => Math.abs(weight)));
  return (
    <Scroll label="Evidence">
      <table class="narrow-table">
        <caption>
          Evidence, the heaviest first; weights are log-odds, and the score is calibrated from their sum
        </caption>
        <thead>
          <tr>
            <th scope="col">Evidence</th>
            <th scope="col">Seen</th>
            <th scope="col" class="wide-only">
              <span class="visually-hidden">Bar</span>
            </th>
            <th scope="col" class="number">
              Weight
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ detector, sign, detail, weight }) => (
            <tr>
              <th scope="row">
                <span class="signal-title">{detectorTitle(detector)}</span>
                <span class="code">
                  {detector}/{sign}
                </span>
              </th>
              <td class="outside-words">{detail}</td>
              <td class="weight-bar wide-only">
                <svg class="bar-track" aria-hidden="true">
                  <rect
                    class={weight < 0 ? "fill-allow" : "fill-deny"}
                    width={share(Math.abs(weight), heaviest)}
                    height="100%"
                    rx="3"
                  />
                </svg>
              </td>
              <td class="number">{signedWords(weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
