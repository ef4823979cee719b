import { Scroll } from "../../../console/components/scroll.tsx";
import { countOf } from "../../../console/words/count.ts";
import type { FileProblem } from "../../domain/checked-yaml.ts";

/** Everything that is wrong with a text, each with its place. */
export const FileProblems = ({ problems }: { readonly problems: readonly FileProblem[] }) => (
  <section class="card panel" id="settings-problems" role="alert" aria-labelledby="problems">
    <h2 id="problems">{countOf(problems.length, "problem", "problems")}, and what is live stays live</h2>
    <Scroll label="Problems">
      <table>
        <caption>In the order of the file</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              Line
            </th>
            <th scope="col" class="number">
              Column
            </th>
            <th scope="col">Place</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ line, column, path, message }) => (
            <tr>
              <td class="number">{line}</td>
              <td class="number">{column}</td>
              <td class="code">{path}</td>
              <td class="outside-words">{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </section>
);
