import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { RuleLinks } from "../components/rule-links.tsx";
import { Scroll } from "../components/scroll.tsx";
import type { Frame } from "../frame.ts";
import { type ListRow, SOON_DAYS } from "../view-models/lists.ts";
import { countWords } from "../words/count.ts";

/** The lists of the live policy: what is in them, what ends soon, and which rules look there. */
export function renderLists(lists: readonly ListRow[], frame: Frame): Html {
  return renderConsolePage({
    title: "Lists",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>Lists</h1>
            <p class="soft small">
              What rules look up. Entries are added in the files of the policy and go live with it, under{" "}
              <a href="/console/rules">Rules</a>.
            </p>
          </div>
        </div>
        <section class="card panel" aria-label="Lists">
          {lists.length === 0 ? <p class="soft">The live policy has no lists.</p> : <Lists lists={lists} />}
        </section>
      </>
    ),
  });
}

const Lists = ({ lists }: { readonly lists: readonly ListRow[] }) => (
  <Scroll label="Lists of the live policy">
    <table>
      <caption class="visually-hidden">Lists of the live policy</caption>
      <thead>
        <tr>
          <th scope="col">List</th>
          <th scope="col">Kind</th>
          <th scope="col" class="number">
            Entries that count
          </th>
          <th scope="col" class="number">
            End within {SOON_DAYS} days
          </th>
          <th scope="col" class="number">
            Expired
          </th>
          <th scope="col" class="wide-only">
            Rules that look there
          </th>
        </tr>
      </thead>
      <tbody>
        {lists.map(({ name, title, kind, max, entries, rules }) => (
          <tr>
            <th scope="row">
              <a class="row-link" href={`/console/lists/${encodeURIComponent(name)}`}>
                {title}
              </a>
              <div class="code">{name}</div>
            </th>
            <td>{kind}</td>
            <td class="number">
              {countWords(entries.counts + entries.soon)} <span class="soft">of {countWords(max)}</span>
            </td>
            <td class="number">{countWords(entries.soon)}</td>
            <td class="number">{countWords(entries.expired)}</td>
            <td class="wide-only">
              <RuleLinks rules={rules} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
