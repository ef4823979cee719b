import { Table } from "../../../console/components/table.tsx";
import { countOf } from "../../../console/words/count.ts";
import type { FileProblem } from "../../domain/checked-yaml.ts";

/** Everything that is wrong with a text, each with its place. */
export const FileProblems = ({ problems }: { readonly problems: readonly FileProblem[] }) => (
  <section class="card panel" id="settings-problems" role="alert" aria-labelledby="problems">
    <h2 id="problems">{countOf(problems.length, "problem", "problems")}, and what is live stays live</h2>
    <Table
      label="Problems"
      caption="In the order of the file"
      rows={problems}
      columns={[
        { title: "Line", class: "number", cell: ({ line }) => line },
        { title: "Column", class: "number", cell: ({ column }) => column },
        { title: "Place", cellClass: "code", cell: ({ path }) => path },
        { title: "What is wrong", cellClass: "outside-words", cell: ({ message }) => message },
      ]}
    />
  </section>
);
