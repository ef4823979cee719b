import { Table } from "../../../console/components/table.tsx";
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
      <Table
        label="Age of the queue"
        class="narrow-table"
        caption="Undecided cases, since they were opened or reopened"
        rows={queue}
        columns={[
          { title: "State", isHead: true, cell: ({ state }) => (state === "all" ? "All" : STATE_WORDS[state]) },
          { title: "Cases", class: "number", cell: ({ cases }) => countWords(cases) },
          { title: "Oldest", class: "number", cell: ({ oldestMs }) => durationWords(oldestMs) },
          { title: "Median", class: "number", cell: ({ medianMs }) => durationWords(medianMs) },
        ]}
      />
    )}
  </section>
);
