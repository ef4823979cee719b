import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { RuleLinks } from "../components/rule-links.tsx";
import { Table } from "../components/table.tsx";
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
  <Table
    label="Lists of the live policy"
    class="narrow-table"
    isCaptionHidden
    caption="Lists of the live policy"
    rows={lists}
    columns={[
      {
        title: "List",
        isHead: true,
        cell: ({ name, title }) => (
          <>
            <a class="row-link" href={`/console/lists/${encodeURIComponent(name)}`}>
              {title}
            </a>
            <div class="code">{name}</div>
          </>
        ),
      },
      { title: "Kind", class: "wide-only", cell: ({ kind }) => kind },
      {
        title: "Entries that count",
        class: "number",
        cell: ({ max, entries }) => (
          <>
            {countWords(entries.counts + entries.soon)} <span class="soft">of {countWords(max)}</span>
          </>
        ),
      },
      {
        title: <>End within {SOON_DAYS} days</>,
        class: "number wide-only",
        cell: ({ entries }) => countWords(entries.soon),
      },
      { title: "Expired", class: "number wide-only", cell: ({ entries }) => countWords(entries.expired) },
      { title: "Rules that look there", class: "wide-only", cell: ({ rules }) => <RuleLinks rules={rules} /> },
    ]}
  />
);
