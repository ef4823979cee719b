import { Code } from "../components/code.tsx";
import { renderConsolePage } from "../components/console-page.tsx";
import type { Html } from "../components/document.tsx";
import { Table } from "../components/table.tsx";
import { WhyForm } from "../components/why-form.tsx";
import type { Frame } from "../frame.ts";
import {
  type ErasurePreviewView,
  KIND_WORDS,
  knownWords,
  STANDING_WORDS,
  TABLE_WORDS,
} from "../view-models/erasures.ts";
import { countOf, countWords } from "../words/count.ts";

/** What goes if a person is forgotten, before it goes. */
export function renderErasurePreview(view: ErasurePreviewView, frame: Frame): Html {
  const { typed, accounts, isShared, tables } = view;
  return renderConsolePage({
    title: "What would go",
    frame,
    children: (
      <>
        <div class="page-head">
          <div class="page-head-words">
            <h1>{knownWords(view)}</h1>
            <p class="soft small">
              {KIND_WORDS[typed.kind].title}: <span class="code">{typed.value}</span>
            </p>
          </div>
          <a class="button" href="/console/erasures">
            Forget nobody
          </a>
        </div>
        {isShared ? (
          <p class="notice">
            It is taken out of what these accounts did, and their history in the archive stays, since it cannot be told
            whose it is. To have one of them forgotten, go by its account id or mailbox.
          </p>
        ) : null}
        {accounts > 1 ? (
          <p class="notice">
            All {countWords(accounts)} accounts would be forgotten, also where several people share what was typed. If
            that is not what the person wants, go by their account id.
          </p>
        ) : null}
        <section class="card panel" aria-labelledby="goes">
          <h2 id="goes">What goes from the archive?</h2>
          {tables.length === 0 ? <p class="soft">Nothing: the archive has no row of it.</p> : <Tables view={view} />}
        </section>
        <Sales view={view} />
        <Lists view={view} />
        <section class="card panel" aria-labelledby="confirm">
          <h2 id="confirm">{isShared ? "Take it out" : accounts === 0 ? "Write the request down" : "Forget them"}</h2>
          <WhyForm
            id="erase-why"
            action="/console/erasures"
            question="Who asks, and under which number? Without the identifier: this is kept."
            button={
              accounts === 0 && !isShared ? "Write it down: nothing is known" : "Forget for good: nobody can undo it"
            }
          >
            <input type="hidden" name="kind" value={typed.kind} />
            <input type="hidden" name="value" value={typed.value} />
          </WhyForm>
        </section>
      </>
    ),
  });
}

type Props = { readonly view: ErasurePreviewView };

const Tables = ({ view: { tables } }: Props) => (
  <Table
    label="What goes from the archive"
    class="narrow-table"
    caption="Rows that would be deleted, by table"
    rows={tables}
    columns={[
      { title: "What it says", isHead: true, cell: ({ table }) => TABLE_WORDS[table] },
      { title: "Table", class: "wide-only", cellClass: "code", cell: ({ table }) => table },
      { title: "Rows", class: "number", cell: ({ rows }) => countWords(rows) },
    ]}
  />
);

const Sales = ({ view: { saleIds } }: Props) =>
  saleIds.length === 0 ? null : (
    <section class="card panel" aria-labelledby="sales">
      <h2 id="sales">In which sales?</h2>
      <ul class="plain-list">
        {saleIds.map((saleId) => (
          <li>
            <a class="row-link" href={`/console/sales/${encodeURIComponent(saleId)}`}>
              <span class="code">{saleId}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="soft small">
        What these sales keep themselves goes too, and is counted as it goes. While a sale is open, what was bought in
        it stays claimed, under no name: or anybody could buy twice by asking to be forgotten.
      </p>
    </section>
  );

const Lists = ({ view: { listed } }: Props) =>
  listed.length === 0 ? null : (
    <section class="card panel" aria-labelledby="lists">
      <h2 id="lists">On which lists of the policy?</h2>
      <ul class="plain-list">
        {listed.map(({ list, entries, standing, policyHash }) => (
          <li>
            <Code>{list}</Code>, {countOf(entries, "entry", "entries")}. {STANDING_WORDS[standing]}.{" "}
            <span class="soft small code">{policyHash}</span>
          </li>
        ))}
      </ul>
    </section>
  );
