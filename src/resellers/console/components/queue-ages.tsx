import { Scroll } from "../../../console/components/scroll.tsx";
import { countWords } from "../../../console/words/count.ts";
import { durationWords } from "../../../console/words/duration.ts";
import type { CaseMetrics } from "../../wire/case.ts";
import { STATE_WORDS } from "../view-models/resellers.ts";

/** How long cases have waited, so that a queue that grows old is seen before a sale. */
export const QueueAges = ({ queue }: Pick<CaseMetrics, "queue">) => (
  <section class="card panel" aria-labelledby="ages">
    <h2 id="ages">How long do cases wait?</h2>
    {queue.length === 0 ? (
      <p class="soft">No case waits for a decision. Number and age of those that do will stand here.</p>
    ) : (
      <Scroll label="Age of the queue">
        <table class="narrow-table">
          <caption>Undecided cases, since they were opened or reopened</caption>
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col" class="number">
                Cases
              </th>
              <th scope="col" class="number">
                Oldest
              </th>
              <th scope="col" class="number">
                Median
              </th>
            </tr>
          </thead>
          <tbody>
            {queue.map(({ state, cases, oldestMs, medianMs }) => (
              <tr>
                <th scope="row">{state === "all" ? "All" : STATE_WORDS[state]}</th>
                <td class="number">{countWords(cases)}</td>
                <td class="number">{durationWords(oldestMs)}</td>
                <td class="number">{durationWords(medianMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </section>
);
